import { isCarried, isOneStall } from './carried.ts';
import { type DwellClock, slotSignal, stepClock } from './dwell-clock.ts';
import { boxAround, groundOf, type PartSight, seeParts, standingParts } from './part-sights.ts';
import {
  addEvidence,
  framesSince,
  isComplete,
  type PartEvidence,
  partShares,
  partsNear,
  togetherSince,
} from './parts.ts';
import { type Places, stepPlaces } from './places.ts';
import type { GroupRule, RuleInput, RuleSignal, RuleStep } from './rule.ts';
import type { Slot } from './slot.ts';
import { exemptZones } from './zones.ts';

/** One anchor with its parts. `clock` runs while the group is complete. */
interface Gathering {
  readonly evidence: PartEvidence;
  /** At most 12. */
  readonly sights: readonly PartSight[];
  readonly clock?: DwellClock;
  /** When it was last complete, and the anchor seen. */
  readonly lastMs?: number;
  /** Frames in which it was, since the clock runs. */
  readonly observations: number;
  /** Longest time in which it was not, since the clock runs. */
  readonly longestGapMs: number;
}

const NOTHING: Gathering = { evidence: [], sights: [], observations: 0, longestGapMs: 0 };

/** Bound: see `Places`; one gathering of at most 13 buckets and 12 sights per slot. */
export interface GroupState {
  readonly places: Places;
  readonly gatherings: Readonly<Record<string, Gathering>>;
}

type Outcome = NonNullable<RuleSignal['outcome']>;

/**
 * A signal about the whole group: its box holds the anchor and the parts that stand there, and `overlap` is
 * of the ground strip, of one of them, that lies most in the zone.
 */
function groupSignal(
  rule: GroupRule,
  type: RuleSignal['type'],
  slot: Slot,
  { evidence, sights, clock, observations, longestGapMs }: Gathering & { clock: DwellClock },
  atMs: number,
): RuleSignal {
  const standing = standingParts(rule, sights, atMs);
  const { ground, overlap } = groundOf(rule, slot, standing);
  const box = boxAround(
    slot.box,
    standing.map((part) => part.box),
  );
  const shares = partShares(rule, evidence);
  const parts = rule.parts.map(({ name }, at) => [name, Math.round((shares[at] ?? 0) * 100) / 100]);
  const whole = { ...slot, box, overlap, observations, longestGapMs };
  return slotSignal(type, whole, clock, atMs, { ground, parts: Object.fromEntries(parts) });
}

function clearOf(
  rule: GroupRule,
  slot: Slot,
  old: Gathering | undefined,
  outcome: Outcome,
): RuleSignal[] {
  const clock = old?.clock;
  if (clock?.suspectedMs === undefined) return [];
  const atMs = old?.lastMs ?? slot.lastMs;
  return [{ ...groupSignal(rule, 'clear', slot, { ...NOTHING, ...old, clock }, atMs), outcome }];
}

/** One anchor that was seen in this frame. */
function gather(
  rule: GroupRule,
  slot: Slot,
  old: Gathering,
  input: RuleInput,
  mayBegin: boolean,
): { next: Gathering; signals: RuleSignal[] } {
  const atMs = input.mediaMs;
  const anchor = { box: slot.box, id: slot.trackIds.at(-1) };
  const exempt = exemptZones(rule, input.local);
  const carried = isCarried(rule, anchor, input.tracks);
  const found = carried ? [] : partsNear(rule, anchor, input.tracks, exempt);
  const evidence = addEvidence(rule, old.evidence, carried ? 'carried' : found, atMs);
  const sights = seeParts(old.sights, found, atMs);
  const idle = old.clock === undefined && !mayBegin;
  if (idle || !isComplete(rule, evidence, old.clock !== undefined)) {
    return { next: { ...old, evidence, sights }, signals: [] };
  }
  const sinceMs = Math.max(slot.sinceMs, togetherSince(rule, evidence));
  const { clock, types } = stepClock(rule, old.clock ?? { sinceMs, hours: 0 }, atMs);
  const next = {
    evidence,
    sights,
    clock,
    lastMs: atMs,
    observations: old.clock ? old.observations + 1 : framesSince(evidence, sinceMs),
    longestGapMs: Math.max(old.longestGapMs, atMs - (old.lastMs ?? atMs)),
  };
  return { next, signals: types.map((type) => groupSignal(rule, type, slot, next, atMs)) };
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
  const { evidence, sights } = next;
  return { next: { ...NOTHING, evidence, sights }, signals: clearOf(rule, slot, next, 'left') };
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
    const known = ended.has(slot.place) ? undefined : before?.gatherings[slot.place];
    const old = known ?? NOTHING;
    // a parasol and the table under it are one stall: the first that was complete stands for both
    const mayBegin = places.slots.every(
      (other) =>
        other.place === slot.place ||
        (gatherings[other.place] ?? before?.gatherings[other.place])?.clock === undefined ||
        !isOneStall(other.box, slot.box),
    );
    const met = seen.has(slot.place)
      ? gather(rule, slot, old, input, mayBegin)
      : { next: old, signals: [] };
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
