import { type Shot, shotsBetween } from './shot.ts';

/** What is known of one object's moments. Bound: `MAX_KEPT` shots. */
export interface Shots {
  /** Looks that it has cost. */
  readonly taken: number;
  /** The last detection. */
  readonly last: Shot | undefined;
  /** Worth of the best moment so far, taken or not. */
  readonly best: number;
  /** Moments not looked at, in the order of time. */
  readonly kept: readonly Shot[];
  /** Moments up to here have had their turn while the object was in view. */
  readonly turnMs: number;
  /** How long a moment waits for a better one, ms. */
  readonly patienceMs: number;
}

/** A look costs a decode of up to one group of pictures, and the readers: so many per object. */
const MAX_LOOKS = 8;
/** Taken when the best moment has passed; the others are kept for a better one, and for the end. */
const AT_PEAK = 4;
/** Of something that stays in view no more are taken before that: it may yet come nearer. */
const UNTIL_PEAK = 4;
const FIRST_WAIT_MS = 3000;
const FIRST_WAIT_LOOKS = 3;
/** Moments of this share of the best are nearly as good: of these, looks are spread over the passage. */
const NEAR_BEST = 0.6;
/** A moment of less than this share of the best is not worth a look. */
const LEAST = 0.25;
/** Once the object has fallen to this share of its best, that has passed. */
const PAST_PEAK = 0.7;
const LEAST_APART_MS = 90;
const MAX_KEPT = 48;

export const NO_SHOTS: Shots = {
  ...{ taken: 0, last: undefined, best: 0, kept: [] },
  ...{ turnMs: Number.NEGATIVE_INFINITY, patienceMs: FIRST_WAIT_MS },
};

export interface Choice {
  readonly shots: Shots;
  readonly chosen: readonly Shot[];
}

/** Remembers one more detection of the object, and the moments between it and the last one. */
export function addShot(before: Shots, shot: Shot): Shots {
  const fresh = before.last === undefined ? [shot] : [...shotsBetween(before.last, shot), shot];
  const best = Math.max(before.best, shot.worth);
  const kept = [...before.kept, ...fresh].filter(({ worth }) => worth >= LEAST * best);
  return { ...before, last: shot, best, kept: thinned(kept) };
}

/**
 * What to look at now. The ring remembers a minute, so there is no hurry: a moment is looked at when the
 * object has been better and is worse again; or when it has been about the same for three seconds (then for
 * twice as long, and so on), because it may stand there for long. Half the looks are kept for later.
 */
export function chooseShots(before: Shots, nowMs: number): Choice {
  const fresh = before.kept.filter(({ atMs }) => atMs > before.turnMs);
  const [first] = fresh;
  if (first === undefined || before.last === undefined) return { shots: before, chosen: [] };
  const peak = Math.max(...fresh.map(({ worth }) => worth));
  // what only grows smaller has its turn at the end
  const isPast = before.last.worth < PAST_PEAK * peak && peak >= PAST_PEAK * before.best;
  if (isPast) return take(before, fresh, AT_PEAK, nowMs);
  const wish = before.taken === 0 ? FIRST_WAIT_LOOKS : 1;
  const isLong = nowMs - first.atMs >= before.patienceMs && before.taken + wish <= UNTIL_PEAK;
  if (!isLong) return { shots: before, chosen: [] };
  const choice = take(before, fresh, wish, nowMs);
  return { ...choice, shots: { ...choice.shots, patienceMs: 2 * before.patienceMs } };
}

/** The rest of its looks, at the best of all moments that are left: it has gone. */
export function lastShots(before: Shots): readonly Shot[] {
  return bestOf(before.kept, before.best, MAX_LOOKS - before.taken);
}

function take(before: Shots, fresh: readonly Shot[], wish: number, nowMs: number): Choice {
  const chosen = bestOf(fresh, before.best, Math.min(wish, MAX_LOOKS - before.taken));
  const kept = before.kept.filter((shot) => !chosen.includes(shot));
  const taken = before.taken + chosen.length;
  return { shots: { ...before, kept, taken, turnMs: nowMs }, chosen };
}

/**
 * As many of the best as there may be. Of those nearly as good as the best the best ones as far apart in time
 * as leaves enough of them: moments near one another show the same, and err alike.
 */
function bestOf(shots: readonly Shot[], best: number, count: number): readonly Shot[] {
  if (count <= 0) return [];
  const ranked = shots.toSorted(byWorth);
  const near = ranked.filter(({ worth }) => worth >= NEAR_BEST * best);
  const times = near.map(({ atMs }) => atMs);
  const spanMs = Math.max(0, ...times) - Math.min(...times);
  for (let apartMs = spanMs / count; apartMs > LEAST_APART_MS; apartMs /= 1.5) {
    const chosen = farApart(near, apartMs);
    if (chosen.length >= count) return chosen.slice(0, count).toSorted(byTime);
  }
  return ranked.slice(0, count).toSorted(byTime);
}

function farApart(ranked: readonly Shot[], apartMs: number): readonly Shot[] {
  const chosen: Shot[] = [];
  for (const shot of ranked)
    if (chosen.every((one) => Math.abs(one.atMs - shot.atMs) >= apartMs)) chosen.push(shot);
  return chosen;
}

const byWorth = (a: Shot, b: Shot): number => b.worth - a.worth;
const byTime = (a: Shot, b: Shot): number => a.atMs - b.atMs;

/** Of too many every second one goes. */
function thinned(shots: readonly Shot[]): readonly Shot[] {
  return shots.length <= MAX_KEPT ? shots : shots.filter((_, index) => index % 2 === 1);
}
