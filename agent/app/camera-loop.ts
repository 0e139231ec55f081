import {
  breakCamera,
  type CameraPlan,
  type CameraState,
  type CameraStep,
  INITIAL_CAMERA,
  stepCamera,
} from '../core/camera/step-camera.ts';
import type { EpisodeInput } from '../core/episodes/episode.ts';
import type { Detection } from '../core/vision/detection.ts';
import { mergeViews } from '../core/vision/merge-views.ts';
import type { Clock } from '../ports/clock.ts';
import type { Detector } from '../ports/detector.ts';
import type { FrameSet, FrameSource } from '../ports/frame-source.ts';
import type { Looks } from './looks.ts';

/** One judged moment, with all that is needed to act on it. */
export interface Moment extends CameraStep {
  readonly mediaMs: number;
  readonly utcMs: number;
  readonly frames: FrameSet;
  readonly detections: readonly Detection[];
}

export interface CameraLoopDeps {
  readonly camera: string;
  readonly plan: CameraPlan;
  readonly source: FrameSource;
  readonly detector: Detector;
  readonly looks: Looks;
  readonly clock: Clock;
  readonly idOf: EpisodeInput['idOf'];
  readonly resume: CameraState | undefined;
  /** Set by the source's notices; read and cleared before each step. */
  takeTimeBreak(): boolean;
  /** Stores what the step changed. The next frame waits for it. */
  commit(moment: Moment): Promise<void>;
}

/** One camera: frames to detections to tracks to episodes, until the source ends or the signal aborts. */
export async function runCamera(deps: CameraLoopDeps, signal: AbortSignal): Promise<void> {
  let state = deps.resume ?? INITIAL_CAMERA;
  for await (const frames of deps.source.frames(signal)) {
    const detections = await detect(deps, frames);
    if (detections === undefined) continue;
    const [{ mediaMs, captureUtc }] = frames;
    const { utcMs } = captureUtc;
    const local = deps.clock.local(utcMs);
    const input = { mediaMs, utcMs, local, detections, looks: deps.looks.take(), idOf: deps.idOf };
    if (deps.takeTimeBreak()) {
      const broken = breakCamera(deps.plan, state, input);
      state = broken.state;
      await deps.commit({ ...broken, mediaMs, utcMs, frames, detections });
    }
    const step = stepCamera(deps.plan, state, input);
    state = step.state;
    deps.looks.offer(step.tracks, mediaMs);
    await deps.commit({ ...step, mediaMs, utcMs, frames, detections });
  }
}

/** Undefined when a newer frame took the place of this one before the model came to it. */
async function detect(
  { detector, camera }: CameraLoopDeps,
  frames: FrameSet,
): Promise<readonly Detection[] | undefined> {
  const seen = await Promise.all(frames.map((frame) => detector.detect(camera, frame)));
  const views = seen.flatMap((detections, i) => {
    const frame = frames[i];
    return detections === undefined || frame === undefined
      ? []
      : [{ view: frame.view, detections }];
  });
  return views.length === seen.length
    ? mergeViews(views, { exclusive: detector.info.exclusive ?? [] })
    : undefined;
}
