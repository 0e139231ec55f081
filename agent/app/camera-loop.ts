import {
  breakCamera,
  type CameraInput,
  type CameraPlan,
  type CameraState,
  type CameraStep,
  INITIAL_CAMERA,
  stepCamera,
} from '../core/camera/step-camera.ts';
import { plateTracks } from '../core/camera/track-plates.ts';
import type { EpisodeInput } from '../core/episodes/episode.ts';
import type { Detection } from '../core/vision/detection.ts';
import { mergeViews } from '../core/vision/merge-views.ts';
import type { Clock } from '../ports/clock.ts';
import type { Detector } from '../ports/detector.ts';
import type { FrameSet, FrameSource } from '../ports/frame-source.ts';
import type { Looks } from './looks.ts';

/** What was seen at one moment. */
interface Seen {
  readonly mediaMs: number;
  readonly utcMs: number;
  readonly frames: FrameSet;
  readonly detections: readonly Detection[];
}

/** One judged moment, with all that is needed to act on it. */
export interface Moment extends CameraStep, Seen {}

export interface CameraLoopDeps {
  readonly camera: string;
  readonly plan: CameraPlan;
  readonly source: FrameSource;
  readonly detector: Detector;
  readonly looks: Looks;
  readonly clock: Clock;
  readonly idOf: EpisodeInput['idOf'];
  readonly resume: CameraState | undefined;
  /** Waits for the answers of looks at each step: for recordings, which have time. */
  readonly patient: boolean;
  /** Set by the source's notices; read and cleared before each step. */
  takeTimeBreak(): boolean;
  /** Stores what the step changed. The next frame waits for it. */
  commit(moment: Moment): Promise<void>;
}

/** One camera: frames to detections to tracks to episodes, until the source ends or the signal aborts. */
export async function runCamera(deps: CameraLoopDeps, signal: AbortSignal): Promise<void> {
  const { looks, plan, patient } = deps;
  let state = deps.resume ?? INITIAL_CAMERA;
  let last: Seen | undefined;
  const judge = async (seen: Seen, step: CameraStep): Promise<void> => {
    state = step.state;
    await deps.commit({ ...step, ...seen });
    looks.offer(
      step.tracks,
      seen.mediaMs,
      plateTracks(plan.rules, step.tracks, step.state.episodes),
    );
    if (patient) await looks.idle();
  };
  for await (const frames of deps.source.frames(signal)) {
    const detections = await detect(deps, frames);
    if (detections === undefined) continue;
    const [{ mediaMs, captureUtc }] = frames;
    const seen = { frames, detections, mediaMs, utcMs: captureUtc.utcMs };
    if (deps.takeTimeBreak()) await judge(seen, breakCamera(plan, state, inputOf(deps, seen)));
    await judge(seen, stepCamera(plan, state, inputOf(deps, seen)));
    last = seen;
  }
  if (!patient || last === undefined) return;
  // the answers to the last looks of a recording
  await looks.finish();
  const end = { ...last, detections: [], mediaMs: last.mediaMs + 1 };
  await judge(end, stepCamera(plan, state, inputOf(deps, end)));
}

function inputOf({ clock, looks, idOf }: CameraLoopDeps, seen: Seen): CameraInput {
  const { mediaMs, utcMs, detections } = seen;
  return { mediaMs, utcMs, detections, local: clock.local(utcMs), ...looks.take(), idOf };
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
