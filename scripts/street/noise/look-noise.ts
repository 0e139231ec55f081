import type { Cover, Load } from '../assets/asset.ts';
import type { TruthObject } from '../truth/frame.ts';
import { loadInSight, openView, overCab } from '../truth/load-view.ts';
import type { Light } from '../world/scenario.ts';
import { drift, normal, type Random } from './chance.ts';

/**
 * What a reader of load and cover does to the truth. It gives each state a logit: the right one gets
 * `evidence` where it can be seen, others are pulled up by how alike they look, and `unknown` by how little
 * there is to see. Part of its error stays for the whole passage: eight looks at one truck are not eight truths.
 */
export interface LookNoise {
  readonly name: string;
  /** Logit of the right state over the others in a perfect view. */
  readonly evidence: number;
  /** Pixels of the crop's shorter side (original picture) at which half of it is left. */
  readonly fairPx: number;
  /** Share left from the front behind the cab, from the side, and from behind. */
  readonly front: number;
  readonly side: number;
  readonly back: number;
  /** Share left of vehicles that are no tippers: a reader that has learnt to call these unknown. */
  readonly strangers: number;
  readonly light: Readonly<Record<Light, number>>;
  /** Standard deviation of a logit: per passage, and per look. */
  readonly passage: number;
  readonly look: number;
  /** How long the error of a look lasts, ms. */
  readonly lookMs: number;
  /** Shortest and longest time until an answer, ms. */
  readonly delayMs: readonly [least: number, most: number];
}

export const PERFECT_LOOKS: LookNoise = {
  name: 'perfect',
  ...{ evidence: 8, fairPx: 1, front: 1, side: 1, back: 1, strangers: 0, passage: 0, look: 0 },
  lookMs: 1,
  light: { day: 1, 'low-sun': 1, overcast: 1, dusk: 1, night: 1, infrared: 1 },
  delayMs: [200, 200],
};

/**
 * The bundled reader, by its card (models/truck-load/README.md): views and night as measured there, and so much error for a
 * whole passage that it has load and cover of a truck about as often right as there (0.919 and 0.895 of passages).
 */
export const SMALL_LOOKS: LookNoise = {
  name: 'small',
  ...{
    evidence: 7,
    fairPx: 40,
    front: 0.6,
    side: 0.95,
    back: 0.97,
    strangers: 0,
    passage: 1.4,
    look: 0.85,
    lookMs: 150,
  },
  light: { day: 1, 'low-sun': 0.85, overcast: 1, dusk: 0.9, night: 0.75, infrared: 0.7 },
  delayMs: [200, 5000],
};

const POOR_LOOKS: LookNoise = {
  ...SMALL_LOOKS,
  name: 'poor',
  ...{ evidence: 5, strangers: 0.6, passage: 1.8, look: 1.2 },
};

export const LOOK_PRESETS: Readonly<Record<string, LookNoise>> = {
  perfect: PERFECT_LOOKS,
  small: SMALL_LOOKS,
  poor: POOR_LOOKS,
};

/** How alike two states look, 0 to 1. */
const ALIKE: Readonly<Record<string, number>> = {
  'level heaped': 0.45,
  'empty level': 0.35,
  'rigid tarpaulin': 0.4,
  'tarpaulin net': 0.4,
  'net partial': 0.3,
  'partial none': 0.35,
  'tarpaulin partial': 0.3,
  'none net': 0.2,
};

/**
 * Share of the evidence for `unknown` where there is no such property, or nothing of it to be seen: the bundled reader gives
 * 0.984 of vehicles that are no tippers an unknown load.
 */
const BLANK = 0.85;

const LOADS: readonly (Load | 'unknown')[] = ['empty', 'level', 'heaped', 'unknown'];
const COVERS: readonly (Cover | 'unknown')[] = [
  ...(['rigid', 'tarpaulin', 'net', 'partial', 'none', 'unknown'] as const),
];

/** How well the load can be seen, 0 to 1. */
export function insight(
  noise: LookNoise,
  object: TruthObject,
  seen: {
    /** Shorter side of the crop in the original picture, pixels. */
    readonly shortPx: number;
    readonly light: Light;
    /** Under which angle the camera looks down on its top, degrees; steeply where absent. */
    readonly down?: number | undefined;
  },
): number {
  const { side, back } = noise;
  const front = noise.front + (side - noise.front) * overCab(seen.down ?? 90);
  const turn = object.aspect / 90;
  const view = turn < 1 ? front + (side - front) * turn : side + (back - side) * (turn - 1);
  const sharp = seen.shortPx / (seen.shortPx + noise.fairPx);
  const known = object.class === 'muck-truck' ? 1 : noise.strangers;
  const free = Math.max(0, 2 * loadInSight(object) - 1) * openView(object, seen.down ?? 90);
  return known * view * sharp * noise.light[seen.light] * free;
}

/** The reader's luck with one object, in logits per attribute and state. */
export interface Luck {
  readonly atMs: number;
  /** Standard normals: for the whole passage, and of this look. */
  readonly passage: Readonly<Record<string, number>>;
  readonly look: Readonly<Record<string, number>>;
}

const ANSWERS = ['load', 'cover'].flatMap((attribute) =>
  (attribute === 'load' ? LOADS : COVERS).map((state) => `${attribute} ${state}`),
);

/** The luck of one look: near another one in time it is nearly the same picture, and the same error. */
export function nextLuck(
  { lookMs }: LookNoise,
  before: Luck | undefined,
  atMs: number,
  random: Random,
): Luck {
  const each = (draw: (answer: string) => number) =>
    Object.fromEntries(ANSWERS.map((answer) => [answer, draw(answer)]));
  if (before === undefined)
    return { atMs, passage: each(() => normal(random)), look: each(() => normal(random)) };
  const dtMs = Math.abs(atMs - before.atMs);
  const look = each((answer) => drift(before.look[answer] ?? 0, dtMs, lookMs, random));
  return { atMs, passage: before.passage, look };
}

/** A heap shows under cloth and net by its shape, and not under a lid; what is level or missing shows under nothing. */
function loadShown(load: Load | undefined, cover: Cover = 'none'): Load | 'unknown' | undefined {
  const closed = cover === 'tarpaulin' || cover === 'net';
  return cover === 'rigid' || (closed && load !== 'heaped') ? 'unknown' : load;
}

/** Probability per state of one look at `attribute`. */
export function readStates(
  noise: LookNoise,
  attribute: 'load' | 'cover',
  object: Pick<TruthObject, 'load' | 'cover'>,
  see: { readonly insight: number; readonly luck: Luck },
): Record<string, number> {
  const { load, cover } = object;
  const states = attribute === 'load' ? LOADS : COVERS;
  const truth = attribute === 'load' ? loadShown(load, cover) : cover;
  const logits = states.map((state): [string, number] => {
    const alike = state === truth ? 1 : likeness(state, truth);
    const seen = truth === undefined || state === 'unknown' ? 0 : alike * see.insight;
    // what has no such property, or shows none of it, is unknown
    const isBlank = truth === undefined || truth === 'unknown';
    const blank = state === 'unknown' ? BLANK * (isBlank ? 1 : 1 - see.insight) : 0;
    const answer = `${attribute} ${state}`;
    const luck =
      noise.passage * (see.luck.passage[answer] ?? 0) + noise.look * (see.luck.look[answer] ?? 0);
    return [state, noise.evidence * (seen + blank) + luck];
  });
  const top = Math.max(...logits.map(([, logit]) => logit));
  const powers = logits.map(([state, logit]) => [state, Math.exp(logit - top)] as const);
  const total = powers.reduce((sum, [, power]) => sum + power, 0);
  return Object.fromEntries(powers.map(([state, power]) => [state, power / total]));
}

function likeness(a: string, b: string | undefined): number {
  return ALIKE[`${a} ${b}`] ?? ALIKE[`${b} ${a}`] ?? 0;
}
