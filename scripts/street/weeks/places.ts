import type { StreetLayout } from '../world/layout.ts';
import type { Vec3 } from '../world/vector.ts';
import type { Post } from './post.ts';

/** What the parts of a sidewalk are used for, so that nothing stands in another's place. */
type Use = 'cafe' | 'bikes' | 'gate' | 'waiting' | 'chatting';

/** The watched part of a sidewalk, metres. */
interface Along {
  readonly layout: StreetLayout;
  readonly from: number;
  readonly to: number;
}

/** Middles of the places along the watched sidewalk for a use, metres. */
export function placesFor({ from, to }: Pick<Post, 'from' | 'to'>, use: Use): readonly number[] {
  const share = (at: number) => from + at * (to - from);
  if (use === 'cafe') return [from + 2.5, from + 5.5];
  if (use === 'bikes') return [share(0.5)];
  if (use === 'gate') return [share(0.62)];
  if (use === 'waiting') return [share(0.38)];
  return [share(0.3), share(0.55), share(0.9)];
}

/** Between one vehicle's middle and the next's, and from a vehicle's middle to other things, metres. */
const APART = 7.5;
const ROOM = 4;
const PITCHES_APART = 6;

/** Wherever there is room for a vehicle, or a stall, between the others. */
export function roomAlong(along: Along): readonly number[] {
  const row: number[] = [];
  for (let x = along.from + 2.5; x <= along.to - 2; x += 0.5)
    if (isFree(along, x) && x - (row.at(-1) ?? Number.NEGATIVE_INFINITY) >= APART) row.push(x);
  return row;
}

/** Where e-bikes are parked, and from what distance along the walk on they hide no stall, metres. */
const BIKES = { z: -0.9, hide: 3.5 };

/**
 * Where stalls stand at the houses: away from the café, the gate and bays on the walk, and not behind the row
 * of parked e-bikes as `eye` sees it. `front`: how far back they stand.
 */
export function pitchesAlong(along: Along, eye: Vec3, front: number): readonly number[] {
  const row: number[] = [];
  const [bikes = 0] = placesFor(along, 'bikes');
  for (let x = along.from + 2; x <= along.to - 2; x += 0.5) {
    const share = (eye[2] - BIKES.z) / (eye[2] - front);
    const before = eye[0] + share * (x - eye[0]);
    if (Math.abs(before - bikes) < BIKES.hide) continue;
    const others = [...placesFor(along, 'cafe'), ...placesFor(along, 'gate')];
    const inBay = along.layout.bays.some(
      (bay) => bay.z < -1 && x > bay.x - 3 && x < bay.x + bay.length + 3,
    );
    const free = !inBay && others.every((at) => Math.abs(at - x) > 3.5);
    if (free && x - (row.at(-1) ?? Number.NEGATIVE_INFINITY) >= PITCHES_APART) row.push(x);
  }
  return row;
}

function isFree(along: Along, x: number): boolean {
  const others: Use[] = ['cafe', 'bikes', 'gate', 'waiting'];
  const bays = along.layout.bays.every(
    (bay) => bay.z > -1 || x < bay.x - ROOM || x > bay.x + bay.length + ROOM,
  );
  return (
    bays && others.flatMap((use) => placesFor(along, use)).every((at) => Math.abs(at - x) > ROOM)
  );
}

/** Places and when each is taken. Keeps visitors from standing in each other. */
export class Bookings {
  readonly #taken = new Map<string, (readonly [fromMs: number, toMs: number])[]>();

  /** Whether the place is free for the whole time; then it is taken. */
  take(place: string, fromMs: number, toMs: number): boolean {
    return this.takeAll([place], fromMs, toMs);
  }

  takeAll(places: readonly string[], fromMs: number, toMs: number): boolean {
    const isTaken = (place: string) =>
      this.#taken.get(place)?.some(([from, to]) => from < toMs && to > fromMs) ?? false;
    if (places.some(isTaken)) return false;
    for (const place of places)
      this.#taken.set(place, [...(this.#taken.get(place) ?? []), [fromMs, toMs]]);
    return true;
  }
}
