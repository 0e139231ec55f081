import { type Dice, diceOf } from '../world/dice.ts';
import { random } from '../world/random.ts';
import type { DayCamera } from './camera.ts';

type GuestKind =
  | 'vehicle'
  | 'halting'
  | 'bus'
  | 'parked'
  | 'person'
  | 'close-person'
  | 'insect'
  | 'spider'
  | 'sweep'
  | 'lightning';

/** Something that comes before the camera for a while. Places and sizes are shares of the picture. */
export interface Guest {
  readonly kind: GuestKind;
  readonly fromMs: number;
  readonly toMs: number;
  /** Where its middle is half way, and where it stands on. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** 1 to the right, -1 to the left. */
  readonly way: number;
  readonly tone: number;
  /** Stands still for so long in the middle of its way. */
  readonly standsMs: number;
  readonly seed: number;
}

interface Habit {
  readonly kind: GuestKind;
  /** How many an hour at its time; `busy` is 0 in a dead night to 1 in the rush hour. */
  readonly anHour: (when: When) => number;
  readonly lastsS: readonly [number, number];
  readonly standsS?: readonly [number, number];
  readonly width: readonly [number, number];
  /** Height by width. */
  readonly slim: readonly [number, number];
  readonly y: readonly [number, number];
}

interface When {
  readonly hour: number;
  readonly busy: number;
  readonly isDark: boolean;
  readonly isInfrared: boolean;
}

const HABITS: readonly Habit[] = [
  {
    ...{ kind: 'vehicle', anHour: ({ busy }) => 300 * busy, lastsS: [3, 9] },
    ...{ width: [0.08, 0.3], slim: [0.7, 0.9], y: [0.5, 0.9] },
  },
  {
    ...{ kind: 'halting', anHour: ({ busy }) => 25 * busy, lastsS: [8, 15], standsS: [3, 90] },
    ...{ width: [0.1, 0.35], slim: [0.7, 0.9], y: [0.5, 0.9] },
  },
  {
    ...{ kind: 'bus', anHour: ({ busy }) => 8 * busy, lastsS: [9, 15], standsS: [5, 60] },
    ...{ width: [0.5, 0.85], slim: [0.28, 0.4], y: [0.75, 0.95] },
  },
  {
    ...{ kind: 'parked', anHour: ({ busy }) => 1 + busy, lastsS: [20, 30], standsS: [600, 5000] },
    ...{ width: [0.1, 0.22], slim: [0.7, 0.9], y: [0.5, 0.8] },
  },
  {
    ...{ kind: 'person', anHour: ({ busy }) => 100 * busy, lastsS: [10, 30] },
    ...{ width: [0.02, 0.07], slim: [3.5, 5], y: [0.5, 0.95] },
  },
  {
    ...{ kind: 'close-person', anHour: ({ busy }) => 6 * busy, lastsS: [3, 9], standsS: [0, 8] },
    ...{ width: [0.15, 0.3], slim: [3, 5], y: [0.98, 1.1] },
  },
  {
    ...{ kind: 'insect', anHour: ({ isInfrared }) => (isInfrared ? 60 : 0), lastsS: [1, 6] },
    ...{ width: [0.02, 0.1], slim: [1.5, 1.8], y: [0.1, 0.9] },
  },
  {
    ...{ kind: 'spider', anHour: ({ isInfrared }) => (isInfrared ? 0.08 : 0), lastsS: [20, 60] },
    ...{ standsS: [200, 2400], width: [0.08, 0.2], slim: [1.5, 1.8], y: [0.2, 0.8] },
  },
  {
    ...{ kind: 'sweep', anHour: ({ isDark, busy }) => (isDark ? 3 + 60 * busy : 0) },
    ...{ lastsS: [2, 6], width: [0.15, 0.6], slim: [1.5, 1.8], y: [0.4, 0.7] },
  },
  {
    ...{ kind: 'lightning', anHour: ({ hour }) => (hour > 15 && hour < 23 ? 1.5 : 0) },
    ...{ lastsS: [0.3, 0.9], width: [1, 1], slim: [1, 1], y: [1, 1] },
  },
];

/** Streets by the clock, from midnight: the share of the rush hour's traffic. */
const BUSY = [
  ...[0.05, 0.02, 0, 0, 0.01, 0.08, 0.3, 0.8, 1, 0.7, 0.6, 0.6],
  ...[0.7, 0.6, 0.6, 0.6, 0.7, 0.9, 1, 0.8, 0.5, 0.35, 0.2, 0.1],
];

const HOUR_MS = 3_600_000;
/** Guests are drawn for so long at a time. */
const SPELL_MS = 900_000;
const LONGEST_MS = 5_100_000;

/** Who is before the camera at `ms`, the far ones first; `hourOf` tells the day's clock. */
export function guestsOf(
  camera: DayCamera,
  hourOf: (ms: number) => number,
): (ms: number) => readonly Guest[] {
  const spells = new Map<number, readonly Guest[]>();
  const guestsOfSpell = (index: number): readonly Guest[] => {
    const known = spells.get(index) ?? guestsIn(camera, index, hourOf(index * SPELL_MS));
    spells.set(index, known);
    return known;
  };
  return (ms) => {
    const last = Math.floor(ms / SPELL_MS);
    const first = Math.max(0, Math.floor((ms - LONGEST_MS) / SPELL_MS));
    for (const index of spells.keys()) if (index < first) spells.delete(index);
    const indices = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    return indices
      .flatMap((index) =>
        guestsOfSpell(index).filter(({ fromMs, toMs }) => ms >= fromMs && ms < toMs),
      )
      .sort((a, b) => a.y - b.y);
  };
}

/** Those who come in one spell of the stream. */
function guestsIn(camera: DayCamera, index: number, hour: number): readonly Guest[] {
  const dice = diceOf(random(camera.seed, 'guests', `${index}`));
  const isDark = hour < 5.5 || hour > 18.7;
  const busy = (BUSY[Math.floor(hour) % 24] ?? 0) * dice.between(0.4, 1);
  const when = { hour, busy, isDark, isInfrared: isDark && camera.night === 'infrared' };
  return HABITS.flatMap((habit) => {
    const expected = (habit.anHour(when) * SPELL_MS) / HOUR_MS;
    const count = Math.floor(expected) + (dice.chance(expected % 1) ? 1 : 0);
    return Array.from({ length: count }, () => guest(habit, index * SPELL_MS, dice));
  });
}

function guest(habit: Habit, spellMs: number, dice: Dice): Guest {
  const fromMs = spellMs + dice.between(0, SPELL_MS);
  const standsMs = habit.standsS === undefined ? 0 : 1000 * dice.between(...habit.standsS);
  const width = dice.between(...habit.width);
  return {
    ...{ kind: habit.kind, fromMs, standsMs, width, height: width * dice.between(...habit.slim) },
    toMs: fromMs + 1000 * dice.between(...habit.lastsS) + standsMs,
    ...{ x: dice.between(0.15, 0.85), y: dice.between(...habit.y), way: dice.pick([1, -1]) },
    ...{ tone: dice.between(0.08, 0.9), seed: dice.whole(0, 1e9) },
  };
}
