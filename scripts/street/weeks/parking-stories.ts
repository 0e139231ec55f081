import { waitInLane } from '../families/motions.ts';
import type { Waypoint } from '../world/scenario.ts';
import { MINUTE_MS } from './clock.ts';
import { type Draw, drawOf, type Hour, moments, motor, something } from './hour.ts';
import { inTime, MANOEUVRE_MS, parkPath } from './kerb-streams.ts';
import type { Bookings } from './places.ts';
import { wayIn } from './road-streams.ts';
import { type Cast, type Expected, NOBODY, together, type Visitor } from './visitor.ts';

export const DWELL_MS = 300_000;
/** Between these it may be told or not: such stays are not made. */
const BAND = { from: 0.9 * DWELL_MS, to: 1.1 * DWELL_MS };

interface Stay {
  readonly x: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly paint?: string;
}

/** Parking on the sidewalk: long and short, hidden by buses, one after the other in one place. */
export function parkingStories(hour: Hour, bookings: Bookings, perHour: number): Cast {
  const draw = drawOf(hour, 'park');
  if (hour.post.kerb.length === 0) return NOBODY;
  return together(
    moments(draw, perHour).map((atMs) => {
      const x = draw.pick(hour.post.kerb);
      const stays = staysFrom(draw, x, atMs);
      const [first, last] = [stays[0], stays.at(-1)];
      if (!first || !last) return NOBODY;
      const room = [first.fromMs - MANOEUVRE_MS, last.toMs + MANOEUVRE_MS] as const;
      if (!bookings.take(`kerb ${x}`, ...room)) return NOBODY;
      const cars = together(stays.map((stay) => parked(draw, stay)));
      const hidden = stays.length === 1 && draw.roll() < 0.2 ? busesBefore(draw, first) : [];
      return together([cars, { visitors: hidden, expected: [] }]);
    }),
  );
}

function staysFrom(draw: Draw, x: number, fromMs: number): Stay[] {
  const how = draw.roll();
  if (how < 0.55) return [{ x, fromMs, toMs: fromMs + long(draw) }];
  if (how < 0.8) return [{ x, fromMs, toMs: fromMs + short(draw) }];
  // the next one takes the place within seconds; it has another colour, else nobody could tell
  const lasts = how < 0.9 ? [short(draw), short(draw)] : [long(draw), long(draw)];
  const [a = 0, b = 0] = lasts;
  const next = fromMs + a + draw.between(9, 25) * 1000;
  const [one, other] = draw.pick([
    ['#f2f2f0', '#16181b'],
    ['#8b1a1f', '#f2f2f0'],
    ['#16181b', '#27406b'],
  ] as const);
  return [
    { x, fromMs, toMs: fromMs + a, paint: one },
    { x, fromMs: next, toMs: next + b, paint: other },
  ];
}

function long(draw: Draw): number {
  return draw.between(BAND.to / MINUTE_MS + 0.3, 16) * MINUTE_MS;
}

function short(draw: Draw): number {
  return draw.between(62, BAND.from / 1000 - 15) * 1000;
}

function parked(draw: Draw, { x, fromMs, toMs, paint }: Stay): Cast {
  const { post } = draw.of;
  const z = post.walk + draw.between(-0.2, 0.3);
  const visitor = motor(draw, parkPath(draw.of, x, z, fromMs, toMs), paint);
  return { visitors: [visitor], expected: [expectation(visitor, fromMs, toMs)] };
}

function expectation(visitor: Visitor, fromMs: number, toMs: number): Expected {
  if (toMs - fromMs < DWELL_MS) return inTime(visitor, fromMs, toMs);
  return { ...inTime(visitor, fromMs, toMs), confirmMs: fromMs + DWELL_MS };
}

/** Two buses that halt right before it, for up to 110 s each. */
function busesBefore(draw: Draw, { x, fromMs }: Stay): Visitor[] {
  const { post } = draw.of;
  const z = post.lanes[0] ?? 0;
  const way = wayIn(draw.of, z);
  return [40, 190].map((second): Visitor => {
    const ride = {
      fromMs: 0,
      fromX: -way * (post.reach + 8),
      toX: way * (post.reach + 8),
      z,
      speed: 8,
    };
    const stopMs = fromMs + second * 1000;
    const waitMs = draw.between(50, 110) * 1000;
    const path: Waypoint[] = waitInLane({ ...ride, stopX: x, stopMs, waitMs });
    return something(draw, ['bus-a', 'bus-b'], path);
  });
}
