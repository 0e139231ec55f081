import type { Verdicts } from '../../../agent/core/health/condition.ts';
import { type HealthPicture, healthPicture } from '../../../agent/core/health/health-picture.ts';
import { INITIAL_SIGNS, stepSigns } from '../../../agent/core/health/signs.ts';

export const WIDTH = 544;
export const HEIGHT = 306;

/** Luma 0 to 255 of a whole picture at a time. */
export type Scene = (atMs: number) => Float32Array;

/** 0 to 1, always the same for the same numbers. */
function dice(...numbers: readonly number[]): number {
  let value = 0x9e3779b9;
  for (const number of numbers)
    value = Math.imul(value ^ (number | 0), 0x85ebca6b) ^ (value >>> 13);
  value = Math.imul(value ^ (value >>> 16), 0xc2b2ae35);
  return ((value ^ (value >>> 15)) >>> 0) / 2 ** 32;
}

/** A scene in which nothing moves. */
export function still(luma: (x: number, y: number) => number): Scene {
  const all = Float32Array.from({ length: WIDTH * HEIGHT }, (_, at) =>
    luma(at % WIDTH, Math.floor(at / WIDTH)),
  );
  return () => all;
}

/** House fronts with windows above, paving in slanting rows below. */
export const street = still((x, y) => {
  const lean = x + 0.15 * y;
  if (y < 150)
    return lean % 48 < 30 && (y + 0.1 * x) % 44 < 26 ? 50 + 60 * dice(lean / 48, y / 44) : 170;
  return (x + y) % 60 < 4 || (x - y + 600) % 70 < 4 ? 200 : 95 + 8 * dice(x / 9, y / 9);
});

export function changed(
  scene: Scene,
  change: (luma: number, x: number, y: number) => number,
): Scene {
  const done = new Map<Float32Array, Float32Array>();
  return (atMs) => {
    const from = scene(atMs);
    const known = done.get(from);
    if (known !== undefined) return known;
    const to = from.map((luma, at) => change(luma, at % WIDTH, Math.floor(at / WIDTH)));
    done.clear();
    done.set(from, to);
    return to;
  };
}

/** Nearly Gaussian, of one standard deviation; a prime number of them. */
const NOISE = Float32Array.from(
  { length: 499_979 },
  (_, at) => (dice(at) + dice(at, 1) + dice(at, 2) - 1.5) * 2,
);

export function withNoise(scene: Scene, sigma: number): Scene {
  return (atMs) => {
    const offset = Math.floor(dice(atMs, 7) * NOISE.length);
    return scene(atMs).map((luma, at) => luma + sigma * (NOISE[(at + offset) % NOISE.length] ?? 0));
  };
}

/** A rectangle of another luma laid over a scene; it may move. */
export function withBox(
  scene: Scene,
  box: (atMs: number) => readonly [left: number, top: number, width: number, height: number],
  luma: (x: number, y: number, atMs: number) => number,
): Scene {
  return (atMs) => {
    const [left, top, width, height] = box(atMs);
    const all = scene(atMs).slice();
    for (let y = top; y < top + height; y += 1)
      for (let x = left; x < left + width; x += 1) all[y * WIDTH + x] = luma(x, y, atMs);
    return all;
  };
}

/** A black and white line of digits at the top; the last of them is a new one every second. */
export function withClock(scene: Scene): Scene {
  const digit = (x: number, atMs: number) => (x < 150 ? 0 : Math.floor(atMs / 1000));
  return withBox(
    scene,
    () => [12, 10, 160, 12],
    (x, y, atMs) => 255 * Math.round(dice(x >> 2, y >> 2, digit(x, atMs))),
  );
}

export type Colour = readonly [red: number, green: number, blue: number];

/** The picture of a luma, in grey; rows from `paint.fromY` on in one colour. */
export function pictureOf(
  luma: Float32Array,
  paint?: { readonly fromY: number; readonly colour: Colour },
): HealthPicture {
  const pixels = new Uint8Array(luma.length * 3);
  luma.forEach((value, at) => {
    pixels.fill(Math.max(0, Math.min(255, Math.round(value))), at * 3, at * 3 + 3);
  });
  if (paint !== undefined)
    for (let at = paint.fromY * WIDTH; at < luma.length; at += 1) pixels.set(paint.colour, at * 3);
  const size = { width: WIDTH, height: HEIGHT };
  return healthPicture(pixels, { input: size, content: size });
}

export interface Said {
  readonly atMs: number;
  readonly verdicts: Verdicts;
}

/** What is said of the pictures of a stream, `stepMs` apart. */
export function watch(
  picture: (atMs: number) => HealthPicture,
  { untilMs, stepMs = 500 }: { readonly untilMs: number; readonly stepMs?: number },
): readonly Said[] {
  const said: Said[] = [];
  let state = INITIAL_SIGNS;
  for (let atMs = 0; atMs < untilMs; atMs += stepMs) {
    const step = stepSigns(state, picture(atMs), atMs);
    state = step.state;
    said.push({ atMs, verdicts: step.verdicts });
  }
  return said;
}

export function badKinds({ verdicts }: Said): readonly string[] {
  return Object.entries(verdicts).flatMap(([kind, { bad }]) => (bad ? [kind] : []));
}
