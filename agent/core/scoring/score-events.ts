import { isoUtc } from '../evidence/utc-text.ts';
import type { Box } from '../geometry/box.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type Judged, judge } from './judge.ts';
import { endMs } from './near.ts';
import { pairUp } from './pair-up.ts';
import { truthBox } from './place.ts';
import type { FalseReason, MissReason } from './reasons.ts';
import { type Recording, SCORE_DEFAULTS, type ScoredEvent, type ScoreSettings } from './scored.ts';
import type { TruthEpisode, TruthFile } from './truth.ts';
import { utcOf } from './utc-of.ts';

/** A miss or a false alarm: where to look. */
export interface Fault {
  readonly what: 'miss' | 'false';
  readonly reason: MissReason | FalseReason;
  readonly kind: string;
  readonly camera: string;
  /** Index in `recordings`. */
  readonly recording: number;
  /** From the recording's first picture: of the false confirmation, or when it should have come. */
  readonly atMs: number;
  readonly timeUtc: string;
  /** Id of the episode in the truth, and where that is at this time. */
  readonly truth?: string;
  readonly truthBox?: Box;
  /** Id of the agent's episode, and the place that it reported. */
  readonly episode?: string;
  readonly eventBox?: Box;
}

/** The whole result, plain JSON. */
export interface Score {
  readonly settings: ScoreSettings;
  readonly recordings: readonly {
    readonly camera: string;
    readonly startUtc: string;
    readonly durationMs: number;
    readonly found: number;
    readonly missed: number;
    readonly falseAlarms: number;
  }[];
  readonly overall: Figures;
  readonly kinds: Readonly<Record<string, Figures>>;
  /** Misses and false alarms by recording and time; duplicates among them, whatever they count as. */
  readonly faults: readonly Fault[];
  /** Confirmations that were not judged, and true episodes that were not complete by the end. */
  readonly notJudged: {
    readonly outside: readonly NotJudged[];
    readonly otherKinds: Readonly<Record<string, number>>;
    readonly unknownCameras: Readonly<Record<string, number>>;
    readonly notDue: number;
  };
}

interface NotJudged {
  readonly camera: string;
  readonly kind: string;
  readonly timeUtc: string;
}

/**
 * Judges what was reported against what is true, on confirmations alone. Events find their recording by
 * camera and time. Throws RangeError where two recordings of one camera overlap.
 */
export function scoreEvents(
  truths: readonly TruthFile[],
  events: readonly ScoredEvent[],
  settings?: Partial<ScoreSettings>,
): Score {
  const { recordings, strangers } = pairUp(truths, events);
  return scoreRecordings(recordings, settings, strangers);
}

/** The same where it is known which events are whose. `strangers`: those of cameras without a truth. */
export function scoreRecordings(
  recordings: readonly Recording[],
  wish: Partial<ScoreSettings> = {},
  strangers: readonly ScoredEvent[] = [],
): Score {
  const settings = { ...SCORE_DEFAULTS, ...wish };
  const judged = recordings.map((recording) => judge(recording, settings));
  const kinds = [...new Set(judged.flatMap(({ truth }) => truth.kinds))].toSorted();
  const lost = strangers.filter(({ stage }) => stage === 'confirmed');
  return {
    settings,
    recordings: judged.map(summary),
    overall: figuresOf(judged, undefined, settings),
    kinds: Object.fromEntries(kinds.map((kind) => [kind, figuresOf(judged, kind, settings)])),
    faults: judged.flatMap(faultsOf),
    notJudged: {
      outside: judged.flatMap(({ outside }) =>
        outside.map(({ camera, kind, atUtcMs }) => ({ camera, kind, timeUtc: isoUtc(atUtcMs) })),
      ),
      otherKinds: counts(judged.flatMap((one) => one.otherKinds.map(({ kind }) => kind))),
      unknownCameras: counts(lost.map(({ camera }) => camera)),
      notDue: judged.reduce((sum, { notDue }) => sum + notDue.length, 0),
    },
  };
}

function summary({ truth, found, misses, falseAlarms }: Judged): Score['recordings'][number] {
  const { camera, startUtc, durationMs } = truth;
  return {
    ...{ camera, startUtc, durationMs, found: found.length },
    ...{ missed: misses.length, falseAlarms: falseAlarms.length },
  };
}

function faultsOf({ truth: file, misses, falseAlarms }: Judged, recording: number): Fault[] {
  const startMs = utcOf(file.startUtc);
  const at = (atMs: number) => ({
    ...{ camera: file.camera, recording, atMs, timeUtc: isoUtc(startMs + atMs) },
  });
  const missed = misses.map(({ truth, reason, event }): Fault => {
    const atMs = Math.min(truth.confirmMs ?? truth.fromMs, endMs(truth, file.durationMs));
    const claim = event && { episode: event.episode, eventBox: event.box };
    const about = { what: 'miss', reason, kind: truth.kind } as const;
    return { ...about, ...at(atMs), ...trueAt(truth, atMs), ...claim };
  });
  const wrong = falseAlarms.map(({ event, atMs, reason, truth }): Fault => {
    const { kind, episode, box } = event;
    const told = { ...at(atMs), episode, eventBox: box };
    return { what: 'false', reason, kind, ...told, ...(truth && trueAt(truth, atMs)) };
  });
  return [...missed, ...wrong].toSorted((a, b) => a.atMs - b.atMs);
}

function trueAt(truth: TruthEpisode, atMs: number): Pick<Fault, 'truth' | 'truthBox'> {
  return { truth: truth.id, truthBox: truthBox(truth.places, atMs) };
}

function counts(names: readonly string[]): Record<string, number> {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return Object.fromEntries(found);
}
