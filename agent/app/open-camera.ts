import type { Ffmpeg } from '../adapters/ffmpeg/binary.ts';
import { openSource } from '../adapters/ffmpeg/open-source.ts';
import type { Recording } from '../adapters/ffmpeg/recording.ts';
import { createRing } from '../adapters/ffmpeg/ring.ts';
import type { ResolvedCamera } from '../config/resolved.ts';
import { beginViews } from '../core/scene/views.ts';
import { WHOLE } from '../core/vision/view.ts';
import type { Closer } from '../lib/closer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/outbox.ts';
import type { Ring } from '../ports/ring.ts';
import type { BoxClock } from './box-clock.ts';
import { Camera, type CameraParts } from './camera.ts';
import { CameraHealth, isWhole } from './camera-health.ts';
import type { Moment } from './camera-loop.ts';
import { CameraNotices } from './camera-notices.ts';
import type { Desk } from './desk.ts';
import { FileRecording } from './file-recording.ts';
import type { JournalPlan } from './journal.ts';
import { LevelRing } from './level-ring.ts';
import { cropLook as crop } from './look-crop.ts';
import { Looks } from './looks.ts';
import type { Models } from './models.ts';
import type { Operations } from './operations.ts';
import { PatrolWatch } from './patrol-watch.ts';
import { SavedScene } from './saved-scene.ts';
import { type ShownClockDeps, ShownClockWatch } from './shown-clock-watch.ts';
import { StreamCheck } from './stream-check.ts';

export interface OpenCameraDeps {
  readonly camera: ResolvedCamera;
  readonly models: Models;
  readonly ffmpeg: Ffmpeg;
  readonly desk: Desk;
  readonly store: Store;
  readonly operations: Operations;
  readonly clock: Clock;
  readonly boxClock: BoxClock;
  readonly log: Log;
  readonly closer: Closer;
  onMoment?(camera: string, moment: Moment): void;
}

/** Puts one camera together: ring, detector, looks, notices. Nothing is read before it runs. */
export async function openCamera(deps: OpenCameraDeps): Promise<Camera> {
  const { camera, models, ffmpeg, desk, operations, clock, boxClock, closer, onMoment } = deps;
  const { id, source, views, rules, zones } = camera;
  const log = deps.log.child({ camera: id });
  const detector = await models.detector(camera.model);
  const { ring, recording } = openRing(camera, ffmpeg, closer, log);
  const { health, level } = await openHealth(camera, { store: deps.store, operations, ring, log });
  const notices = new CameraNotices(id, operations, log);
  closer.defer(`notices of ${id}`, () => notices[Symbol.dispose]());
  const readers = await Promise.all(camera.readers.map((name) => models.reader(name)));
  const plates = rules.some(({ rule }) => rule.plate === true)
    ? await models.plateReader()
    : undefined;
  const labels = rules.flatMap(({ rule }) => (rule.type === 'attribute' ? rule.labels : []));
  const shown = { ring, clock, log, onNotice: notices.handle };
  const shownClock = await openShownClock(camera, models, shown);
  desk.open(id, level);
  return new Camera({
    ...{ id, zones, rules: rules.map(planOf) },
    plateConfidence: models.plates.minConfidence,
    recording: source.kind === 'file',
    detector,
    views: new Set(views.map((view) => view.id)),
    ...health,
    ring,
    looks: new Looks({
      labels,
      readers,
      ring: level,
      log,
      crop,
      ...(plates && { plates }),
    }),
    notices,
    desk,
    store: deps.store,
    operations,
    clock,
    boxClock,
    ...(shownClock !== undefined && { shownClock }),
    log,
    open: (resume) =>
      openSource(source, {
        ffmpeg,
        views: views.some(isWhole) ? views : [...views, WHOLE],
        input: detector.info.input,
        clock,
        onNotice: notices.handle,
        senderReports: camera.clock.senderReports,
        recording,
        ...(resume !== undefined && { resume }),
      }),
    ...(onMoment !== undefined && { onMoment: (moment: Moment) => onMoment(id, moment) }),
  });
}

function planOf({
  rule,
  policy,
  evidence: { preRollMs, postRollMs },
}: ResolvedCamera['rules'][number]): JournalPlan {
  return { rule, policy, roll: { preMs: preRollMs, postMs: postRollMs } };
}

interface HealthParts {
  readonly health: Pick<CameraParts, 'health' | 'scene' | 'patrol'>;
  /** The ring to take photographs from. */
  readonly level: Ring;
}

/** What looks at the pictures themselves; a recording is judged by itself, without an earlier run. */
async function openHealth(
  camera: ResolvedCamera,
  { store, operations, ring, log }: Pick<CameraParts, 'store' | 'operations' | 'ring' | 'log'>,
): Promise<HealthParts> {
  const { watch: watched, source, presets } = camera;
  const turning = presets.length < 2 ? {} : { patrol: new PatrolWatch({ camera, operations }) };
  if (source.kind === 'file') {
    const health = new CameraHealth({ watched, views: beginViews(presets) });
    return { health: { health, scene: undefined, ...turning }, level: ring };
  }
  const scene = new SavedScene(camera);
  const streams = source.sub === undefined ? undefined : new StreamCheck({ ring, log });
  const views = beginViews(presets, await scene.load(store));
  await turning.patrol?.load(store);
  const health = new CameraHealth({ watched, views, streams });
  const level = streams === undefined ? ring : new LevelRing(ring, () => streams.lagMs);
  return { health: { health, scene, ...turning }, level };
}

async function openShownClock(
  { clock: { osd } }: ResolvedCamera,
  models: Models,
  deps: Pick<ShownClockDeps, 'ring' | 'clock' | 'log' | 'onNotice'>,
): Promise<ShownClockWatch | undefined> {
  if (osd === undefined) return undefined;
  return new ShownClockWatch({ ...osd, ...deps, reader: await models.plateReader() });
}

/** A recording read at full speed keeps its pictures itself; all else gets a ring of the last minute. */
function openRing(
  { id, source, ring: options }: ResolvedCamera,
  ffmpeg: Ffmpeg,
  closer: Closer,
  log: Log,
): { ring: Ring; recording: Recording } {
  const onTrouble = (reason: string | undefined): void => {
    if (reason === undefined) log.info({}, 'the stream is recorded again');
    else
      log.error(
        { code: 'ring/failed', reason },
        'the stream cannot be recorded; detection goes on',
      );
  };
  const whole = source.kind === 'file' && source.pace === 'fast' && !source.loop;
  const ring = whole
    ? new FileRecording(source.path, ffmpeg)
    : createRing({ name: id, ...options }, { ffmpeg, onTrouble });
  closer.defer(`ring of ${id}`, () => ring[Symbol.asyncDispose]());
  return { ring, recording: ring };
}
