import type { DetectorNoise } from './detector-noise.ts';
import { STREET } from './vocabulary.ts';

/** Says exactly what is there, as far as it can be seen at all. */
export const PERFECT: DetectorNoise = {
  name: 'perfect',
  inputWidth: 1920,
  labels: {
    ...STREET,
    name: 'street, never wrong',
    classes: { ...firstOnly(STREET.classes) },
    front: {},
  },
  threshold: 0.35,
  score: {
    ...{ peak: 3, perHalving: 0, amplePx: 1, hidden: 3.6, perSpeed: 0 },
    light: { day: 0, 'low-sun': 0, overcast: 0, dusk: 0, night: 0, infrared: 0 },
    classes: {},
    ...{ hard: 0, burst: 0, flicker: 0, hardMs: 1, burstMs: 1 },
    ...{ lapse: 0, lapseMs: 1, lapseLogit: 0 },
  },
  box: { side: 0, top: 0, bottom: 0, amplePx: 1, slowShare: 0, slowMs: 1, cut: 0 },
  suppressIou: 1,
  merge: { iou: 1, share: 0, lastMs: 1 },
  ghosts: [],
  flashes: { perMinute: 0, labels: [] },
  seconds: 0,
  headlights: 0,
  look: { colour: 0, light: 0 },
};

/**
 * A nano detector at 544 x 320 that gives out boxes from 0.15 up, as the bundled one. By day its misses, scores and
 * flicker are those measured of street-v0 (docs/weeks.md); by night it is better than that one, which misses most
 * cars then. What lies between 0.15 and 0.35 was measured of `models/street`, on 2966 pictures of the suite's films:
 * of vehicles by day, in clear view and 30 pixels high and more, 0.04 have no box from 0.35 up, and three of four of these a
 * weaker one (lapses); for each false box surer than 0.35 there are 3.6 weaker ones (flashes, ghosts), and a thing that is
 * found has a second box of its own kind, weak four times in five, in 0.12 of the pictures.
 */
export const SMALL: DetectorNoise = {
  name: 'small',
  inputWidth: 544,
  labels: STREET,
  threshold: 0.15,
  score: {
    ...{ peak: 1.5, perHalving: 0.9, amplePx: 36, hidden: 4, perSpeed: 0.03 },
    light: { day: 0, 'low-sun': -0.3, overcast: -0.05, dusk: -0.35, night: -0.7, infrared: -0.6 },
    classes: {
      ...{ person: 0.2, bicycle: -0.3, stall: -0.2, umbrella: -0.1 },
      ...{ table: -0.5, goods: -0.6, chair: -0.6, cart: -0.2 },
    },
    ...{ hard: 0.4, burst: 0.5, flicker: 0.35, hardMs: 300_000, burstMs: 4000 },
    ...{ lapse: 0.045, lapseMs: 700, lapseLogit: 2.7 },
  },
  box: { side: 0.05, top: 0.05, bottom: 0.03, amplePx: 24, slowShare: 0.5, slowMs: 2000, cut: 0.6 },
  suppressIou: 0.6,
  merge: { iou: 0.35, share: 0.2, lastMs: 3000 },
  ghosts: [
    ghost('person', 3, 37, 150_000, 1.6, 0.4),
    ghost('car', 2, 4.6, 60_000, 1.6, 1.5),
    ghost('umbrella', 1, 9.2, 60_000, 0.8, 1.8),
    ghost('bag', 2, 28, 120_000, 0.5, 0.9),
    ghost('motorcycle', 1, 18, 120_000, 1.1, 1.3),
    ghost('chair', 1, 18, 90_000, 0.9, 0.7),
  ],
  flashes: {
    perMinute: 26,
    labels: ['person', 'person', 'car', 'truck', 'umbrella', 'bag', 'motorcycle', 'chair', 'table'],
  },
  seconds: 0.12,
  headlights: 0.2,
  look: { colour: 0.015, light: 0.05 },
};

/** A detector that hardly fits its job: too small, badly exposed, on a shaky stream. */
export const POOR: DetectorNoise = {
  ...SMALL,
  name: 'poor',
  score: {
    ...SMALL.score,
    ...{ peak: 0.9, perHalving: 1, lapse: 0.1, hard: 0.6, burst: 0.8, flicker: 0.6 },
    light: { day: 0, 'low-sun': -0.6, overcast: -0.1, dusk: -0.7, night: -1.4, infrared: -1.2 },
  },
  box: { ...SMALL.box, side: 0.09, top: 0.08, bottom: 0.06 },
  merge: { ...SMALL.merge, share: 0.4 },
  ghosts: SMALL.ghosts.map((one) => ({ ...one, perDay: 3 * one.perDay })),
  flashes: { ...SMALL.flashes, perMinute: 87 },
  headlights: 0.4,
  look: { colour: 0.03, light: 0.1 },
};

export const PRESETS: Readonly<Record<string, DetectorNoise>> = {
  perfect: PERFECT,
  small: SMALL,
  poor: POOR,
};

function ghost(
  label: string,
  places: number,
  perDay: number,
  lastMs: number,
  height: number,
  ratio: number,
) {
  return { label, places, perDay, lastMs, sigma: 0.3, height, ratio };
}

function firstOnly(classes: typeof STREET.classes): typeof STREET.classes {
  const only = Object.entries(classes).map(([of, [first]]) => [of, first ? [[first[0], 1]] : []]);
  return Object.fromEntries(only);
}
