import type { Verdict, Verdicts } from '../health/condition.ts';
import type { HealthPicture } from '../health/health-picture.ts';
import { apart, motionOf } from './affine.ts';
import { refined } from './align.ts';
import { type Field, fieldOf } from './field.ts';
import { measured, type Sight } from './measure.ts';
import { IN_PLACE, type Placement } from './placement.ts';
import { beginReference, isRipe, learn, type SceneReference } from './reference.ts';
import { meanAgreement, meanOf, NOT_MEASURED, type Steady, steadied } from './steady.ts';
import { taughtLight } from './teach.ts';

interface Strange {
  readonly count: number;
  /** mediaMs of the first. */
  readonly sinceMs: number;
}

/** What is known of a scene and of where it lies now. Plain data, some hundred kB. */
export interface SceneState {
  /** Undefined until a first picture may be learnt from. To keep: reference-text.ts. */
  readonly reference: SceneReference | undefined;
  readonly steady: Steady;
  /** The pictures in a row that no placement explained; what is said of none stands between them. */
  readonly strange: Strange | undefined;
  /** Pictures in a row whose light no appearance fits. */
  readonly newLight: number;
}

export interface SceneStep {
  readonly state: SceneState;
  readonly verdicts: Verdicts;
  /** Where the scene lies now; the last known place where the picture does not say. */
  readonly placement: Placement;
}

/** A camera whose scene is known, or is still to be learnt from its first healthy pictures. */
export function beginScene(reference: SceneReference | undefined): SceneState {
  return { reference, steady: NOT_MEASURED, strange: undefined, newLight: 0 };
}

/** The zones have been drawn anew, or somebody finds them right as they are: what is seen from now on is the scene. */
export function acceptView(): SceneState {
  return beginScene(undefined);
}

/** Farther than this (shares of the width, root mean square over the picture) zones are not corrected. */
const FAR = 0.028;
/** Back within this it is near again. */
const NEAR = 0.024;
/** So many strange pictures in a row over so long make a verdict: one may be a flash or a torn picture. */
const STRANGE = { count: 2, ms: 1500 };

/**
 * One picture, at about one in two seconds. `may.learn`: it is healthy and nothing is suspected, so that it may
 * be learnt from. About 15 ms, 45 where the scene has to be searched for.
 */
export function stepScene(
  before: SceneState,
  picture: HealthPicture,
  mediaMs: number,
  may: { readonly learn: boolean },
): SceneStep {
  const { reference } = before;
  const field = fieldOf(picture, reference?.grid);
  if (reference === undefined || !reference.appearances.some(isRipe))
    return {
      state: may.learn ? young(before, field, mediaMs) : before,
      verdicts: {},
      placement: IN_PLACE,
    };
  const last = meanOf(before.steady.recent) ?? IN_PLACE;
  const agreeing = meanAgreement(before.steady.recent);
  const sight = measured(reference, field, { placement: last, agreeing });
  if (sight.says !== 'there') return unplaced(before, sight, last, mediaMs);
  const measure = { atMs: mediaMs, placement: sight.placement, agreeing: sight.agreeing };
  const steady = steadied(before.steady, measure, reference.grid);
  const placement = meanOf(steady.recent) ?? IN_PLACE;
  const placedState = { ...before, steady, strange: undefined };
  // a leap that no second picture has confirmed
  if (steady.leap !== undefined) return { state: placedState, verdicts: {}, placement };
  const far = apart(placement, IN_PLACE, reference.grid);
  const moved = far >= (apart(last, IN_PLACE, reference.grid) >= FAR ? NEAR : FAR);
  const facts = factsOf(placement, sight, reference.grid);
  const verdicts: Verdicts = { moved: { bad: moved, facts }, 'unknown-scene': { bad: false } };
  if (!may.learn || moved) return { state: placedState, verdicts, placement };
  const taught = taughtLight({ reference, newLight: before.newLight }, field, sight);
  return { state: { ...placedState, ...taught }, verdicts, placement };
}

/** Agreement of the first pictures with each other: they are full of what passes by. */
const YOUNG_FITS = 0.4;

/** The first pictures: every one that fits is learnt; where they do not fit each other it begins again. */
function young(before: SceneState, field: Field, mediaMs: number): SceneState {
  const { reference } = before;
  const [anchor] = reference?.appearances ?? [];
  if (reference === undefined || anchor === undefined)
    return { ...before, reference: beginReference(field), strange: undefined };
  const { placement, agreeing } = refined(anchor.field, field, IN_PLACE);
  const fits = agreeing >= YOUNG_FITS && apart(placement, IN_PLACE, reference.grid) < FAR;
  if (fits) {
    const learnt = learn(reference, anchor, field, placement);
    return { ...before, reference: learnt, strange: undefined };
  }
  const strange = oneMore(before.strange, mediaMs);
  if (strange.count <= STRANGE.count) return { ...before, strange };
  return { ...before, reference: beginReference(field), strange: undefined };
}

function oneMore(before: Strange | undefined, mediaMs: number): Strange {
  return { count: (before?.count ?? 0) + 1, sinceMs: before?.sinceMs ?? mediaMs };
}

function unplaced(
  before: SceneState,
  sight: Sight,
  placement: Placement,
  mediaMs: number,
): SceneStep {
  if (sight.says === 'unsure') return { state: before, verdicts: {}, placement };
  const strange = oneMore(before.strange, mediaMs);
  const state = { ...before, strange };
  const doubted = strange.count < STRANGE.count || mediaMs - strange.sinceMs < STRANGE.ms;
  if (doubted) return { state, verdicts: {}, placement };
  const facts = { agreeing: hundredths(sight.agreeing), score: hundredths(sight.score) };
  const verdict: Verdict = { bad: true, sinceMs: strange.sinceMs, facts };
  return { state, verdicts: { 'unknown-scene': verdict }, placement };
}

function factsOf(
  placement: Placement,
  { score, agreeing }: Sight,
  grid: SceneReference['grid'],
): NonNullable<Verdict['facts']> {
  const { shiftX, shiftY, roll, zoom } = motionOf(placement, grid);
  return {
    ...{ shiftX: thousandths(shiftX), shiftY: thousandths(shiftY) },
    ...{ roll: hundredths(roll), zoom: thousandths(zoom) },
    ...{ score: hundredths(score), agreeing: hundredths(agreeing) },
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
