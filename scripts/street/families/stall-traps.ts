import type { Actor, GroundZone } from '../world/scenario.ts';
import { guest, thing, traffic, walkers } from './casting.ts';
import { between, type Ground, groundOf, type Story, told, type Wish } from './draft.ts';
import type { Family } from './family.ts';
import { pass, stay } from './motions.ts';
import { placesOf } from './parking.ts';
import { expectedStall, type Selling, sellers, stallStory } from './stalls.ts';

interface Trap {
  readonly id: string;
  readonly about: string;
  readonly films?: number;
  readonly wish?: Wish;
  story(ground: Ground): Partial<Story> & { readonly actors: readonly Actor[] };
}

function trap({ id, about, films = 1, wish = {}, story }: Trap): Family {
  return {
    ...{ id, about, films, scene: 'stall' },
    make: (seed, split) => {
      const ground = groundOf(id, seed, split, wish);
      return told({ id, about }, ground, { ...stallStory(ground), expect: [], ...story(ground) });
    },
  };
}

const LASTS_MS = 55_000;
/** The market may be held in these hours. */
const MARKET_HOURS = '18:00-22:00';

function market(ground: Ground, hours: string): readonly GroundZone[] {
  const zones = stallStory(ground).zones;
  const [walk] = zones;
  if (walk === undefined) return zones;
  return [...zones, { ...walk, id: 'market', kind: 'permitted-market', hours }];
}

function twoSellers(ground: Ground): readonly Selling[] {
  return placesOf(ground, 2, 6).map((x, at) => ({
    ...{ x, z: ground.site.walk, fromMs: 7000 + at * 3000, toMs: 40_000 + at * 2000 },
    kind: at === 0 ? 'stall-parasol' : 'stall-cart',
  }));
}

function selling(ground: Ground, stands: readonly Selling[]): Actor[] {
  return stands.flatMap((stand, at) => sellers(ground, `stall-${at + 1}`, stand));
}

/** People in a half circle around a place, who talk or wait. */
function crowd(ground: Ground, count: number): Actor[] {
  const [x = 0] = placesOf(ground, 1);
  return Array.from({ length: count }, (_, at) => {
    const angle = (at / count) * 2 * Math.PI;
    return guest(ground, `waiting-${at + 1}`, {
      ...{ x: x + 1.3 * Math.cos(angle), z: ground.site.walk + 0.9 * Math.sin(angle) },
      ...{ arriveMs: 4000 + at * 900, leaveMs: 44_000 + at * 700 },
      heading: (angle * -180) / Math.PI + 180,
    });
  });
}

const TRAPS: readonly Trap[] = [
  {
    ...{ id: 'cafe-in-permitted-hours', films: 2 },
    about: 'A café serves guests under its parasol in the hours in which it may.',
    story: (ground) => {
      const [x = 0] = placesOf(ground, 1);
      const z = ground.site.walk;
      const cafe = thing(
        ground,
        'cafe',
        { of: 'prop', name: 'cafe-set' },
        stay(0, LASTS_MS, { x, z, heading: 0 }),
      );
      const guests = [-0.9, 0.9].map((dx, at) => ({
        ...thing(
          ground,
          `guest-${at + 1}`,
          { of: 'person' },
          stay(0, LASTS_MS, { x: x + dx, z, heading: dx < 0 ? 0 : 180 }),
        ),
        pose: 'sit' as const,
      }));
      return {
        ...{ actors: [cafe, ...guests, ...walkers(ground, 2, LASTS_MS, -0.9)] },
        ...{ zones: market(ground, '08:00-22:00'), minuteOfDay: 15 * 60 },
      };
    },
  },
  {
    id: 'street-cleaner-with-a-cart',
    about: 'A street cleaner sweeps his way along the sidewalk with his cart.',
    story: (ground) => {
      const { site } = ground;
      const reach = Math.min(site.reach, 12) + between(-1, 1, ground.draw);
      const along = { fromMs: 0, fromX: -reach, toX: reach, speed: 0.45 };
      const cart = thing(
        ground,
        'cart',
        { of: 'prop', name: 'cleaner-cart' },
        pass({ ...along, z: site.walk }),
      );
      const cleaner = thing(
        ground,
        'cleaner',
        { of: 'person' },
        pass({ ...along, z: site.walk + 0.9 }),
      );
      return { actors: [cart, { ...cleaner, pose: 'sweep' }] };
    },
  },
  {
    ...{ id: 'crowd-without-a-stall', films: 2 },
    about: 'People stand together on the sidewalk, talk, and wait; nobody sells anything.',
    story: (ground) => ({ actors: [...crowd(ground, 6), ...walkers(ground, 3, LASTS_MS, -0.9)] }),
  },
  {
    id: 'market-within-its-hours',
    about: 'The evening market sells where and when it may.',
    wish: { light: 'dusk' },
    story: (ground) => ({
      ...{ actors: selling(ground, twoSellers(ground)), zones: market(ground, MARKET_HOURS) },
      minuteOfDay: 18 * 60 + 30,
    }),
  },
  {
    ...{ id: 'market-after-its-hours', films: 3 },
    about: 'The evening market goes on although its hours are over.',
    wish: { light: 'night' },
    story: (ground) => {
      const stands = twoSellers(ground);
      return {
        ...{ actors: selling(ground, stands), zones: market(ground, MARKET_HOURS) },
        expect: stands.map((stand, at) => expectedStall(`stall-${at + 1}`, stand)),
        minuteOfDay: 22 * 60 + 20,
      };
    },
  },
  {
    id: 'waiting-in-the-rain',
    about: 'People wait for a bus under umbrellas in the rain.',
    wish: { light: 'dusk', weather: 'rain' },
    story: (ground) => ({ actors: crowd(ground, 4) }),
  },
  {
    id: 'parked-tricycle-without-a-seller',
    about: 'An empty cargo three-wheeler is parked on the sidewalk; people walk by.',
    story: (ground) => {
      const [x = 0] = placesOf(ground, 1);
      const z = ground.site.walk;
      const parked = thing(
        ground,
        'tricycle',
        { of: 'tricycle' },
        stay(0, LASTS_MS, { x, z, heading: 5 }),
      );
      const far = traffic(ground, {
        fromMs: 0,
        toMs: LASTS_MS,
        everyMs: between(7000, 9000, ground.draw),
      });
      return { actors: [parked, ...walkers(ground, 4, LASTS_MS, -0.9), ...far] };
    },
  },
];

export const STALL_TRAPS: readonly Family[] = TRAPS.map(trap);
