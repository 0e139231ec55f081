import { HOME } from '../geometry/zone.ts';
import type { Verdicts } from '../health/condition.ts';
import type { HealthPicture } from '../health/health-picture.ts';
import { apart } from './affine.ts';
import { IN_PLACE, type Placement } from './placement.ts';
import { recognise } from './presets.ts';
import { isRipe, type SceneReference } from './reference.ts';
import { acceptView, beginScene, type SceneState, stepScene } from './scene.ts';

/** The scenes that a camera should show: one, or one for each preset of a camera that turns. */
export interface Views {
  readonly scenes: Readonly<Record<string, SceneState>>;
  /** The view that is shown; undefined while a camera that turns shows none of them. */
  readonly shown: string | undefined;
}

export interface ViewsStep {
  readonly views: Views;
  readonly verdicts: Verdicts;
  readonly placement: Placement;
}

/** A preset is returned to within this, as a share of the picture's width. */
const RETURNED = 0.028;

/**
 * `presets`: of a camera that turns, whose views somebody has to accept one by one; none for a fixed camera,
 * which learns the view that it has when it begins. `known`: what earlier runs have learnt, by view.
 */
export function beginViews(
  presets: readonly string[],
  known: Readonly<Record<string, SceneReference>> = {},
): Views {
  const names = presets.length === 0 ? [HOME] : presets;
  const scenes = Object.fromEntries(names.map((name) => [name, beginScene(known[name])]));
  return { scenes, shown: presets.length === 0 ? HOME : undefined };
}

/** What is seen from now on is this view. */
export function acceptAs({ scenes }: Views, view: string): Views {
  return { scenes: { ...scenes, [view]: acceptView() }, shown: view };
}

export function turns({ scenes }: Views): boolean {
  return Object.keys(scenes).length > 1;
}

/**
 * One picture, at about one a second; of a camera that turns more often, and with the first picture that its view
 * does not explain it is looked for elsewhere: what another view shows is no matter of this one.
 */
export function stepViews(
  before: Views,
  picture: HealthPicture,
  mediaMs: number,
  may: { readonly learn: boolean },
): ViewsStep {
  const { scenes, shown } = before;
  const scene = shown === undefined ? undefined : scenes[shown];
  if (shown === undefined || scene === undefined) return sought(before, picture);
  const { state, verdicts, placement } = stepScene(scene, picture, mediaMs, may);
  const views = { scenes: { ...scenes, [shown]: state }, shown };
  if (turns(before) && isKnown(scene)) {
    if (state.strange !== undefined || verdicts.moved?.bad === true) return sought(views, picture);
    if (state.steady.leap !== undefined) return { views, placement, verdicts: ON_THE_WAY };
  }
  // while a view is learnt, it is as it should be
  return { views, placement, verdicts: isKnown(state) ? verdicts : IN_ORDER };
}

const ON_THE_WAY: Verdicts = { 'unknown-scene': { bad: true } };
const IN_ORDER: Verdicts = { moved: { bad: false }, 'unknown-scene': { bad: false } };

function sought({ scenes, shown }: Views, picture: HealthPicture): ViewsStep {
  const others = Object.entries(scenes).flatMap(([name, { reference }]) =>
    name === shown || reference === undefined ? [] : [{ name, reference }],
  );
  const found = recognise(others, picture);
  const reference = found.says === 'there' ? scenes[found.name]?.reference : undefined;
  if (found.says === 'there' && reference && isReturned(found.placement, reference)) {
    const views = { scenes: { ...scenes, [found.name]: beginScene(reference) }, shown: found.name };
    return { views, placement: found.placement, verdicts: IN_ORDER };
  }
  const names = Object.keys(scenes).join(', ');
  const unknown = { 'unknown-scene': { bad: true, facts: { presets: names } } };
  return {
    views: { scenes, shown: undefined },
    placement: IN_PLACE,
    verdicts: { moved: { bad: false }, ...(found.says === 'none' && unknown) },
  };
}

function isReturned(placement: Placement, { grid }: SceneReference): boolean {
  return apart(placement, IN_PLACE, grid) < RETURNED;
}

/** Whether enough was learnt of it to know it again. */
export function isKnown(scene: SceneState | undefined): boolean {
  return scene?.reference?.appearances.some(isRipe) === true;
}
