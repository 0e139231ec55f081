import { placePlan } from '../core/camera/place-plan.ts';
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
import { IN_PLACE, type Placement } from '../core/scene/placement.ts';
import type { Detection } from '../core/vision/detection.ts';
import { mergeViews } from '../core/vision/merge-views.ts';
import type { Clock } from '../ports/clock.ts';
import type { Detector } from '../ports/detector.ts';
import type { FrameSet, FrameSource } from '../ports/frame-source.ts';
import type { CameraHealth, HealthNews } from './camera-health.ts';
import type { Looks } from './looks.ts';

/** What was seen at one moment. */
interface Seen {
  readonly mediaMs: number;
  readonly utcMs: number;
  readonly frames: FrameSet;
  readonly detections: readonly Detection[];
}

/** One moment, with all that is needed to act on it. */
export interface Moment extends CameraStep, Seen {
  /** False while the picture itself is in doubt: then nothing was looked for in it. */
  readonly judged: boolean;
  /** What the platform is to be told of the picture. */
  readonly health: readonly HealthNews[];
  /** Where the zones lay in the picture. */
  readonly placement: Placement;
}

export interface CameraLoopDeps {
  readonly camera: string;
  readonly plan: CameraPlan;
  readonly source: FrameSource;
  readonly detector: Detector;
  /** What the detector looks at, by id; other views are for the picture's health alone. */
  readonly views: ReadonlySet<string>;
  readonly health: CameraHealth;
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
  const { looks, health, patient } = deps;
  const placed = placer(deps.plan);
  let plan = deps.plan;
  let placement = IN_PLACE;
  let state = deps.resume ?? INITIAL_CAMERA;
  let last: Seen | undefined;
  let rested = false;
  let news: readonly HealthNews[] = [];
  const commit = async (seen: Seen, step: CameraStep, judged: boolean): Promise<void> => {
    state = step.state;
    const told = news;
    news = [];
    await deps.commit({ ...step, ...seen, judged, health: told, placement });
  };
  const judge = async (seen: Seen, step: CameraStep): Promise<void> => {
    await commit(seen, step, true);
    looks.offer(
      step.tracks,
      seen.mediaMs,
      plateTracks(plan.rules, step.tracks, step.state.episodes),
    );
    if (patient) await looks.idle();
  };
  for await (const frames of deps.source.frames(signal)) {
    const [{ mediaMs, captureUtc }] = frames;
    const look = await health.look(frames);
    news = [...news, ...look.news];
    const detections = look.rest.all ? [] : await detect(deps, frames);
    if (detections === undefined) continue;
    const seen = { frames, detections, mediaMs, utcMs: captureUtc.utcMs };
    placement = look.placement;
    plan = placed(placement);
    const { rest, preset } = look;
    const input = () => ({
      ...{ ...inputOf(deps, seen), rested, zonesRest: rest.zones },
      ...(preset !== undefined && { preset }),
    });
    if (deps.takeTimeBreak()) await judge(seen, breakCamera(plan, state, input()));
    if (look.rest.all) await commit(seen, resting(state), false);
    else await judge(seen, stepCamera(plan, state, input()));
    rested = look.rest.all;
    last = seen;
  }
  if (!patient || last === undefined) return;
  // the answers to the last looks of a recording
  await looks.finish();
  const end = { ...last, detections: [], mediaMs: last.mediaMs + 1 };
  await judge(end, stepCamera(plan, state, inputOf(deps, end)));
}

/** Nothing was looked for: to the rules it is as if there had been no picture. */
function resting(state: CameraState): CameraStep {
  return { state, tracks: [], changes: [], storms: [] };
}

/** Moves the zones with the scene, anew only when it has moved. */
function placer(plan: CameraPlan): (placement: Placement) => CameraPlan {
  let last = { placement: IN_PLACE, plan };
  return (placement) => {
    if (placement !== last.placement) last = { placement, plan: placePlan(plan, placement) };
    return last.plan;
  };
}

function inputOf({ clock, looks, idOf }: CameraLoopDeps, seen: Seen): CameraInput {
  const { mediaMs, utcMs, detections } = seen;
  return { mediaMs, utcMs, detections, local: clock.local(utcMs), ...looks.take(), idOf };
}

/** Undefined when a newer frame took the place of this one before the model came to it. */
async function detect(
  { detector, camera, views }: CameraLoopDeps,
  frames: FrameSet,
): Promise<readonly Detection[] | undefined> {
  const own = frames.filter(({ view }) => views.has(view.id));
  const seen = await Promise.all(own.map((frame) => detector.detect(camera, frame)));
  const found = seen.flatMap((detections, i) => {
    const frame = own[i];
    return detections === undefined || frame === undefined
      ? []
      : [{ view: frame.view, detections }];
  });
  return found.length === seen.length
    ? mergeViews(found, { exclusive: detector.info.exclusive ?? [] })
    : undefined;
}
