import type { Box } from '../../../agent/core/geometry/box.ts';
import type { Detection } from '../../../agent/core/vision/detection.ts';
import type { TruthObject } from '../truth/frame.ts';
import { drift, normal, type Random, waiting } from './chance.ts';
import type { DetectorNoise, GhostNoise } from './detector-noise.ts';
import { baseLook, seenLook } from './paint.ts';

/** A place in the picture that is taken for something now and then. */
export interface Ghost {
  readonly kind: GhostNoise;
  readonly box: Box;
  readonly look: readonly number[];
  readonly burst: number;
  /** Mean logit of its score this time. */
  readonly level: number;
  /** Taken for it until then; free until then. */
  readonly untilMs: number;
  readonly on: boolean;
}

const DAY_MS = 86_400_000;
/** Height of camera and place of the horizon by which false boxes get a believable size. */
const CAMERA_M = 6;
const HORIZON = 0.25;
/**
 * Logits by which false scores lie above the threshold, in the mean (exponential). Measured of `models/street` on a
 * picture every 2 s of the suite's films: of its 613 false boxes from 0.15 up 52 % lie below 0.25, 78 % below 0.35 and 95 %
 * below 0.55; so there are 3.6 weak ones for each that is surer than 0.35.
 */
const TAIL = 0.65;

/** The places of a camera: anywhere on the ground. */
export function ghostsOf(
  noise: DetectorNoise,
  aspect: number,
  atMs: number,
  random: Random,
): Ghost[] {
  return noise.ghosts.flatMap((kind) =>
    Array.from({ length: kind.places }, (): Ghost => {
      const box = someBox(kind.height, kind.ratio, aspect, random);
      const look = baseLook(`ghost ${random()}`, '#70706c');
      const untilMs = atMs + waiting(DAY_MS / kind.perDay, random);
      return { kind, box, look, burst: 0, level: 0, untilMs, on: false };
    }),
  );
}

export function stepGhost(
  { threshold }: DetectorNoise,
  before: Ghost,
  atMs: number,
  dtMs: number,
  random: Random,
): Ghost {
  const burst = drift(before.burst, dtMs, 4000, random);
  if (atMs < before.untilMs) return { ...before, burst };
  const on = !before.on;
  const meanMs = on ? before.kind.lastMs : DAY_MS / before.kind.perDay;
  const level = weakLogit(threshold, random);
  return { ...before, burst, level, on, untilMs: atMs + waiting(meanMs, random) };
}

export function ghostDetection(
  noise: DetectorNoise,
  { kind, box, look, burst, level }: Ghost,
  dark: boolean,
  random: Random,
): Detection {
  const { sigma, label } = kind;
  const score = sigmoid(level + sigma * (0.8 * burst + 0.6 * normal(random)));
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const off = () => 0.05 * normal(random);
  return {
    label,
    score,
    box: {
      left: box.left + width * off(),
      right: box.right + width * off(),
      top: box.top + height * off(),
      bottom: box.bottom + height * off(),
    },
    appearance: seenLook(look, noise.look, { dark, hidden: 0 }, random),
  };
}

/** What flashes up for one picture; the longer since the last one, the surer, at most one. */
export function flash(
  { flashes, threshold }: DetectorNoise,
  aspect: number,
  dtMs: number,
  random: Random,
): Detection[] {
  // pictures half a second apart each have their own flashes
  const chance = (flashes.perMinute / 60_000) * Math.min(dtMs, 500);
  if (random() >= chance) return [];
  const label = flashes.labels[Math.floor(random() * flashes.labels.length)];
  if (label === undefined) return [];
  const wide = ['car', 'truck', 'bus'].includes(label);
  const box = someBox(wide ? 1.6 : 1.3, wide ? 1.5 : 0.6, aspect, random);
  return [{ label, score: sigmoid(weakLogit(threshold, random)), box }];
}

/**
 * A box more on a part of a thing that was found: half of it or more, from one of its sides on. Its score has the tail of
 * false ones: of those that were measured a fifth are surer than 0.35.
 */
export function secondBox({ seconds, threshold }: DetectorNoise, found: Detection, random: Random) {
  if (random() >= seconds) return [];
  const { left, right, top, bottom } = found.box;
  const [across, down] = [0.7 + 0.3 * random(), 0.7 + 0.3 * random()];
  const [width, height] = [(right - left) * across, (bottom - top) * down];
  const from = random() < 0.5 ? left : right - width;
  const box = { left: from, right: from + width, top: bottom - height, bottom };
  return [{ ...found, box, score: Math.min(found.score, sigmoid(weakLogit(threshold, random))) }];
}

function weakLogit(threshold: number, random: Random): number {
  return Math.log(threshold / (1 - threshold)) + waiting(TAIL, random);
}

/** The light that an oncoming vehicle throws before it, taken for a second one. */
export function glare({ box }: TruthObject, random: Random): Detection {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const middle = (box.left + box.right) / 2;
  const half = width * (0.4 + 0.5 * random());
  const bottom = box.bottom + height * (0.2 + 0.6 * random());
  const score = sigmoid(-0.2 + 0.4 * normal(random));
  return {
    label: 'car',
    score,
    box: { left: middle - half, right: middle + half, top: box.top + 0.3 * height, bottom },
  };
}

function someBox(metres: number, ratio: number, aspect: number, random: Random): Box {
  const bottom = HORIZON + 0.1 + random() * (0.95 - HORIZON - 0.1);
  const height = (metres / CAMERA_M) * (bottom - HORIZON);
  const width = (height * ratio) / aspect;
  const left = random() * (1 - width);
  return { left, right: left + width, top: bottom - height, bottom };
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
