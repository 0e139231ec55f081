import type { Box } from '../../agent/core/geometry/box.ts';
import type { Zone } from '../../agent/core/geometry/zone.ts';
import type {
  DwellRule,
  GroupRule,
  LookAnswer,
  Rule,
  RuleInput,
  RuleSignal,
  RuleState,
} from '../../agent/core/rules/rule.ts';
import { stepRule } from '../../agent/core/rules/step-rule.ts';
import type { LocalTime } from '../../agent/core/time/capture-utc.ts';
import type { Track } from '../../agent/core/tracking/track.ts';

/** The lower half of the picture. */
export const SIDEWALK: Zone = {
  id: 'sidewalk',
  kind: 'sidewalk',
  polygon: [
    [0.1, 0.5],
    [0.9, 0.5],
    [0.9, 1],
    [0.1, 1],
  ],
};

export const PARKING: DwellRule = {
  type: 'dwell',
  id: 'parking',
  violation: 'sidewalk-parking',
  labels: ['car', 'van', 'truck', 'bus'],
  minScore: 0.4,
  zones: [SIDEWALK],
  except: [],
  overlap: 0.5,
  settleMs: 15_000,
  dwellMs: 300_000,
  absenceMs: 150_000,
};

/** A stall: something that is sold from, with a seller and goods. */
export const STALL: GroupRule = {
  ...PARKING,
  type: 'group',
  id: 'stalls',
  violation: 'street-stall',
  labels: ['stall', 'umbrella', 'table'],
  zones: [{ ...SIDEWALK, id: 'walk' }],
  parts: [
    { name: 'seller', labels: ['person'], min: 1 },
    { name: 'goods', labels: ['table', 'bag', 'goods'], min: 1 },
  ],
  reach: 3.5,
};

export const NOON: LocalTime = { date: '2026-03-11', weekday: 3, minute: 720 };

export const RED = look(0.4, 0.1);
export const BLUE = look(-0.1, -0.4);

/** An appearance of one colour all over. */
function look(redGreen: number, yellowBlue: number): number[] {
  return [...Array.from({ length: 9 }, () => [redGreen, yellowBlue, 0]).flat(), 0];
}

/** A box of the given size that stands on the ground point (x, y). */
export function boxAt(x: number, y: number, width = 0.16, height = 0.12): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height, bottom: y };
}

/** Somebody in the street; undefined = not seen at this moment. */
export interface Actor {
  readonly label?: string;
  readonly at: (ms: number) => Box | undefined;
  readonly id: number | ((ms: number) => number);
  readonly score?: number | ((ms: number) => number);
  readonly look?: readonly number[] | ((ms: number) => readonly number[]);
}

/** Seconds between which something is so. */
export function during(ms: number, ...spans: readonly (readonly [from: number, to: number])[]) {
  return spans.some(([from, to]) => ms >= from * 1000 && ms < to * 1000);
}

/** Drives in from the left, stands at `x` from `stopS` to `goS`, drives off to the right. */
export function parks(x: number, y: number, stopS: number, goS: number): (ms: number) => Box {
  return (ms) => {
    const beforeS = Math.max(0, stopS - ms / 1000);
    const afterS = Math.max(0, ms / 1000 - goS);
    return boxAt(x + 0.15 * (afterS - beforeS), y);
  };
}

function valueAt<T>(value: T | ((ms: number) => T), ms: number): T {
  return typeof value === 'function' ? (value as (ms: number) => T)(ms) : value;
}

function trackOf(actor: Actor, ms: number): Track[] {
  const box = actor.at(ms);
  if (!box || box.right < 0 || box.left > 1) return [];
  const before = actor.at(ms - 200) ?? box;
  const label = actor.label ?? 'car';
  const speed = (a: number, b: number) => (a - b) / 0.2;
  const appearance = actor.look === undefined ? undefined : valueAt(actor.look, ms);
  return [
    {
      id: valueAt(actor.id, ms),
      label,
      labels: { [label]: 1 },
      score: valueAt(actor.score ?? 0.8, ms),
      box,
      velocity: [speed(box.left, before.left), speed(box.bottom, before.bottom)],
      bornMs: ms,
      seenMs: ms,
      seen: true,
      ...(appearance && { appearance }),
    },
  ];
}

export function inputAt(ms: number, actors: readonly Actor[], local = NOON): RuleInput {
  return { mediaMs: ms, local, tracks: actors.flatMap((actor) => trackOf(actor, ms)), looks: [] };
}

/** Steady times at a frame rate; seconds in, milliseconds out. */
export function frames(fromS: number, toS: number, fps: number): number[] {
  const count = Math.floor((toS - fromS) * fps);
  return Array.from({ length: count }, (_, n) => fromS * 1000 + (n * 1000) / fps);
}

export interface Played {
  readonly signals: readonly RuleSignal[];
  readonly state: RuleState | undefined;
  readonly largestState: number;
}

/** Plays inputs through a rule. The state goes through JSON at each step when `roundTrip` says so. */
export function play(
  rule: Rule,
  inputs: readonly RuleInput[],
  before?: RuleState,
  roundTrip = false,
): Played {
  let state = before;
  let largestState = 0;
  const signals: RuleSignal[] = [];
  inputs.forEach((input, n) => {
    const step = stepRule(rule, state, input);
    state = roundTrip ? JSON.parse(JSON.stringify(step.state)) : step.state;
    signals.push(...step.signals);
    if (n % 100 === 99) largestState = Math.max(largestState, JSON.stringify(state).length);
  });
  return { signals, state, largestState };
}

/** What a parking rule says of these actors until then. */
export function parkingSignals(
  actors: readonly Actor[],
  toS: number,
  fps = 2,
  rule: DwellRule = PARKING,
): readonly RuleSignal[] {
  const inputs = frames(0, toS, fps).map((ms) => inputAt(ms, actors));
  return play(rule, inputs).signals;
}

/** 'suspect@115' and so on: type and second, for tables. */
export function brief(signals: readonly RuleSignal[]): string[] {
  return signals.map(({ type, atMs, outcome }) => {
    const at = `${type}@${Math.round(atMs / 1000)}`;
    return outcome ? `${at} ${outcome}` : at;
  });
}

export function types(signals: readonly RuleSignal[]): string[] {
  return signals.map(({ type }) => type);
}

/** Numbers from 0 to 1, the same for the same seed (Mulberry32). */
export function dice(seed: number): () => number {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The box as a detector gives it: each edge off by up to `share` of the box. */
export function jitter(box: Box, share: number, roll: () => number): Box {
  const x = () => (roll() * 2 - 1) * share * (box.right - box.left);
  const y = () => (roll() * 2 - 1) * share * (box.bottom - box.top);
  return {
    left: box.left + x(),
    right: box.right + x(),
    top: box.top + y(),
    bottom: box.bottom + y(),
  };
}

/** A reading of one attribute. */
export function lookAt(
  trackId: number,
  second: number,
  attribute: string,
  states: Record<string, number>,
  quality = 0.9,
): LookAnswer {
  return { trackId, atMs: second * 1000, attribute, states, quality };
}
