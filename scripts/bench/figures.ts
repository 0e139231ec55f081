import type { Arrival } from './arrivals.ts';
import type { Floor } from './floor.ts';
import { median, megabytes, quantile, round } from './stats.ts';
import { MOTION } from './street.ts';
import type { WindowFigures } from './window.ts';

export interface RoundFigures {
  readonly window: WindowFigures;
  readonly floor: Floor;
}

export interface LatencyFigures {
  readonly events: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly largestMs: number;
  /** How capture times were known, and how often. */
  readonly methods: Readonly<Record<string, number>>;
}

export function latencyFigures(arrivals: readonly Arrival[]): LatencyFigures {
  const times = arrivals.map(({ latencyMs }) => latencyMs);
  const methods: Record<string, number> = {};
  for (const { method } of arrivals) methods[method] = (methods[method] ?? 0) + 1;
  return {
    events: times.length,
    p50Ms: round(quantile(times, 0.5), 0),
    p99Ms: round(quantile(times, 0.99), 0),
    largestMs: round(Math.max(...times), 0),
    methods,
  };
}

function ratio({ window, floor }: RoundFigures): number {
  return window.cpu.all / (floor.ffmpeg + floor.model);
}

/** One round in a line; CPU in percent of one core. */
export function show(figures: RoundFigures | undefined): string {
  if (figures === undefined) return '';
  const { window, floor } = figures;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const { cpu } = window;
  return [
    `agent ${percent(cpu.all)} (cameras' ffmpeg ${percent(cpu.cameras)}, node ${percent(cpu.nodeUser)} user`,
    `+ ${percent(cpu.nodeSystem)} system, stills and clips ${percent(cpu.jobs)}),`,
    `floor ${percent(floor.ffmpeg + floor.model)} (ffmpeg ${percent(floor.ffmpeg)}, model ${percent(floor.model)}),`,
    `ratio ${ratio(figures).toFixed(2)}`,
  ].join(' ');
}

interface Box {
  readonly cameras: number;
  readonly cores: number;
}

/** Everything in one object: medians over the rounds, with the targets. */
export function verdict(
  rounds: readonly RoundFigures[],
  latency: LatencyFigures | undefined,
  { cameras, cores }: Box,
) {
  const of = (value: (one: RoundFigures) => number) => round(median(rounds.map(value)), 3);
  const slowest = Math.min(...rounds.flatMap(({ window }) => window.judgedPerSecond));
  const lost = of(({ window }) => window.dropped + window.superseded);
  const most = (value: (one: RoundFigures) => number) => megabytes(Math.max(...rounds.map(value)));
  return {
    motion: MOTION,
    box: { cameras, cores, rounds: rounds.length, node: process.version },
    ratio: { agentToFloor: of(ratio), wanted: 1.25 },
    cpuInCores: {
      agent: of(({ window }) => window.cpu.all),
      camerasFfmpeg: of(({ window }) => window.cpu.cameras),
      nodeUser: of(({ window }) => window.cpu.nodeUser),
      nodeSystem: of(({ window }) => window.cpu.nodeSystem),
      busiestThreads: rounds[0]?.window.cpu.threads.slice(0, 5).map((share) => round(share, 3)),
      stillsAndClips: of(({ window }) => window.cpu.jobs),
      floorFfmpeg: of(({ floor }) => floor.ffmpeg),
      floorModel: of(({ floor }) => floor.model),
      notCounted: {
        rtspServer: of(({ window }) => window.cpu.rtspServer),
        platform: of(({ window }) => window.cpu.platform),
        foreign: of(({ window }) => window.cpu.foreign),
      },
    },
    holds: {
      slowestCameraPerSecond: round(slowest),
      wanted: 5,
      frames: rounds[0]?.window.framesPerSecond.map((rate) => round(rate)),
      judged: rounds[0]?.window.judgedPerSecond.map((rate) => round(rate)),
      droppedOrSuperseded: lost,
    },
    memoryMb: {
      node: most(({ window }) => window.nodeRss),
      nodePeak: most(({ window }) => window.nodePeakRss),
      wanted: 250,
      ffmpegEach: rounds[0]?.window.childRss.map(megabytes),
    },
    events: of(({ window }) => window.events),
    writtenKbPerSecond: of(({ window }) => window.writtenPerSecond / 1000),
    ...(latency !== undefined && { suspectedToBroker: { ...latency, wantedP99Ms: 2000 } }),
  };
}
