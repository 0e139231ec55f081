import type { Field } from './field.ts';
import type { Sight } from './measure.ts';
import { learn, likeness, withAppearance } from './reference.ts';
import type { SceneState } from './scene.ts';
import { laidOver } from './warp.ts';

/** A picture that much like an appearance is of the same light: 0.85 and more in the same light, 0.6 by another. */
const LIKE = 0.7;
/** So many pictures in a row of a new light begin its appearance: not a flash, not a bus. */
const LASTS = 5;
/** Learnt from only where the place is beyond doubt. */
const CERTAIN = 0.55;

/** The scene with one more picture learnt, at the place where it was seen: never at the place where it should be. */
export function taughtLight(state: SceneState, field: Field, sight: Sight): SceneState {
  const { reference } = state;
  if (reference === undefined || sight.agreeing < CERTAIN) return state;
  const laid = laidOver(field, sight.placement, 0);
  const likes = reference.appearances.map((one) => likeness(one, laid));
  const best = likes.indexOf(Math.max(...likes));
  const which = reference.appearances[best];
  if (which !== undefined && (likes[best] ?? 0) >= LIKE)
    return {
      ...state,
      reference: learn(reference, which, field, sight.placement),
      newLight: 0,
    };
  if (state.newLight + 1 < LASTS) return { ...state, newLight: state.newLight + 1 };
  return { ...state, reference: withAppearance(reference, field, sight.placement), newLight: 0 };
}
