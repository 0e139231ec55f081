import { poissonUpper, type Rate, rateOf } from './intervals.ts';
import type { Judged } from './judge.ts';
import { type Measures, measuresOf } from './measures.ts';
import type { ScoreSettings } from './scored.ts';

const DAY_MS = 86_400_000;

/** What one kind, or all together, came to. */
export interface Figures extends Measures {
  /** True violations that were complete within the recordings. */
  readonly episodes: number;
  readonly found: number;
  readonly missed: number;
  /** Duplicates included where the settings say so. */
  readonly falseAlarms: number;
  readonly duplicates: number;
  readonly recall: Rate;
  readonly precision: Rate;
  /** Of the recordings that were watched for this kind. */
  readonly cameraDays: number;
  readonly falsePerDay: {
    readonly value: number | null;
    /** 95 % upper bound. */
    readonly high: number | null;
  };
  /** For information: these decide nothing. */
  readonly suspected: number;
  readonly selfCorrected: {
    /** In the truth. */
    readonly episodes: number;
    /** Reported as left in time, whatever they were. */
    readonly reported: number;
  };
}

/** The figures of one kind; of all kinds where it is undefined. */
export function figuresOf(
  judged: readonly Judged[],
  kind: string | undefined,
  settings: ScoreSettings,
): Figures {
  const is = (one: { readonly kind: string }) => kind === undefined || one.kind === kind;
  const watched = judged.filter(({ truth }) => kind === undefined || truth.kinds.includes(kind));
  const found = watched.flatMap((one) => one.found.filter(({ truth }) => is(truth)));
  const missed = watched.flatMap((one) => one.misses.filter(({ truth }) => is(truth))).length;
  const wrong = watched.flatMap((one) => one.falseAlarms.filter(({ event }) => is(event)));
  const duplicates = wrong.filter(({ reason }) => reason === 'duplicate').length;
  const falseAlarms = settings.duplicatesAreFalse ? wrong.length : wrong.length - duplicates;
  const cameraDays = watched.reduce((sum, { truth }) => sum + truth.durationMs, 0) / DAY_MS;
  const perDay = (count: number) => (cameraDays > 0 ? count / cameraDays : null);
  return {
    episodes: found.length + missed,
    found: found.length,
    missed,
    falseAlarms,
    duplicates,
    recall: rateOf(found.length, found.length + missed),
    precision: rateOf(found.length, found.length + falseAlarms),
    cameraDays,
    falsePerDay: { value: perDay(falseAlarms), high: perDay(poissonUpper(falseAlarms)) },
    ...measuresOf(watched, is),
    ...information(watched, is),
  };
}

function information(watched: readonly Judged[], is: (one: { kind: string }) => boolean) {
  const events = watched.flatMap(({ episodes }) => [...episodes.values()].flat()).filter(is);
  const truths = watched.flatMap(({ truth }) => truth.episodes).filter(is);
  return {
    suspected: events.filter(({ stage }) => stage === 'suspected').length,
    selfCorrected: {
      episodes: truths.filter(({ confirmMs }) => confirmMs === undefined).length,
      reported: events.filter(({ outcome }) => outcome === 'self-corrected').length,
    },
  };
}
