import { apart } from '../scene/affine.ts';
import { IN_PLACE, type Placement } from '../scene/placement.ts';
import { isRipe, type SceneReference } from '../scene/reference.ts';
import { acceptView, beginScene, type SceneState, stepScene } from '../scene/scene.ts';
import type { Verdicts } from './condition.ts';
import type { HealthPicture } from './health-picture.ts';
import { INITIAL_SIGNS, type SignsState, stepSigns } from './signs.ts';
import {
  type HealthChange,
  NO_TROUBLE,
  type Rest,
  restOf,
  stepWatch,
  type Watch,
} from './watch.ts';

/** What is watched of a camera; a drone has no scene of its own. */
export interface Watched {
  readonly picture: boolean;
  readonly scene: boolean;
}

/** All that is known of a camera's pictures. Bounded, some 500 kB. */
export interface HealthState {
  readonly signs: SignsState;
  readonly scene: SceneState;
  readonly placement: Placement;
  readonly watch: Watch;
  readonly sceneAtMs?: number;
}

export interface HealthStep {
  readonly state: HealthState;
  readonly rest: Rest;
  readonly changes: readonly HealthChange[];
}

/** Where a camera looks changes more slowly than its picture may freeze, and costs more to find. */
const SCENE_EVERY_MS = 1000;
/** Zones stay where they are for less: a pixel of a picture 1280 wide, as a share of its width. */
const FINE = 0.0008;
const AS_IT_SHOULD_BE: Verdicts = { moved: { bad: false }, 'unknown-scene': { bad: false } };

export function beginHealth(reference?: SceneReference): HealthState {
  const scene = beginScene(reference);
  return { signs: INITIAL_SIGNS, scene, placement: IN_PLACE, watch: NO_TROUBLE };
}

/** What is seen from now on is the scene that the zones are drawn for. */
export function acceptScene(before: HealthState): HealthState {
  return { ...before, scene: acceptView(), placement: IN_PLACE };
}

/** Takes one picture, of about two a second, and what is known of it from elsewhere. Pure. */
export function stepHealth(
  what: Watched,
  before: HealthState,
  picture: HealthPicture,
  mediaMs: number,
  also: Verdicts = {},
): HealthStep {
  const signs = what.picture
    ? stepSigns(before.signs, picture, mediaMs)
    : { state: before.signs, verdicts: {} };
  const isClear =
    !restOf(before.watch).all && Object.values(signs.verdicts).every(({ bad }) => !bad);
  const isDue = mediaMs - (before.sceneAtMs ?? Number.NEGATIVE_INFINITY) >= SCENE_EVERY_MS;
  const scene =
    what.scene && isDue ? stepScene(before.scene, picture, mediaMs, { learn: isClear }) : undefined;
  const place = scene && (isKnown(scene.state) ? scene.verdicts : AS_IT_SHOULD_BE);
  const verdicts = { ...signs.verdicts, ...place, ...also };
  const { watch, changes } = stepWatch(before.watch, verdicts, mediaMs);
  const { state, placement } = scene ?? { state: before.scene, placement: before.placement };
  const hasMoved = apart(placement, before.placement, picture) > FINE;
  return {
    state: {
      ...before,
      ...{ signs: signs.state, scene: state, watch },
      placement: hasMoved ? placement : before.placement,
      ...(scene && { sceneAtMs: mediaMs }),
    },
    rest: restOf(watch),
    changes,
  };
}

function isKnown({ reference }: SceneState): boolean {
  return reference?.appearances.some(isRipe) === true;
}
