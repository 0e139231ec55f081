import type { Actor, ExpectedEpisode, GroundZone, SceneRule } from '../world/scenario.ts';
import { guest, thing, traffic, walkers } from './casting.ts';
import { between, type Ground, groundOf, pick, type Story, told, type Wish } from './draft.ts';
import type { Family } from './family.ts';
import { visit } from './motions.ts';
import { placesOf, SHORTENED, walkZone } from './parking.ts';

const STALL_DWELL_MS = 15_000;
/** Shortened 20 times against a real site (30 s, 300 s, 180 s). */
export const STALL: SceneRule = {
  use: 'street-stall',
  settings: { settle: '4s', dwell: '15s', absence: '12s', rearm: '2s' },
};

const KINDS = ['stall-parasol', 'stall-cart', 'stall-tricycle', 'stall-mat'] as const;

export interface Selling {
  readonly x: number;
  readonly z: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly kind: string;
}

/** A stall with its vendor and now and then a customer. Seller behind it, customers before it. */
export function sellers(ground: Ground, id: string, selling: Selling): Actor[] {
  const { x, z, fromMs, toMs, kind } = selling;
  const stall = thing(ground, id, { of: 'stall', name: kind }, pushed(ground, selling));
  const vendor: Actor = {
    ...guest(ground, `${id}-vendor`, {
      ...{ x: x + 0.2, z: z - 0.9, arriveMs: fromMs + 300, leaveMs: toMs - 300, heading: -90 },
    }),
    pose: 'sell',
  };
  const customer = guest(ground, `${id}-customer`, {
    ...{ x: x + between(-0.6, 0.6, ground.draw), z: z + 1.4, heading: 90 },
    arriveMs: fromMs + between(4000, 8000, ground.draw),
    leaveMs: fromMs + between(12_000, 18_000, ground.draw),
  });
  return [stall, vendor, customer];
}

/** Wheeled in from the side along the sidewalk at walking pace, and away again. */
function pushed({ site, draw }: Ground, { x, z, fromMs, toMs }: Selling): Actor['path'] {
  const reach = Math.min(site.reach, 25);
  const way = draw() < 0.5 ? 1 : -1;
  return visit({
    ...{ x, z, arriveMs: fromMs, leaveMs: toMs, heading: 0 },
    ...{ fromX: -way * reach, toX: way * reach },
  });
}

export function expectedStall(actor: string, { fromMs, toMs }: Selling): ExpectedEpisode {
  const confirmMs = fromMs + STALL_DWELL_MS;
  return {
    ...{ kind: 'street-stall', actor, zone: 'walk', fromMs, toMs },
    ...(confirmMs <= toMs && { confirmMs }),
  };
}

const LASTS_MS = 55_000;

interface Variation {
  readonly id: string;
  readonly about: string;
  readonly films: number;
  readonly wish: Wish;
  /** How many sell, and how long. */
  readonly most: number;
  readonly staysMs: readonly [from: number, to: number];
  readonly kinds?: readonly string[];
}

const VARIATIONS: readonly Variation[] = [
  {
    ...{ id: 'stalls-by-day', films: 8, most: 3, staysMs: [22_000, 30_000], wish: {} },
    about: 'Vendors set up parasols, carts, three-wheelers and mats on the sidewalk and sell.',
  },
  {
    ...{ id: 'stalls-under-clouds', films: 5, most: 3, staysMs: [22_000, 30_000] },
    about: 'The same on a grey day.',
    wish: { light: 'overcast' },
  },
  {
    ...{ id: 'stalls-at-dusk', films: 4, most: 3, staysMs: [22_000, 30_000] },
    about: 'The same when the lamps go on.',
    wish: { light: 'dusk' },
  },
  {
    ...{ id: 'stalls-by-night', films: 5, most: 3, staysMs: [22_000, 30_000] },
    about: 'The same at night.',
    wish: { light: 'night' },
  },
  {
    ...{ id: 'goods-before-the-shop', films: 3, most: 2, staysMs: [26_000, 32_000] },
    about: 'A shop spreads its goods over the sidewalk.',
    wish: { street: ({ facade }) => facade === 'shops' || facade === 'old-shops' },
    kinds: ['shop-goods'],
  },
  {
    ...{ id: 'vendor-moves-on', films: 2, most: 2, staysMs: [8000, 11_000], wish: {} },
    about: 'Vendors stop for a moment and move on before the grace time is over.',
  },
];

function selling({ id, about, films, wish, most, staysMs, kinds = KINDS }: Variation): Family {
  return {
    ...{ id, about, films, scene: 'stall' },
    make: (seed, split) => {
      const ground = groundOf(id, seed, split, wish);
      const { draw, site } = ground;
      const stands = placesOf(ground, most, 5.5).map((x, at): Selling => {
        const fromMs = 6000 + at * 3500 + between(0, 1500, draw);
        const z = site.walk + between(-0.3, 0.3, draw);
        return { x, z, fromMs, toMs: fromMs + between(...staysMs, draw), kind: pick(kinds, draw) };
      });
      return told({ id, about }, ground, {
        ...stallStory(ground),
        actors: [
          ...stands.flatMap((stand, at) => sellers(ground, `stall-${at + 1}`, stand)),
          ...walkers(ground, 3, LASTS_MS, -0.9),
          ...traffic(ground, { fromMs: 0, toMs: LASTS_MS, everyMs: 9000 }),
        ],
        expect: stands.map((stand, at) => expectedStall(`stall-${at + 1}`, stand)),
      });
    },
  };
}

/** What all stories of stalls share. */
export function stallStory(
  ground: Ground,
): Pick<Story, 'durationMs' | 'rules' | 'zones' | 'shortened'> & { zones: readonly GroundZone[] } {
  return { durationMs: LASTS_MS, rules: [STALL], zones: [walkZone(ground)], shortened: SHORTENED };
}

export const STALL_FAMILIES: readonly Family[] = VARIATIONS.map(selling);
