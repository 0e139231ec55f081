import { placeAt } from '../world/path.ts';
import { spanOf, type Visitor } from './visitor.ts';

const STEP_MS = 250;
/** Metres: nearer in the middle of a lane is the same lane, and nearer along it is one in the other. */
const LANE = 1.5;
const LENGTH = 9;

/** Of `others` those that never drive through one of `trucks`: two bodies are not in one place. */
export function keepClear(
  trucks: readonly Visitor[],
  others: readonly Visitor[],
): readonly Visitor[] {
  return others.filter((other) => !trucks.some((truck) => drivesInto(other, truck)));
}

export function drivesInto(one: Visitor, other: Visitor): boolean {
  const [a, b] = [spanOf(one), spanOf(other)];
  const untilMs = Math.min(a[1], b[1]);
  for (let atMs = Math.max(a[0], b[0]); atMs <= untilMs; atMs += STEP_MS) {
    const [here, there] = [placeAt(one.path, atMs), placeAt(other.path, atMs)];
    if (here === undefined || there === undefined) continue;
    if (Math.abs(here.z - there.z) < LANE && Math.abs(here.x - there.x) < LENGTH) return true;
  }
  return false;
}
