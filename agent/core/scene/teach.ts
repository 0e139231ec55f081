import type { Field } from './field.ts';
import type { Sight } from './measure.ts';
import { learn, likeness, type SceneReference, withAppearance } from './reference.ts';
import { laidOver } from './warp.ts';

/** A picture that much like an appearance is of the same light: 0.85 and more in the same light, 0.6 by another. */
const LIKE = 0.7;
/** So many pictures in a row of a new light begin its appearance: not a flash, not a bus. */
const LASTS = 5;
/** Learnt from only where the place is beyond doubt. */
const CERTAIN = 0.55;

interface Taught {
  readonly reference: SceneReference;
  /** Pictures in a row whose light no appearance fits. */
  readonly newLight: number;
}

/** After one more picture, laid where it was seen: never where it should be. */
export function taughtLight(before: Taught, field: Field, sight: Sight): Taught {
  const { reference, newLight } = before;
  if (sight.agreeing < CERTAIN) return before;
  const laid = laidOver(field, sight.placement, 0);
  const likes = reference.appearances.map((one) => likeness(one, laid));
  const best = likes.indexOf(Math.max(...likes));
  const which = reference.appearances[best];
  if (which !== undefined && (likes[best] ?? 0) >= LIKE)
    return { reference: learn(reference, which, field, sight.placement), newLight: 0 };
  if (newLight + 1 < LASTS) return { reference, newLight: newLight + 1 };
  return { reference: withAppearance(reference, field, sight.placement), newLight: 0 };
}
