import type { TruthObject } from '../truth/frame.ts';
import type { Light } from '../world/scenario.ts';
import { drawn, drift, normal, type Random, redrawn } from './chance.ts';
import type { DetectorNoise } from './detector-noise.ts';
import type { Shares, Vocabulary } from './vocabulary.ts';

/** What the detector's luck with one object is at the moment. */
export interface ObjectLuck {
  readonly atMs: number;
  /** Standard normal: how hard it is for the model at all, and how it is doing these seconds. */
  readonly hard: number;
  readonly burst: number;
  /** Standard normal: the slow part of the error of each edge (left, right, top, bottom). */
  readonly slow: readonly [number, number, number, number];
  /** What it is mostly called, and what it is called now; undefined: not told at all. */
  readonly favourite: string | undefined;
  readonly label: string | undefined;
  readonly lapsed: boolean;
  readonly cut: boolean;
  readonly merged: boolean;
}

/** How long a name is kept, ms, and how often the next one is the favourite again. */
const LABEL_MS = 6000;
const LOYAL = 0.7;
const FRONT = 45;

/** Longer out of the picture than this, luck starts anew. */
export const FORGET_MS = 120_000;

export function firstLuck(
  noise: DetectorNoise,
  object: TruthObject,
  atMs: number,
  random: Random,
): ObjectLuck {
  const shares = sharesOf(noise.labels, object);
  const favourite = drawn(shares, random);
  return {
    atMs,
    hard: normal(random),
    burst: normal(random),
    slow: [normal(random), normal(random), normal(random), normal(random)],
    favourite,
    label: favourite,
    lapsed: random() < noise.score.lapse,
    cut: random() < noise.box.cut,
    merged: random() < noise.merge.share,
  };
}

export function nextLuck(
  noise: DetectorNoise,
  before: ObjectLuck,
  object: TruthObject,
  atMs: number,
  random: Random,
): ObjectLuck {
  const dtMs = atMs - before.atMs;
  const { score, box, merge } = noise;
  const [left, right, top, bottom] = before.slow;
  const moved = (value: number) => drift(value, dtMs, box.slowMs, random);
  return {
    atMs,
    hard: drift(before.hard, dtMs, score.hardMs, random),
    burst: drift(before.burst, dtMs, score.burstMs, random),
    slow: [moved(left), moved(right), moved(top), moved(bottom)],
    favourite: before.favourite,
    label: nextLabel(noise.labels, before, object, dtMs, random),
    lapsed: redrawn(before.lapsed, score.lapse, dtMs, score.lapseMs, random),
    cut: redrawn(before.cut, box.cut, dtMs, box.slowMs, random),
    merged: redrawn(before.merged, merge.share, dtMs, merge.lastMs, random),
  };
}

function nextLabel(
  labels: Vocabulary,
  { label, favourite }: ObjectLuck,
  object: TruthObject,
  dtMs: number,
  random: Random,
): string | undefined {
  if (random() < Math.exp(-dtMs / LABEL_MS)) return label;
  return random() < LOYAL ? favourite : drawn(sharesOf(labels, object), random);
}

function sharesOf({ classes, front }: Vocabulary, object: TruthObject): Shares {
  const seen = object.aspect < FRONT ? front[object.class] : undefined;
  return seen ?? classes[object.class];
}

/** Score of the object in one picture. `heightPx`: on the model's input. */
export function scoreOf(
  { score }: DetectorNoise,
  luck: ObjectLuck,
  object: TruthObject,
  seen: { readonly heightPx: number; readonly light: Light },
  random: Random,
): number {
  const { heightPx, light } = seen;
  const small = Math.max(0, Math.log2(score.amplePx / Math.max(1, heightPx)));
  const dark = light === 'night' || light === 'infrared';
  const blur = Math.max(0, object.speed - 5) * score.perSpeed * (dark ? 2 : 1);
  const logit =
    score.peak +
    score.light[light] +
    (score.classes[object.class] ?? 0) -
    score.perHalving * small -
    score.hidden * (1 - object.visibility) -
    blur -
    (luck.lapsed ? score.lapseLogit : 0) +
    score.hard * luck.hard +
    score.burst * luck.burst +
    score.flicker * normal(random);
  return 1 / (1 + Math.exp(-logit));
}
