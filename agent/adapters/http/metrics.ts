import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { CONDITIONS } from '../../core/health/condition.ts';
import type { AgentStatus, CameraStatus } from '../../ports/status.ts';

type Labels = Readonly<Record<string, string>>;

/** One metric: its name, what it says, and its values in a snapshot. Counters end in `_total`. */
interface Row {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  values(status: AgentStatus): readonly (readonly [labels: Labels, value: number])[];
}

export interface Metrics {
  readonly contentType: string;
  render(status: AgentStatus): Promise<string>;
}

const STATES = ['connecting', 'live', 'waiting', 'ended'] as const;
const CLOCK_STATES = ['locked', 'holdover', 'unsynced', 'unknown'] as const;
const OUTBOX_STATES = ['pending', 'sent', 'parked', 'acknowledged'] as const;

const ROWS: readonly Row[] = [
  camera('frames_total', 'Frames received from the camera', (c) => c.source.frames),
  camera('frames_dropped_total', 'Frames overwritten unread', (c) => c.source.dropped),
  camera('frames_damaged_total', 'Frames for which data were missing', (c) => c.source.damaged),
  camera('connects_total', 'Connections made to the camera', (c) => c.source.connects),
  camera('steps_total', 'Frames judged by the rules', (c) => c.steps),
  camera('detections_total', 'Objects detected', (c) => c.detections),
  camera('restarts_total', 'Times the camera loop was started anew', (c) => c.restarts),
  camera('tracks', 'Objects followed now', (c) => c.tracks),
  camera('open_episodes', 'Episodes open now', (c) => c.openEpisodes),
  camera('ring_bytes', 'Video held in the ring', (c) => c.ringBytes),
  camera('since_step_ms', 'Milliseconds since a frame was judged', (c) => c.sinceStepMs ?? -1),
  {
    name: 'camera_clock_offset_ms',
    help: "Camera's clock minus the box's, by sender reports",
    labels: ['camera'],
    values: ({ cameras }) =>
      cameras.flatMap(({ id, source: { clock } }) =>
        clock?.offsetMs === undefined ? [] : [[{ camera: id }, clock.offsetMs] as const],
      ),
  },
  {
    name: 'camera_shown_clock_offset_ms',
    help: 'Burned-in clock minus what it is held against',
    labels: ['camera', 'against'],
    values: ({ cameras }) =>
      cameras.flatMap(({ id, shownClock: { against, offsetMs } = {} }) =>
        against === undefined || offsetMs === undefined
          ? []
          : [[{ camera: id, against }, offsetMs] as const],
      ),
  },
  {
    name: 'clock_state',
    help: "1 for the state of the box's clock",
    labels: ['state'],
    values: ({ clock }) =>
      CLOCK_STATES.map((state) => [{ state }, clock.state === state ? 1 : 0] as const),
  },
  box('clock_offset_ms', "Box's clock minus its time source", ({ offsetMs }) => offsetMs),
  box('clock_max_error_ms', "How far the box's clock may be off", (c) => c.maxErrorMs),
  {
    name: 'camera_state',
    help: '1 for the state the camera is in',
    labels: ['camera', 'state'],
    values: ({ cameras }) =>
      cameras.flatMap(({ id, source }) =>
        STATES.map((state) => [{ camera: id, state }, source.state === state ? 1 : 0] as const),
      ),
  },
  {
    name: 'camera_condition',
    help: '1 while the pictures of the camera suffer from it and its rules rest',
    labels: ['camera', 'condition'],
    values: ({ cameras }) =>
      cameras.flatMap(({ id, conditions }) =>
        CONDITIONS.map(
          (condition) =>
            [{ camera: id, condition }, conditions.includes(condition) ? 1 : 0] as const,
        ),
      ),
  },
  {
    name: 'camera_view_seconds_total',
    help: 'Time in which a camera that turns showed the view and rules worked, since it is known',
    labels: ['camera', 'preset'],
    values: ({ cameras }) =>
      cameras.flatMap(({ id, patrol }) =>
        (patrol?.views ?? []).map(
          ({ preset, watchedMs }) => [{ camera: id, preset }, watchedMs / 1000] as const,
        ),
      ),
  },
  {
    name: 'events_total',
    help: 'Violation events told to the platform',
    labels: ['camera', 'stage'],
    values: ({ cameras }) =>
      cameras.flatMap(({ id, events }) =>
        Object.entries(events).map(([stage, count]) => [{ camera: id, stage }, count] as const),
      ),
  },
  model('model_runs_total', 'Runs of the model', (m) => m.runs),
  model('model_frames_total', 'Frames the model has seen', (m) => m.frames),
  model('model_superseded_total', 'Frames that gave way to newer ones', (m) => m.superseded),
  model('model_queued', 'Frames that wait for the model', (m) => m.queued),
  model('model_run_ms', 'Median time of the last runs', (m) => m.medianRunMs),
  target('target_online', '1 while the platform is connected', (t) =>
    t.state === 'online' ? 1 : 0,
  ),
  target('outbox_oldest_seconds', 'Age of the oldest entry that waits', ({ oldestUtcMs }) =>
    oldestUtcMs === undefined ? 0 : Math.max(0, (Date.now() - oldestUtcMs) / 1000),
  ),
  {
    name: 'outbox_entries',
    help: 'Messages and files, by state',
    labels: ['target', 'state'],
    values: ({ targets }) =>
      targets.flatMap((one) =>
        OUTBOX_STATES.map((state) => [{ target: one.name, state }, one[state]] as const),
      ),
  },
];

/** Prometheus text from a snapshot; the numbers live in the agent, not here. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const writers = ROWS.map((row) => writer(row, registry));
  return {
    contentType: registry.contentType,
    render: (status) => {
      for (const write of writers) write(status);
      return registry.metrics();
    },
  };
}

function writer({ name, help, labels, values }: Row, registry: Registry) {
  const options = {
    name: `streetwarden_${name}`,
    help,
    labelNames: labels,
    registers: [registry],
  };
  const counter = name.endsWith('_total');
  const metric = counter ? new Counter(options) : new Gauge(options);
  return (status: AgentStatus): void => {
    metric.reset();
    for (const [at, value] of values(status)) metric.inc(at, value);
  };
}

/** Absent while nobody knows. */
function box(
  name: string,
  help: string,
  value: (clock: AgentStatus['clock']) => number | undefined,
): Row {
  return {
    name,
    help,
    labels: ['via'],
    values: ({ clock }) => {
      const now = value(clock);
      return now === undefined ? [] : [[{ via: clock.via }, now] as const];
    },
  };
}

function camera(name: string, help: string, value: (camera: CameraStatus) => number): Row {
  return {
    name,
    help,
    labels: ['camera'],
    values: ({ cameras }) => cameras.map((one) => [{ camera: one.id }, value(one)] as const),
  };
}

function model(
  name: string,
  help: string,
  value: (model: AgentStatus['models'][number]) => number,
): Row {
  return {
    name,
    help,
    labels: ['model'],
    values: ({ models }) => models.map((one) => [{ model: one.name }, value(one)] as const),
  };
}

function target(
  name: string,
  help: string,
  value: (target: AgentStatus['targets'][number]) => number,
): Row {
  return {
    name,
    help,
    labels: ['target'],
    values: ({ targets }) => targets.map((one) => [{ target: one.name }, value(one)] as const),
  };
}
