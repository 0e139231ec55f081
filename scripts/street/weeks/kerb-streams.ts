import { park } from '../families/motions.ts';
import type { Waypoint } from '../world/scenario.ts';
import { HOUR_MS, MINUTE_MS } from './clock.ts';
import { type Draw, drawOf, type Hour, moments, motor, something } from './hour.ts';
import { type Bookings, placesFor } from './places.ts';
import { wayIn } from './road-streams.ts';
import { type Cast, NOBODY, together, type Visitor } from './visitor.ts';

/** From when an expected episode is told as such: the rule's settle time and some. */
const WORTH_TELLING_MS = 18_000;

/** What halts on or crosses the sidewalk lawfully, or leaves it in time. */
export function kerbCast(hour: Hour, bookings: Bookings): Cast {
  const visitors = [...gate(hour), ...bays(hour, bookings), ...exempt(hour, bookings)];
  return together([dropOffs(hour, bookings), { visitors, expected: [] }]);
}

/** The path of something that comes along the far lane, stands at `x` and drives on. */
export function parkPath(
  hour: Hour,
  x: number,
  z: number,
  stopMs: number,
  leaveMs: number,
): Waypoint[] {
  const { post } = hour;
  const lane = post.lanes[0] ?? 0;
  const way = wayIn(hour, lane);
  return park({ stopMs, leaveMs, lastMs: leaveMs, x, z, lane, way, reach: post.reach });
}

/** Room that a vehicle needs before and after it stands, so that the next does not drive into it. */
export const MANOEUVRE_MS = 12_000;

/** Twenty to sixty seconds on the sidewalk, and gone. */
function dropOffs(hour: Hour, bookings: Bookings): Cast {
  const draw = drawOf(hour, 'drop');
  if (hour.post.kerb.length === 0) return NOBODY;
  const casts = moments(draw, 3 * hour.busy).map((stopMs): Cast => {
    const x = draw.pick(hour.post.kerb);
    const toMs = stopMs + draw.between(20, 60) * 1000;
    if (!bookings.take(`kerb ${x}`, stopMs - MANOEUVRE_MS, toMs + MANOEUVRE_MS)) return NOBODY;
    const visitor = motor(draw, parkPath(hour, x, hour.post.walk, stopMs, toMs));
    const expected = toMs - stopMs > WORTH_TELLING_MS ? [inTime(visitor, stopMs, toMs)] : [];
    return { visitors: [visitor], expected };
  });
  return together(casts);
}

export function inTime(visitor: Visitor, fromMs: number, toMs: number) {
  return { kind: 'sidewalk-parking', visitor, fromMs, toMs };
}

/** Cars that cross the sidewalk at a walking pace, wait for the gate a few seconds, and vanish in it. */
function gate(hour: Hour): Visitor[] {
  const draw = drawOf(hour, 'gate');
  const { post } = hour;
  const [x = 0] = placesFor(post, 'gate');
  const lane = post.lanes[0] ?? 0;
  const way = wayIn(hour, lane);
  let freeMs = 0;
  return moments(draw, 3 * hour.busy).flatMap((atMs) => {
    if (atMs < freeMs) return [];
    freeMs = atMs + 60_000;
    const waitMs = draw.between(0, 12) * 1000;
    const end = -post.layout.farWalk - 2;
    const point = (ms: number, px: number, z: number, heading: number) => ({
      ...{ atMs: Math.round(atMs + ms), x: px, z, heading },
    });
    const straight = way === 1 ? 0 : 180;
    const path = [
      point(-9000, x - way * 60, lane, straight),
      point(-2500, x - way * 5, lane, straight),
      point(0, x, -0.5, 90),
      point(waitMs, x, -0.5, 90),
      point(waitMs + 6000, x, end, 90),
    ];
    return [motor(draw, path)];
  });
}

/** Cars in painted bays, on the road's edge and on the walk, for up to three hours. */
function bays(hour: Hour, bookings: Bookings): Visitor[] {
  const draw = drawOf(hour, 'bay');
  return hour.post.layout.bays.flatMap((bay, at) =>
    moments(draw, 0.5 * hour.busy).flatMap((stopMs) => {
      const leaveMs = stopMs + draw.between(0.2, 3) * HOUR_MS;
      const room = [stopMs - MANOEUVRE_MS, leaveMs + MANOEUVRE_MS] as const;
      if (!bookings.take(`bay ${at}`, ...room)) return [];
      const [x, z] = [bay.x + bay.length / 2, bay.z + bay.width / 2];
      return [motorCar(draw, bayPath(hour, bay.width > bay.length, x, z, stopMs, leaveMs))];
    }),
  );
}

function bayPath(
  hour: Hour,
  across: boolean,
  x: number,
  z: number,
  stopMs: number,
  leaveMs: number,
) {
  if (!across) return parkPath(hour, x, z, stopMs, leaveMs);
  const lane = hour.post.lanes[0] ?? 0;
  const way = wayIn(hour, lane);
  const { reach } = hour.post;
  const straight = way === 1 ? 0 : 180;
  const point = (atMs: number, px: number, pz: number, heading: number) => ({
    ...{ atMs: Math.round(atMs), x: px, z: pz, heading },
  });
  return [
    point(stopMs - 15_000, x - way * reach, lane, straight),
    point(stopMs - 5000, x - way * 5, lane, straight),
    point(stopMs, x, z, 90),
    point(leaveMs, x, z, 90),
    point(leaveMs + 5000, x + way * 5, lane, straight),
    point(leaveMs + 15_000, x + way * reach, lane, straight),
  ];
}

function motorCar(draw: Draw, path: readonly Waypoint[]): Visitor {
  return something(draw, ['sedan-a', 'sedan-b', 'sedan-c', 'suv-a', 'hatch-a', 'van-a'], path);
}

/** Police and sanitation vehicles at work: about one a day, for minutes. */
function exempt(hour: Hour, bookings: Bookings): Visitor[] {
  const draw = drawOf(hour, 'exempt');
  if (hour.post.kerb.length === 0) return [];
  return moments(draw, 0.08 * hour.busy).flatMap((stopMs) => {
    const x = draw.pick(hour.post.kerb);
    const leaveMs = stopMs + draw.between(3, 20) * MINUTE_MS;
    const room = [stopMs - MANOEUVRE_MS, leaveMs + MANOEUVRE_MS] as const;
    if (!bookings.take(`kerb ${x}`, ...room)) return [];
    const path = parkPath(hour, x, hour.post.walk, stopMs, leaveMs);
    return [something(draw, ['police-a', 'police-b', 'sanitation-a', 'sanitation-b'], path)];
  });
}
