import { stay, visit } from '../families/motions.ts';
import { groundHeight } from '../world/areas.ts';
import type { Waypoint } from '../world/scenario.ts';
import { MINUTE_MS } from './clock.ts';
import { eyeOf } from './eye.ts';
import { type Draw, drawOf, type Hour, moments, somebody, something } from './hour.ts';
import { DWELL_MS } from './parking-stories.ts';
import type { Bookings } from './places.ts';
import type { Post } from './post.ts';
import { type Cast, NOBODY, named, together, type Visitor } from './visitor.ts';

const KINDS = [
  ...['stall-parasol-a', 'stall-parasol-b', 'stall-cart-a', 'stall-cart-b'],
  ...['stall-tricycle-a', 'stall-tricycle-b', 'stall-mat-a', 'stall-mat-b', 'shop-goods-a'],
];

/** Smaller than this on a model's input 416 wide, a stall is hardly ever found: nobody could tell of it, pixels. */
const LEAST_PX = 12;
/** Something flat counts by this share of its width. */
const FLAT = 0.35;

/** The kinds that are large enough there, as the detector's noise measures size. */
function kindsAt({ pose, size, front, layout }: Post, x: number): readonly string[] {
  const eye = eyeOf(pose, size);
  const place = { x, y: groundHeight(layout, front), z: front, heading: 0 };
  return KINDS.filter((kind) => {
    const box = eye.extent(named(kind).hull, place);
    if (box === undefined) return false;
    const [width, height] = [box.right - box.left, box.bottom - box.top];
    return Math.max((height * size.height) / size.width, FLAT * width) * 416 >= LEAST_PX;
  });
}

/** Selling on the sidewalk: stalls of every kind, most of them longer than the dwell, some gone in time. */
export function stallStories(hour: Hour, bookings: Bookings, perHour: number): Cast {
  const draw = drawOf(hour, 'stall');
  if (hour.post.pitches.length === 0) return NOBODY;
  const awake = hour.ofDay >= 6 && hour.ofDay < 23 ? perHour : 0;
  return together(
    moments(draw, awake).map((fromMs) => {
      const x = draw.pick(hour.post.pitches);
      const toMs =
        fromMs + (draw.roll() < 0.75 ? draw.between(6, 18) : draw.between(1.2, 4)) * MINUTE_MS;
      // a vehicle before it would hide it
      const taken = [
        `pitch ${x}`,
        ...hour.post.kerb.filter((at) => Math.abs(at - x) < 6).map((at) => `kerb ${at}`),
      ];
      if (!bookings.takeAll(taken, fromMs - 15_000, toMs + 15_000)) return NOBODY;
      return stallAt(draw, { x, z: hour.post.front, fromMs, toMs });
    }),
  );
}

interface Pitch {
  readonly x: number;
  readonly z: number;
  readonly fromMs: number;
  readonly toMs: number;
}

function stallAt(draw: Draw, pitch: Pitch): Cast {
  const { x, z, fromMs, toMs } = pitch;
  const kind = draw.pick(kindsAt(draw.of.post, x));
  // what has wheels is pushed there
  const wheels = kind.includes('cart') || kind.includes('tricycle');
  const path = wheels ? pushed(draw, pitch) : stay(fromMs, toMs, { x, z, heading: 0 });
  const stall = something(draw, [kind], path);
  // on the camera's side of the stall: nobody could tell of a seller who is hidden by it
  const side = draw.of.post.pose.position[0] < x ? -1 : 1;
  const beside = path.map((point) => ({ ...point, x: point.x + side * 1.3, z: point.z - 0.2 }));
  const vendor = somebody(draw, wheels ? beside : steps(draw, pitch, side));
  const confirm = toMs - fromMs >= DWELL_MS ? { confirmMs: fromMs + DWELL_MS } : {};
  return {
    visitors: [stall, vendor, ...customers(draw, pitch)],
    expected: [{ kind: 'street-stall', visitor: stall, fromMs, toMs, ...confirm }],
  };
}

function pushed(draw: Draw, { x, z, fromMs, toMs }: Pitch): Waypoint[] {
  const { from, to } = draw.of.post;
  const path = visit({
    arriveMs: fromMs,
    leaveMs: toMs,
    x,
    z,
    fromX: to + 8,
    toX: from - 8,
    heading: 0,
  });
  return path.map((point) => ({ ...point, heading: 0 }));
}

/** The vendor, beside the goods; steps aside now and then, never far. */
function steps(draw: Draw, { x, z, fromMs, toMs }: Pitch, side: -1 | 1): Waypoint[] {
  const path: Waypoint[] = [];
  let [atMs, away] = [fromMs, 1.2];
  while (atMs < toMs) {
    path.push({ atMs: Math.round(atMs), x: x + side * away, z });
    atMs = Math.min(toMs, atMs + draw.between(20, 90) * 1000);
    path.push({ atMs: Math.round(atMs), x: x + side * away, z });
    away = draw.between(1, 1.7);
    atMs += 2500;
  }
  return path;
}

function customers(draw: Draw, { x, z, fromMs, toMs }: Pitch): Visitor[] {
  const { from, to } = draw.of.post;
  const count = Math.floor(draw.between(0, ((toMs - fromMs) / MINUTE_MS) * 0.5));
  return Array.from({ length: count }, () => {
    const arriveMs = draw.between(fromMs, toMs);
    const leaveMs = arriveMs + draw.between(15, 80) * 1000;
    const [fromX, toX] = draw.pick([
      [from - 8, to + 8],
      [to + 8, from - 8],
    ] as const);
    const at = { x: x + draw.between(-1, 1), z: z + 1.1 };
    return somebody(draw, visit({ arriveMs, leaveMs, ...at, fromX, toX, heading: 90 }));
  });
}
