import { iou } from '../../agent/core/geometry/iou.ts';
import { assign } from '../../agent/core/tracking/assign.ts';
import type { MotLine } from './mot-file.ts';

/** All shares 0 to 1 (MOTA can be negative). */
export interface MotScore {
  readonly mota: number;
  readonly motp: number;
  readonly recall: number;
  readonly precision: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly idSwitches: number;
  readonly idf1: number;
  readonly hota: number;
  readonly detA: number;
  readonly assA: number;
}

/** One frame: ids as dense indices, and the IoU of every pair (row-major, truths x guesses). */
interface ScoredFrame {
  readonly truths: readonly number[];
  readonly guesses: readonly number[];
  readonly overlap: Float64Array;
}

interface Sequence {
  readonly frames: readonly ScoredFrame[];
  readonly truthCounts: readonly number[];
  readonly guessCounts: readonly number[];
}

const EPSILON = 2.220446049250313e-16;
const MATCH_IOU = 0.5;
const ALPHAS = Array.from({ length: 19 }, (_, index) => 0.05 * (index + 1));

/**
 * Scores a tracker's output against ground truth (pixels, one sequence) the way TrackEval does for
 * MOT15: CLEAR MOT and identity figures at IoU 0.5 (Bernardin & Stiefelhagen 2008, Ristani et al.
 * 2016), HOTA as the mean over alpha 0.05 to 0.95 (Luiten et al., IJCV 2021). Truths with a
 * confidence of exactly 0 do not count.
 */
export function scoreMot(truth: readonly MotLine[], guess: readonly MotLine[]): MotScore {
  const sequence = aligned(
    truth.filter(({ confidence }) => confidence !== 0),
    guess,
  );
  return { ...clear(sequence), ...identity(sequence), ...hota(sequence) };
}

function aligned(truth: readonly MotLine[], guess: readonly MotLine[]): Sequence {
  const truthIds = indexed(truth);
  const guessIds = indexed(guess);
  const last = [...truth, ...guess].reduce((most, { frame }) => Math.max(most, frame), 0);
  const frames = Array.from({ length: last + 1 }, (_, frame) => {
    const t = truth.filter((line) => line.frame === frame);
    const g = guess.filter((line) => line.frame === frame);
    return {
      truths: t.map(({ id }) => truthIds.get(id) ?? 0),
      guesses: g.map(({ id }) => guessIds.get(id) ?? 0),
      overlap: Float64Array.from(t.flatMap((a) => g.map((b) => iou(a.box, b.box)))),
    };
  });
  return { frames, truthCounts: counts(truth, truthIds), guessCounts: counts(guess, guessIds) };
}

function indexed(lines: readonly MotLine[]): ReadonlyMap<number, number> {
  const ids = [...new Set(lines.map(({ id }) => id))].sort((a, b) => a - b);
  return new Map(ids.map((id, index) => [id, index]));
}

function counts(lines: readonly MotLine[], ids: ReadonlyMap<number, number>): readonly number[] {
  const result = new Array<number>(ids.size).fill(0);
  for (const { id } of lines) {
    const index = ids.get(id) ?? 0;
    result[index] = (result[index] ?? 0) + 1;
  }
  return result;
}

/** Pairs of indices into a frame's truths and guesses that an assignment by highest `gain` gives. */
function best({ truths, guesses }: ScoredFrame, gain: (t: number, g: number) => number) {
  const cost = Float64Array.from(truths.flatMap((_, t) => guesses.map((__, g) => -gain(t, g))));
  const columns = assign(cost, truths.length, guesses.length);
  return truths.flatMap((_, t) => {
    const g = columns[t] ?? -1;
    return g < 0 ? [] : [[t, g] as const];
  });
}

function overlapOf({ overlap, guesses }: ScoredFrame, t: number, g: number): number {
  return overlap[t * guesses.length + g] ?? 0;
}

function clear({ frames, truthCounts, guessCounts }: Sequence) {
  const lastGuess = new Map<number, number>();
  let previous = new Map<number, number>();
  let matched = 0;
  let idSwitches = 0;
  let overlapSum = 0;
  for (const frame of frames) {
    const gain = (t: number, g: number): number => {
      const overlap = overlapOf(frame, t, g);
      if (overlap < MATCH_IOU - EPSILON) return 0;
      return (previous.get(frame.truths[t] ?? -1) === frame.guesses[g] ? 1000 : 0) + overlap;
    };
    const now = new Map<number, number>();
    for (const [t, g] of best(frame, gain)) {
      if (gain(t, g) <= EPSILON) continue;
      const [truth, guess] = [frame.truths[t] ?? 0, frame.guesses[g] ?? 0];
      matched += 1;
      overlapSum += overlapOf(frame, t, g);
      const before = lastGuess.get(truth);
      if (before !== undefined && before !== guess) idSwitches += 1;
      lastGuess.set(truth, guess);
      now.set(truth, guess);
    }
    previous = now;
  }
  const truths = sum(truthCounts);
  const guesses = sum(guessCounts);
  return {
    mota: (matched - (guesses - matched) - idSwitches) / Math.max(1, truths),
    motp: overlapSum / Math.max(1, matched),
    recall: matched / Math.max(1, truths),
    precision: matched / Math.max(1, guesses),
    falsePositives: guesses - matched,
    falseNegatives: truths - matched,
    idSwitches,
  };
}

function identity({ frames, truthCounts, guessCounts }: Sequence) {
  const width = guessCounts.length;
  const common = new Float64Array(truthCounts.length * width);
  for (const frame of frames) {
    frame.truths.forEach((truth, t) => {
      frame.guesses.forEach((guess, g) => {
        const at = truth * width + guess;
        if (overlapOf(frame, t, g) >= MATCH_IOU) common[at] = (common[at] ?? 0) - 1;
      });
    });
  }
  const columns = assign(common, truthCounts.length, width);
  let matched = 0;
  columns.forEach((column, row) => {
    if (column >= 0) matched -= common[row * width + column] ?? 0;
  });
  return { idf1: (2 * matched) / Math.max(1, sum(truthCounts) + sum(guessCounts)) };
}

function hota(sequence: Sequence) {
  const { frames, truthCounts, guessCounts } = sequence;
  const width = guessCounts.length;
  const alignment = globalAlignment(sequence);
  const pairs: { at: number; overlap: number }[] = [];
  for (const frame of frames) {
    const at = (t: number, g: number) => (frame.truths[t] ?? 0) * width + (frame.guesses[g] ?? 0);
    const gain = (t: number, g: number) => (alignment[at(t, g)] ?? 0) * overlapOf(frame, t, g);
    for (const [t, g] of best(frame, gain))
      pairs.push({ at: at(t, g), overlap: overlapOf(frame, t, g) });
  }
  const total = sum(truthCounts) + sum(guessCounts);
  const perAlpha = ALPHAS.map((alpha) => {
    const hits = pairs.filter(({ overlap }) => overlap >= alpha - EPSILON);
    const common = new Map<number, number>();
    for (const { at } of hits) common.set(at, (common.get(at) ?? 0) + 1);
    let association = 0;
    for (const [at, count] of common) {
      const ends = (truthCounts[Math.floor(at / width)] ?? 0) + (guessCounts[at % width] ?? 0);
      association += (count * count) / Math.max(1, ends - count);
    }
    const detA = hits.length / Math.max(1, total - hits.length);
    const assA = association / Math.max(1, hits.length);
    return { detA, assA, hota: Math.sqrt(detA * assA) };
  });
  const mean = (key: 'detA' | 'assA' | 'hota') =>
    sum(perAlpha.map((values) => values[key])) / ALPHAS.length;
  return { hota: mean('hota'), detA: mean('detA'), assA: mean('assA') };
}

/** How well each pair of ids fits over the whole sequence (HOTA paper, section 5.2 and its code). */
function globalAlignment({ frames, truthCounts, guessCounts }: Sequence): Float64Array {
  const width = guessCounts.length;
  const potential = new Float64Array(truthCounts.length * width);
  for (const frame of frames) {
    const { truths, guesses } = frame;
    const bySum = (items: readonly number[], pick: (index: number) => number) =>
      sum(items.map((_, index) => pick(index)));
    const rows = truths.map((_, t) => bySum(guesses, (g) => overlapOf(frame, t, g)));
    const columns = guesses.map((_, g) => bySum(truths, (t) => overlapOf(frame, t, g)));
    truths.forEach((truth, t) => {
      guesses.forEach((guess, g) => {
        const overlap = overlapOf(frame, t, g);
        const spread = (rows[t] ?? 0) + (columns[g] ?? 0) - overlap;
        const at = truth * width + guess;
        if (spread > EPSILON) potential[at] = (potential[at] ?? 0) + overlap / spread;
      });
    });
  }
  return potential.map((value, at) => {
    const ends = (truthCounts[Math.floor(at / width)] ?? 0) + (guessCounts[at % width] ?? 0);
    return value / (ends - value);
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
