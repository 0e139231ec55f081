import { IN_PLACE, type Placement } from '../scene/placement.ts';
import { beginScene, type SceneState, stepScene } from '../scene/scene.ts';
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

/** All that is known of a camera's pictures. Bounded; some 300 kB. */
export interface HealthState {
  readonly signs: SignsState;
  readonly scene: SceneState;
  readonly watch: Watch;
  readonly sceneAtMs?: number;
}

export interface HealthStep {
  readonly state: HealthState;
  readonly rest: Rest;
  /** Where the known scene lies in this picture. */
  readonly placement: Placement;
  readonly changes: readonly HealthChange[];
}

/** Where a camera looks changes more slowly than its picture may freeze, and costs more to find. */
const SCENE_EVERY_MS = 1000;

export function beginHealth(scene: SceneState = beginScene(undefined)): HealthState {
  return { signs: INITIAL_SIGNS, scene, watch: NO_TROUBLE };
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
  const isDue = mediaMs - (before.sceneAtMs ?? Number.NEGATIVE_INFINITY) >= SCENE_EVERY_MS;
  const isClear = Object.values(signs.verdicts).every(({ bad }) => !bad);
  const learn = isClear && !restOf(before.watch).all;
  const scene =
    what.scene && isDue ? stepScene(before.scene, picture, mediaMs, { learn }) : undefined;
  const verdicts = { ...signs.verdicts, ...scene?.verdicts, ...also };
  const { watch, changes } = stepWatch(before.watch, verdicts, mediaMs);
  const sceneAtMs = scene === undefined ? before.sceneAtMs : mediaMs;
  const sceneState = scene?.state ?? before.scene;
  return {
    state: {
      signs: signs.state,
      scene: sceneState,
      watch,
      ...(sceneAtMs !== undefined && { sceneAtMs }),
    },
    rest: restOf(watch),
    placement: what.scene ? sceneState.placement : IN_PLACE,
    changes,
  };
}
