import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { AgentStatus, CameraStatus } from '../../ports/status.ts';

const STATES = ['connecting', 'live', 'waiting', 'ended'] as const;

type CameraNumber = readonly [name: string, help: string, value: (camera: CameraStatus) => number];

const CAMERA_COUNTERS: readonly CameraNumber[] = [
  ['frames_total', 'Frames received from the camera', (c) => c.source.frames],
  ['frames_dropped_total', 'Frames overwritten unread', (c) => c.source.dropped],
  ['connects_total', 'Connections made to the camera', (c) => c.source.connects],
  ['steps_total', 'Frames judged by the rules', (c) => c.steps],
  ['detections_total', 'Objects detected', (c) => c.detections],
  ['restarts_total', 'Times the camera loop was started anew', (c) => c.restarts],
];

const CAMERA_GAUGES: readonly CameraNumber[] = [
  ['tracks', 'Objects followed now', (c) => c.tracks],
  ['open_episodes', 'Episodes open now', (c) => c.openEpisodes],
  ['ring_bytes', 'Video held in the ring', (c) => c.ringBytes],
  ['since_step_ms', 'Milliseconds since a frame was judged', (c) => c.sinceStepMs ?? -1],
];

export interface Metrics {
  readonly contentType: string;
  render(status: AgentStatus): Promise<string>;
}

/** Prometheus text from a snapshot; the numbers live in the agent, not here. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const camera = ['camera'] as const;
  const counters = CAMERA_COUNTERS.map(([name, help, value]) => ({
    value,
    metric: new Counter({ name: `streetwarden_${name}`, help, labelNames: camera, registers }),
  }));
  const gauges = CAMERA_GAUGES.map(([name, help, value]) => ({
    value,
    metric: new Gauge({ name: `streetwarden_${name}`, help, labelNames: camera, registers }),
  }));
  const states = new Gauge({
    name: 'streetwarden_camera_state',
    help: '1 for the state the camera is in',
    labelNames: ['camera', 'state'] as const,
    registers,
  });
  const events = new Counter({
    name: 'streetwarden_events_total',
    help: 'Violation events told to the platform',
    labelNames: ['camera', 'stage'] as const,
    registers,
  });
  const models = modelMetrics(registers);
  const targets = targetMetrics(registers);
  return {
    contentType: registry.contentType,
    render: async (status) => {
      for (const { metric } of [...counters, ...gauges]) metric.reset();
      states.reset();
      events.reset();
      for (const one of status.cameras) {
        for (const { metric, value } of counters) metric.inc({ camera: one.id }, value(one));
        for (const { metric, value } of gauges) metric.set({ camera: one.id }, value(one));
        for (const state of STATES)
          states.set({ camera: one.id, state }, one.source.state === state ? 1 : 0);
        for (const [stage, count] of Object.entries(one.events))
          events.inc({ camera: one.id, stage }, count);
      }
      models(status);
      targets(status);
      return registry.metrics();
    },
  };
}

function modelMetrics(registers: Registry[]): (status: AgentStatus) => void {
  const labelNames = ['model'] as const;
  const runs = new Counter({
    name: 'streetwarden_model_runs_total',
    help: 'Runs of the model',
    labelNames,
    registers,
  });
  const superseded = new Counter({
    name: 'streetwarden_model_superseded_total',
    help: 'Frames given up because a newer one of the same camera was waiting',
    labelNames,
    registers,
  });
  const median = new Gauge({
    name: 'streetwarden_model_run_ms',
    help: 'Median time of the last runs, milliseconds',
    labelNames,
    registers,
  });
  return (status) => {
    for (const metric of [runs, superseded, median]) metric.reset();
    for (const { name, ...stats } of status.models) {
      runs.inc({ model: name }, stats.runs);
      superseded.inc({ model: name }, stats.superseded);
      median.set({ model: name }, stats.medianRunMs);
    }
  };
}

function targetMetrics(registers: Registry[]): (status: AgentStatus) => void {
  const online = new Gauge({
    name: 'streetwarden_target_online',
    help: '1 while the platform is connected',
    labelNames: ['target'] as const,
    registers,
  });
  const outbox = new Gauge({
    name: 'streetwarden_outbox_entries',
    help: 'Messages and files that wait, by state',
    labelNames: ['target', 'state'] as const,
    registers,
  });
  const oldest = new Gauge({
    name: 'streetwarden_outbox_oldest_seconds',
    help: 'Age of the oldest entry that waits',
    labelNames: ['target'] as const,
    registers,
  });
  return (status) => {
    for (const metric of [online, outbox, oldest]) metric.reset();
    for (const one of status.targets) {
      online.set({ target: one.name }, one.state === 'online' ? 1 : 0);
      for (const state of ['pending', 'sent', 'parked', 'acknowledged'] as const)
        outbox.set({ target: one.name, state }, one[state]);
      const age = one.oldestUtcMs === undefined ? 0 : (Date.now() - one.oldestUtcMs) / 1000;
      oldest.set({ target: one.name }, age);
    }
  };
}
