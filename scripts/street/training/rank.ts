import type { StreetClass } from '../assets/asset.ts';
import type { Dice } from '../world/dice.ts';
import { RADIANS } from '../world/vector.ts';
import type { Footprint } from './footprint.ts';
import type { PoolActor } from './pool.ts';

/** Two-wheelers are parked side by side. */
export function isRanked({ of }: { readonly of: StreetClass }): boolean {
  return of === 'motorcycle' || of === 'bicycle';
}

/** Up to seven beside a parked one, wheel to wheel. Takes them from `idle`. */
export function rankBeside(
  first: Footprint,
  idle: PoolActor[],
  dice: Dice,
): readonly { readonly actor: PoolActor; readonly print: Footprint }[] {
  const gap = first.width + dice.between(0.08, 0.35);
  const [sin, cos] = [Math.sin(first.heading * RADIANS), Math.cos(first.heading * RADIANS)];
  return idle.splice(0, dice.whole(2, 7)).map((actor, at) => {
    const off = (at + 1) * gap;
    const heading = first.heading + dice.between(-7, 7);
    return { actor, print: { ...first, heading, x: first.x + off * sin, z: first.z + off * cos } };
  });
}
