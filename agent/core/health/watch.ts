import { CONDITIONS, type Condition, type Verdict, type Verdicts } from './condition.ts';

/** One condition that is doubted or told. */
interface Trouble {
  /** When the picture became so, mediaMs. */
  readonly sinceMs: number;
  /** Told to the platform. */
  readonly told: boolean;
  /** Since when the pictures are good again, while that is not yet believed. */
  readonly goodMs?: number;
  readonly facts: NonNullable<Verdict['facts']>;
}

/** What a camera's pictures suffer from now. Plain JSON, bounded by the number of conditions. */
export type Watch = Readonly<Partial<Record<Condition, Trouble>>>;

export const NO_TROUBLE: Watch = {};

/** A change that the platform is told. */
export interface HealthChange {
  readonly condition: Condition;
  readonly to: 'bad' | 'good';
  /** When it began, mediaMs. */
  readonly sinceMs: number;
  /** When it became certain, mediaMs. */
  readonly atMs: number;
  readonly facts: NonNullable<Verdict['facts']>;
}

export interface WatchStep {
  readonly watch: Watch;
  readonly changes: readonly HealthChange[];
}

interface Times {
  /** Bad for so long without a good picture between: told. */
  readonly tellMs: number;
  /** Good for so long: over. */
  readonly goodMs: number;
}

const ORDINARY: Times = { tellMs: 15_000, goodMs: 5000 };
/** Found within 10 s of a picture that stands still, within 30 s of the others. */
const TIMES: Readonly<Record<Condition, Times>> = {
  frozen: { tellMs: 8000, goodMs: 2000 },
  covered: ORDINARY,
  blurred: { tellMs: 20_000, goodMs: 10_000 },
  dark: ORDINARY,
  'blown-out': ORDINARY,
  garbled: { tellMs: 10_000, goodMs: 5000 },
  moved: ORDINARY,
  'unknown-scene': ORDINARY,
  'other-stream': { tellMs: 20_000, goodMs: 0 },
  'stream-lag': { tellMs: 20_000, goodMs: 0 },
};

const OF_THE_SCENE: readonly Condition[] = ['moved', 'unknown-scene', 'other-stream', 'stream-lag'];

/** Nothing is to be seen of the scene: one trouble, whose name may change with the light. */
const UNSEEN: readonly Condition[] = ['covered', 'blurred', 'dark', 'blown-out'];

/** While one of these is, nothing can be said about the conditions behind it. */
const HIDES: Readonly<Partial<Record<Condition, readonly Condition[]>>> = {
  frozen: CONDITIONS.filter((condition) => condition !== 'frozen'),
  garbled: ['covered', 'blurred', 'dark', 'blown-out', ...OF_THE_SCENE],
  covered: ['blurred', ...OF_THE_SCENE],
  dark: ['covered', 'blurred', ...OF_THE_SCENE],
  'blown-out': ['covered', 'blurred', ...OF_THE_SCENE],
  'unknown-scene': ['blurred', 'covered', 'moved'],
};

/**
 * Takes what one picture says. A condition is doubted with the first bad picture, told when all were bad for
 * `tellMs`, and over when all were good for `goodMs`; what one condition hides stays as it was. A doubt whose name
 * changes goes on. Pure.
 */
export function stepWatch(before: Watch, verdicts: Verdicts, mediaMs: number): WatchStep {
  const hidden = hiddenBy(before, verdicts);
  const unseenMs = unseenUnderOtherName(before, verdicts);
  const changes: HealthChange[] = [];
  const watch: Partial<Record<Condition, Trouble>> = {};
  const verdictOn = (condition: Condition): Verdict | undefined => {
    const verdict = verdicts[condition];
    const isRenamed = verdict && unseenMs !== undefined && UNSEEN.includes(condition);
    return isRenamed ? { ...verdict, sinceMs: unseenMs } : verdict;
  };
  for (const condition of CONDITIONS) {
    const old = before[condition];
    const isHidden = hidden.has(condition);
    // doubted only because of what hides it now: that one will tell
    if (isHidden && old?.told !== true) continue;
    const next = isHidden ? old : stepTrouble(condition, old, verdictOn(condition), mediaMs);
    if (next !== undefined) watch[condition] = next;
    const change = changeOf(condition, old, next, mediaMs);
    if (change !== undefined) changes.push(change);
  }
  return { watch, changes };
}

/** Since when nothing was seen, mediaMs, where that doubt ends with the present picture and may have a new name. */
function unseenUnderOtherName(before: Watch, verdicts: Verdicts): number | undefined {
  const ended = UNSEEN.flatMap((condition) => {
    const doubt = before[condition];
    return doubt && !doubt.told && verdicts[condition]?.bad !== true ? [doubt] : [];
  });
  return ended.length === 0 ? undefined : Math.min(...ended.map(({ sinceMs }) => sinceMs));
}

function hiddenBy(before: Watch, verdicts: Verdicts): ReadonlySet<Condition> {
  const hidden = new Set<Condition>();
  for (const condition of CONDITIONS) {
    if (hidden.has(condition)) continue;
    const isBad = verdicts[condition]?.bad ?? before[condition] !== undefined;
    if (isBad) for (const other of HIDES[condition] ?? []) hidden.add(other);
  }
  return hidden;
}

function stepTrouble(
  condition: Condition,
  old: Trouble | undefined,
  verdict: Verdict | undefined,
  mediaMs: number,
): Trouble | undefined {
  if (verdict === undefined) return old;
  const { tellMs, goodMs } = TIMES[condition];
  if (!verdict.bad) {
    if (old?.told !== true) return undefined;
    const since = old.goodMs ?? mediaMs;
    return mediaMs - since >= goodMs ? undefined : { ...old, goodMs: since };
  }
  const sinceMs = old?.sinceMs ?? Math.min(verdict.sinceMs ?? mediaMs, mediaMs);
  const told = old?.told === true || mediaMs - sinceMs >= tellMs;
  return { sinceMs, told, facts: verdict.facts ?? {} };
}

function changeOf(
  condition: Condition,
  old: Trouble | undefined,
  next: Trouble | undefined,
  atMs: number,
): HealthChange | undefined {
  if (next?.told === true && old?.told !== true)
    return { condition, to: 'bad', sinceMs: next.sinceMs, atMs, facts: next.facts };
  if (old?.told === true && next === undefined)
    return { condition, to: 'good', sinceMs: old.sinceMs, atMs, facts: old.facts };
  return undefined;
}

/** What lies between the camera and its rules now. */
export interface Rest {
  /** No rule works: the picture itself is in doubt. */
  readonly all: boolean;
  /** Rules with zones or lines rest: it is not known where those lie. */
  readonly zones: boolean;
}

export const NO_REST: Rest = { all: false, zones: false };

/** Which rules rest, by what is doubted or told. */
export function restOf(watch: Watch): Rest {
  const now = CONDITIONS.filter(
    (condition) => watch[condition] !== undefined && condition !== 'stream-lag',
  );
  const isPlace = (condition: Condition) => condition === 'moved' || condition === 'unknown-scene';
  return { all: now.some((condition) => !isPlace(condition)), zones: now.length > 0 };
}

/** What was told and is not over, the gravest first. */
export function toldConditions(watch: Watch): readonly Condition[] {
  return CONDITIONS.filter((condition) => watch[condition]?.told === true);
}
