import { frameJpeg } from '../adapters/pictures/frame-jpeg.ts';
import { HOME } from '../core/geometry/zone.ts';
import type { Condition } from '../core/health/condition.ts';
import { healthPicture } from '../core/health/health-picture.ts';
import {
  acceptScene,
  beginHealth,
  type HealthState,
  stepHealth,
  type Watched,
} from '../core/health/step-health.ts';
import { type HealthChange, NO_REST, type Rest, toldConditions } from '../core/health/watch.ts';
import { IN_PLACE, type Placement, placed } from '../core/scene/placement.ts';
import { isKnown, turns, type Views } from '../core/scene/views.ts';
import type { View } from '../core/vision/view.ts';
import type { Frame, FrameSet } from '../ports/frame-source.ts';
import type { SceneStatus, StreamsStatus } from '../ports/status.ts';
import type { StreamCheck } from './stream-check.ts';

/** So often a picture is looked at; more would tell nothing new. */
const EVERY_MS = 450;

/** A change to be told, with what the camera shows (JPEG). */
export interface HealthNews {
  readonly change: HealthChange;
  readonly picture: Uint8Array;
}

/** What stands between a camera's pictures and its rules now. */
export interface HealthLook {
  readonly rest: Rest;
  /** Where the known scene lies in the picture. */
  readonly placement: Placement;
  /** What a camera that turns shows. */
  readonly preset?: string;
  readonly news: readonly HealthNews[];
}

export interface CameraHealthDeps {
  readonly watched: Watched;
  /** What the camera should show. */
  readonly views: Views;
  /** For a camera with two streams. */
  readonly streams?: StreamCheck | undefined;
}

/** Looks at the pictures of one camera themselves: are they live, whole, and of the known place? */
export class CameraHealth {
  readonly #watched: Watched;
  readonly #streams: StreamCheck | undefined;
  #state: HealthState;
  #accept: string | undefined;
  #last: HealthLook = { rest: NO_REST, placement: IN_PLACE, news: [] };
  #atMs = Number.NEGATIVE_INFINITY;

  constructor({ watched, views, streams }: CameraHealthDeps) {
    this.#watched = watched;
    this.#streams = streams;
    this.#state = beginHealth(views);
  }

  /**
   * The newest picture at most twice a second; between, the answer is the last one without its news. To be
   * asked before the pixels are handed to the detector.
   */
  async look(frames: FrameSet): Promise<HealthLook> {
    const frame = frames.find(({ view }) => isWhole(view));
    const isNew = frame !== undefined && frame.mediaMs - this.#atMs >= EVERY_MS;
    if (isNew) this.#last = await this.#step(frame);
    return isNew ? this.#last : { ...this.#last, news: [] };
  }

  /** The next picture shows this view, for which its zones are drawn. False where there is no such view. */
  accept(view = HOME): boolean {
    const isKnown = Object.hasOwn(this.#state.views.scenes, view);
    if (isKnown) this.#accept = view;
    return isKnown;
  }

  /** What was told and is not over. */
  get conditions(): readonly Condition[] {
    return toldConditions(this.#state.watch);
  }

  get scene(): SceneStatus {
    const { views, placement } = this.#state;
    const { shown } = views;
    const [x, y] = placed(placement, [0.5, 0.5]);
    return {
      ...(shown !== undefined && { view: shown }),
      known: isKnown(shown === undefined ? undefined : views.scenes[shown]),
      shiftX: thousandths(x - 0.5),
      shiftY: thousandths(y - 0.5),
    };
  }

  /** Undefined for a camera with one stream. */
  get streams(): StreamsStatus | undefined {
    return this.#streams?.status;
  }

  get views(): Views {
    return this.#state.views;
  }

  async #step(frame: Frame): Promise<HealthLook> {
    const { mediaMs } = frame;
    this.#atMs = mediaMs;
    if (this.#accept !== undefined) this.#state = acceptScene(this.#state, this.#accept);
    this.#accept = undefined;
    const picture = healthPicture(frame.pixels, frame);
    const also = this.#streams?.step(picture, mediaMs);
    const { state, rest, changes } = stepHealth(this.#watched, this.#state, picture, mediaMs, also);
    this.#state = state;
    const news: HealthNews[] = [];
    for (const change of changes) news.push({ change, picture: await frameJpeg(frame) });
    const { views, placement } = state;
    const preset = turns(views) ? views.shown : undefined;
    return { rest, news, placement, ...(preset !== undefined && { preset }) };
  }
}

function thousandths(share: number): number {
  return Math.round(share * 1000) / 1000;
}

export function isWhole({ source: { left, top, right, bottom } }: View): boolean {
  return left <= 0 && top <= 0 && right >= 1 && bottom >= 1;
}
