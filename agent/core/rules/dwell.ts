import { type DwellClock, slotSignal, stepClock } from './dwell-clock.ts';
import { labelShare } from './movers.ts';
import { type Places, stepPlaces } from './places.ts';
import type { DwellRule, RuleInput, RuleSignal, RuleStep } from './rule.ts';
import type { Slot } from './slot.ts';
import { exemptZones, isExempt } from './zones.ts';

/** Bound: see `Places`; one clock per slot. */
export interface DwellState {
  readonly places: Places;
  readonly clocks: Readonly<Record<string, DwellClock>>;
}

type Outcome = NonNullable<RuleSignal['outcome']>;

/**
 * One frame of a dwell rule: who stands in a zone, since when, and who left. A frame that is not later
 * than the last one changes nothing.
 */
export function stepDwell(
  rule: DwellRule,
  before: DwellState | undefined,
  input: RuleInput,
): RuleStep<DwellState> {
  if (before && input.mediaMs <= before.places.lastMs) return { state: before, signals: [] };
  const { places, seen, gone } = stepPlaces(rule, before?.places, input);
  const signals: RuleSignal[] = gone.flatMap(({ slot, outcome }) => {
    const clock = before?.clocks[slot.place];
    return clock?.suspectedMs === undefined
      ? []
      : [{ ...slotSignal('clear', slot, clock, slot.lastMs), outcome }];
  });
  const clocks: Record<string, DwellClock> = {};
  const ended = new Set(gone.map(({ slot }) => slot.place));
  for (const slot of places.slots) {
    const old = ended.has(slot.place) ? undefined : before?.clocks[slot.place];
    const start = old ?? { sinceMs: slot.sinceMs, hours: 0 };
    const { clock, types } = seen.has(slot.place)
      ? stepClock(limitsOf(rule, slot, input), start, input.mediaMs)
      : { clock: start, types: [] };
    clocks[slot.place] = clock;
    signals.push(...types.map((type) => slotSignal(type, slot, clock, input.mediaMs)));
  }
  return { state: { places, clocks }, signals };
}

/** Told to be of the rule's labels by less of all sights, something is not confirmed. */
const SURE = 0.9;

/**
 * What stays suspected: what one picture in ten calls by a name that is none of the rule's (a police vehicle that
 * is mostly a car), for the names of a whole stay tell more than those of a moment; and what by its steady box
 * stands where it may, though the box in which it stopped did not.
 */
function limitsOf(
  rule: DwellRule,
  slot: Slot,
  { local }: RuleInput,
): Pick<DwellRule, 'settleMs' | 'dwellMs'> {
  const { settleMs, dwellMs } = rule;
  const isSure =
    labelShare(slot, rule.labels) >= SURE && !isExempt(exemptZones(rule, local), slot.box);
  return { settleMs, dwellMs: isSure ? dwellMs : Number.POSITIVE_INFINITY };
}

/** Ends whatever was suspected, as of its last sight. */
export function endDwell(state: DwellState, outcome: Outcome): RuleSignal[] {
  return state.places.slots.flatMap((slot) => {
    const clock = state.clocks[slot.place];
    return clock?.suspectedMs === undefined
      ? []
      : [{ ...slotSignal('clear', slot, clock, slot.lastMs), outcome }];
  });
}
