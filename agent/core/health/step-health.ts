import { HOME } from '../geometry/zone.ts';
import { apart } from '../scene/affine.ts';
import { IN_PLACE, type Placement } from '../scene/placement.ts';
import { acceptAs, isKnown, stepViews, turns, type Views } from '../scene/views.ts';
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

/** All that is known of a camera's pictures. Bounded: two megabytes, and one for each further view. */
export interface HealthState {
  readonly signs: SignsState;
  readonly views: Views;
  readonly placement: Placement;
  readonly watch: Watch;
  readonly sceneAtMs?: number;
}

export interface HealthStep {
  readonly state: HealthState;
  readonly rest: Rest;
  readonly changes: readonly HealthChange[];
}

/** Where a camera looks changes more slowly than its picture may freeze, and costs more to find; learning it is soon done. */
const SCENE_EVERY_MS = 1400;
const LEARN_EVERY_MS = 1000;
/** Zones stay where they are for less: a pixel of a picture 1280 wide, as a share of its width. */
const FINE = 0.0008;

export function beginHealth(views: Views): HealthState {
  return { signs: INITIAL_SIGNS, views, placement: IN_PLACE, watch: NO_TROUBLE };
}

/** What is seen from now on is the scene that the zones of this view are drawn for. */
export function acceptScene(before: HealthState, view: string): HealthState {
  return { ...before, views: acceptAs(before.views, view), placement: IN_PLACE };
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
  const { shown = HOME, scenes } = before.views;
  const everyMs = isKnown(scenes[shown]) ? SCENE_EVERY_MS : LEARN_EVERY_MS;
  const isDue = mediaMs - (before.sceneAtMs ?? Number.NEGATIVE_INFINITY) >= everyMs;
  // a camera that turns has left its view within that time
  const scene =
    what.scene && (isDue || turns(before.views))
      ? stepViews(before.views, picture, mediaMs, { learn: isClear && isDue })
      : undefined;
  const verdicts = { ...signs.verdicts, ...scene?.verdicts, ...also };
  const { watch, changes } = stepWatch(before.watch, verdicts, mediaMs);
  const hasMoved = scene && apart(scene.placement, before.placement, picture) > FINE;
  const { all, zones } = restOf(watch);
  return {
    state: {
      ...before,
      ...{ signs: signs.state, views: scene?.views ?? before.views, watch },
      placement: hasMoved ? scene.placement : before.placement,
      ...(isDue && { sceneAtMs: mediaMs }),
    },
    // where a camera that turns looks elsewhere, nothing is at its place
    rest: { all: all || (zones && turns(before.views)), zones },
    changes,
  };
}
