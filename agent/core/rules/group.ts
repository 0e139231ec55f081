import { type DwellClock, slotSignal, stepClock } from './dwell-clock.ts';
import {
  addEvidence,
  countParts,
  isComplete,
  type PartEvidence,
  partShares,
  togetherSince,
} from './parts.ts';
import { type Places, stepPlaces } from './places.ts';
import type { GroupRule, RuleInput, RuleSignal, RuleStep } from './rule.ts';
import type { Slot } from './slot.ts';

/** One anchor with its parts. `clock` runs while the group is complete. */
interface Gathering {
  readonly evidence: PartEvidence;
  readonly clock?: DwellClock;
  /** When it was last complete, and the anchor seen. */
  readonly lastMs?: number;
}

/** Bound: see `Places`; one gathering of at most 13 buckets per slot. */
export interface GroupState {
  readonly places: Places;
  readonly gatherings: Readonly<Record<string, Gathering>>;
}

type Outcome = NonNullable<RuleSignal['outcome']>;

function partFacts(rule: GroupRule, evidence: PartEvidence): Record<string, unknown> {
  const shares = partShares(rule, evidence);
  const parts = rule.parts.map(({ name }, at) => [name, Math.round((shares[at] ?? 0) * 100) / 100]);
  return { parts: Object.fromEntries(parts) };
}

function clearOf(
  rule: GroupRule,
  slot: Slot,
  old: Gathering | undefined,
  outcome: Outcome,
): RuleSignal[] {
  if (old?.clock?.suspectedMs === undefined) return [];
  const atMs = old.lastMs ?? slot.lastMs;
  const facts = partFacts(rule, old.evidence);
  return [{ ...slotSignal('clear', slot, old.clock, atMs, facts), outcome }];
}

/** One anchor that was seen in this frame. */
function gather(
  rule: GroupRule,
  slot: Slot,
  old: Gathering | undefined,
  input: RuleInput,
): { next: Gathering; signals: RuleSignal[] } {
  const atMs = input.mediaMs;
  const found = countParts(rule, slot, input.tracks);
  const evidence = addEvidence(rule, old?.evidence ?? [], found, atMs);
  if (!isComplete(rule, evidence, old?.clock !== undefined)) {
    return { next: { ...old, evidence }, signals: [] };
  }
  const sinceMs = Math.max(slot.sinceMs, togetherSince(rule, evidence));
  const { clock, types } = stepClock(rule, old?.clock ?? { sinceMs, hours: 0 }, atMs);
  const facts = partFacts(rule, evidence);
  return {
    next: { evidence, clock, lastMs: atMs },
    signals: types.map((type) => slotSignal(type, slot, clock, atMs, facts)),
  };
}

/** The parts have been away for longer than something could have hidden them. */
function dissolve(
  rule: GroupRule,
  slot: Slot,
  next: Gathering,
  atMs: number,
): { next: Gathering; signals: RuleSignal[] } {
  if (next.lastMs === undefined || atMs - next.lastMs < rule.absenceMs)
    return { next, signals: [] };
  return { next: { evidence: next.evidence }, signals: clearOf(rule, slot, next, 'left') };
}

/** One frame of a group rule: an anchor that stands in a zone, and its parts around it. */
export function stepGroup(
  rule: GroupRule,
  before: GroupState | undefined,
  input: RuleInput,
): RuleStep<GroupState> {
  if (before && input.mediaMs <= before.places.lastMs) return { state: before, signals: [] };
  const { places, seen, gone } = stepPlaces(rule, before?.places, input);
  const ended = new Set(gone.map(({ slot }) => slot.place));
  const signals = gone.flatMap(({ slot, outcome }) =>
    clearOf(rule, slot, before?.gatherings[slot.place], outcome),
  );
  const gatherings: Record<string, Gathering> = {};
  for (const slot of places.slots) {
    const old = ended.has(slot.place) ? undefined : before?.gatherings[slot.place];
    const met = seen.has(slot.place)
      ? gather(rule, slot, old, input)
      : { next: old ?? { evidence: [] }, signals: [] };
    const rest = dissolve(rule, slot, met.next, input.mediaMs);
    gatherings[slot.place] = rest.next;
    signals.push(...met.signals, ...rest.signals);
  }
  return { state: { places, gatherings }, signals };
}

/** Ends whatever was suspected, as of its last sight. */
export function endGroup(rule: GroupRule, state: GroupState, outcome: Outcome): RuleSignal[] {
  return state.places.slots.flatMap((slot) =>
    clearOf(rule, slot, state.gatherings[slot.place], outcome),
  );
}
