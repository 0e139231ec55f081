import type { Waypoint } from '../world/scenario.ts';

/** Which way along the street: +1 towards +x. */
export type Way = 1 | -1;

/** Heading of something that goes along the street. Degrees. */
export function headingOf(way: Way): number {
  return way === 1 ? 0 : 180;
}

interface Pass {
  readonly fromMs: number;
  readonly fromX: number;
  readonly toX: number;
  readonly z: number;
  /** Metres per second. */
  readonly speed: number;
}

/** Straight along the street at one speed. */
export function pass({ fromMs, fromX, toX, z, speed }: Pass): Waypoint[] {
  const way: Way = toX > fromX ? 1 : -1;
  const lastMs = fromMs + (Math.abs(toX - fromX) / speed) * 1000;
  return [at(fromMs, fromX, z, headingOf(way)), at(lastMs, toX, z, headingOf(way))];
}

export interface Parking {
  /** When it stands. */
  readonly stopMs: number;
  /** When it starts off again; absent: it stays to the end, `lastMs`. */
  readonly leaveMs?: number;
  readonly lastMs: number;
  readonly x: number;
  readonly z: number;
  /** Middle of the lane it comes from and goes to. */
  readonly lane: number;
  readonly way: Way;
  /** Half the length of street on which it is out of sight again, metres. */
  readonly reach: number;
}

/** Comes along the lane, swings onto the place, stands, and drives off ahead. */
export function park(parking: Parking): Waypoint[] {
  const { stopMs, leaveMs, lastMs, x, z, lane, way, reach } = parking;
  const straight = headingOf(way);
  // towards the place is a turn to the left or right, depending on the way it goes
  const swing = straight + (z < lane ? 1 : -1) * way * 22;
  const start = x - way * 7;
  const approachMs = (Math.abs(start + way * reach) / 8) * 1000;
  const middle = (z + lane) / 2;
  const arrival = [
    at(stopMs - 4000 - approachMs, -way * reach, lane, straight),
    at(stopMs - 4000, start, lane, straight),
    at(stopMs - 1800, x - way * 3, middle, swing),
    at(stopMs, x, z, straight),
  ];
  if (leaveMs === undefined) return [...arrival, at(lastMs, x, z, straight)];
  const gone = (Math.abs(way * reach - x - way * 8) / 8) * 1000;
  const away = straight + (z < lane ? -1 : 1) * way * 22;
  return [
    ...arrival,
    at(leaveMs, x, z, straight),
    at(leaveMs + 1800, x + way * 3.4, middle, away),
    at(leaveMs + 3600, x + way * 8, lane, straight),
    at(leaveMs + 3600 + gone, way * reach, lane, straight),
  ];
}

/** Drives along the lane, waits in it (a light, a jam, a stop), and goes on. */
export function waitInLane(
  ride: Pass & { readonly stopX: number; readonly stopMs: number; readonly waitMs: number },
): Waypoint[] {
  const { fromX, toX, z, speed, stopX, stopMs, waitMs } = ride;
  const heading = headingOf(toX > fromX ? 1 : -1);
  const way = toX > fromX ? 1 : -1;
  const slow = 8;
  const comeMs = (Math.abs(stopX - way * slow - fromX) / speed) * 1000;
  const goMs = (Math.abs(toX - stopX - way * slow) / speed) * 1000;
  return [
    at(stopMs - 2000 - comeMs, fromX, z, heading),
    at(stopMs - 2000, stopX - way * slow, z, heading),
    at(stopMs, stopX, z, heading),
    at(stopMs + waitMs, stopX, z, heading),
    at(stopMs + waitMs + 2000, stopX + way * slow, z, heading),
    at(stopMs + waitMs + 2000 + goMs, toX, z, heading),
  ];
}

/** Walks to a place at 1.3 m/s, stays, and walks on. */
export function visit(visitor: {
  readonly arriveMs: number;
  readonly leaveMs: number;
  readonly x: number;
  readonly z: number;
  readonly fromX: number;
  readonly toX: number;
  /** Where it looks while it stays, degrees. */
  readonly heading: number;
}): Waypoint[] {
  const { arriveMs, leaveMs, x, z, fromX, toX, heading } = visitor;
  const walkMs = (metres: number) => (Math.abs(metres) / 1.3) * 1000;
  return [
    at(arriveMs - walkMs(x - fromX), fromX, z),
    at(arriveMs, x, z),
    at(arriveMs + 700, x, z, heading),
    at(leaveMs - 700, x, z, heading),
    at(leaveMs, x, z),
    at(leaveMs + walkMs(toX - x), toX, z),
  ];
}

/** Stands at one place. */
export function stay(
  fromMs: number,
  toMs: number,
  place: { readonly x: number; readonly z: number; readonly heading: number },
): Waypoint[] {
  return [at(fromMs, place.x, place.z, place.heading), at(toMs, place.x, place.z, place.heading)];
}

function at(atMs: number, x: number, z: number, heading?: number): Waypoint {
  return { atMs: Math.round(atMs), x, z, ...(heading !== undefined && { heading }) };
}
