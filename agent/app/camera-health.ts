import type { Condition } from '../core/health/condition.ts';
import { healthPicture } from '../core/health/health-picture.ts';
import {
  beginHealth,
  type HealthState,
  stepHealth,
  type Watched,
} from '../core/health/step-health.ts';
import { type HealthChange, NO_REST, type Rest, toldConditions } from '../core/health/watch.ts';
import { IN_PLACE, type Placement } from '../core/scene/placement.ts';
import type { View } from '../core/vision/view.ts';
import type { Frame, FrameSet } from '../ports/frame-source.ts';
import type { StreamCheck } from './stream-check.ts';

/** So often a picture is looked at; more would tell nothing new. */
const EVERY_MS = 450;

/** What stands between a camera's pictures and its rules now. */
export interface HealthLook {
  readonly rest: Rest;
  readonly placement: Placement;
  readonly changes: readonly HealthChange[];
}

/** Looks at the pictures of one camera themselves: are they live, whole, and of the known place? */
export class CameraHealth {
  readonly #watched: Watched;
  readonly #streams: StreamCheck | undefined;
  #state: HealthState;
  #last: HealthLook = { rest: NO_REST, placement: IN_PLACE, changes: [] };
  #atMs = Number.NEGATIVE_INFINITY;

  /** `streams`: for a camera with two of them. */
  constructor(watched: Watched, streams?: StreamCheck) {
    this.#watched = watched;
    this.#streams = streams;
    this.#state = beginHealth();
  }

  /** The newest picture at most twice a second; between, the answer is the last one without its changes. */
  look(frames: FrameSet): HealthLook {
    const frame = frames.find(({ view }) => isWhole(view));
    if (frame === undefined || frame.mediaMs - this.#atMs < EVERY_MS)
      return { ...this.#last, changes: [] };
    this.#atMs = frame.mediaMs;
    return this.#step(frame);
  }

  /** What was told and is not over. */
  get conditions(): readonly Condition[] {
    return toldConditions(this.#state.watch);
  }

  get state(): HealthState {
    return this.#state;
  }

  #step(frame: Frame): HealthLook {
    const picture = healthPicture(frame.pixels, frame);
    const { mediaMs } = frame;
    const also = this.#streams?.step(picture, mediaMs) ?? {};
    const { state, ...look } = stepHealth(this.#watched, this.#state, picture, mediaMs, also);
    this.#state = state;
    this.#last = look;
    return look;
  }
}

export function isWhole({ source: { left, top, right, bottom } }: View): boolean {
  return left <= 0 && top <= 0 && right >= 1 && bottom >= 1;
}
