import { groundStrip } from '../geometry/strip.ts';
import { type DwellClock, slotSignal, stepClock } from './dwell-clock.ts';
import { boxAround, groundOf, standingParts } from './part-sights.ts';
import { framesSince, isComplete, isImplied, partShares, togetherSince } from './parts.ts';
import { type Places, stepPlaces } from './places.ts';
import type { GroupRule, RuleInput, RuleSignal, RuleStep } from './rule.ts';
import { absence, type Scene, sceneOf } from './scene.ts';
import type { Slot } from './slot.ts';
import { type Anchor, isOver, lookAt, type Stand } from './stand.ts';
import { foreignTo, joinStands } from './stands.ts';

/** Bound: see `Places`; at most 128 stands, each with 13 buckets of evidence and 12 sights. */
export interface GroupState {
  readonly places: Places;
  readonly stands: readonly Stand[];
}

type Outcome = NonNullable<RuleSignal['outcome']>;

/**
 * A signal about the whole group: its box holds the anchors and the ground on which the parts stand (where
 * goods lie on a mat, a seller with his head would move its middle off them), and `overlap` is of the ground
 * strip, of one of them, that lies most in the zone.
 */
function groupSignal(
  rule: GroupRule,
  type: RuleSignal['type'],
  stand: Stand & { readonly clock: DwellClock },
  atMs: number,
): RuleSignal {
  const { place, lead, clock, evidence, observations, longestGapMs } = stand;
  const standing = standingParts(rule, stand.sights, atMs);
  const { ground, overlap } = groundOf(rule, lead, standing);
  // a stall is whole by its name: what else could be its goods may be a parked tricycle
  const added = standing.filter(({ part }) => {
    const wanted = rule.parts[part];
    return wanted !== undefined && !isImplied(wanted, lead);
  });
  const box = boxAround(
    stand.box,
    added.map((part) => groundStrip(part.box)),
  );
  const shares = partShares(rule, evidence);
  const parts = rule.parts.map(({ name }, at) => [name, Math.round((shares[at] ?? 0) * 100) / 100]);
  const whole = { ...lead, place, box, overlap, observations, longestGapMs };
  return slotSignal(type, whole, clock, atMs, { ground, parts: Object.fromEntries(parts) });
}

function clearOf(rule: GroupRule, stand: Stand, outcome: Outcome): RuleSignal[] {
  const { clock } = stand;
  if (clock?.suspectedMs === undefined) return [];
  const atMs = stand.lastMs ?? stand.anchorMs;
  return [{ ...groupSignal(rule, 'clear', { ...stand, clock }, atMs), outcome }];
}

interface StandStep {
  readonly stand: Stand;
  readonly signals: readonly RuleSignal[];
}

/** The clock of a stand of which an anchor was seen in this frame. */
function runClock(rule: GroupRule, stand: Stand, atMs: number): StandStep {
  const { evidence, clock: old, lead } = stand;
  if (!isComplete(rule, evidence, { stands: old !== undefined, lead }))
    return { stand, signals: [] };
  const sinceMs = Math.max(stand.sinceMs, togetherSince(rule, evidence));
  const { clock, types } = stepClock(rule, old ?? { sinceMs, hours: 0 }, atMs);
  const next = {
    ...stand,
    clock,
    lastMs: atMs,
    observations: old ? stand.observations + 1 : framesSince(evidence, sinceMs),
    longestGapMs: Math.max(stand.longestGapMs, atMs - (stand.lastMs ?? atMs)),
  };
  return { stand: next, signals: types.map((type) => groupSignal(rule, type, next, atMs)) };
}

/** The parts have been away for longer than something could have hidden them: the clock begins anew. */
function dissolve(rule: GroupRule, stand: Stand, scene: Scene): StandStep {
  const { clock: _, lastMs, ...rest } = stand;
  if (lastMs === undefined || scene.atMs - lastMs < rule.absenceMs) return { stand, signals: [] };
  const next = { ...rest, observations: 0, longestGapMs: 0 };
  return { stand: next, signals: clearOf(rule, stand, absence(scene)) };
}

/** How a stand ends, if it does. */
function fate(rule: GroupRule, stand: Stand, scene: Scene): Outcome | undefined {
  if (scene.openSince[stand.lead.zoneId] === undefined) return 'rule-off';
  return isOver(rule, stand, scene.atMs) ? absence(scene) : undefined;
}

function seenAnchors(
  stand: Stand,
  slots: readonly Slot[],
  seen: ReadonlySet<string>,
  { tracks }: RuleInput,
): Anchor[] {
  return slots.flatMap((slot) => {
    if (!stand.anchors.includes(slot.place) || !seen.has(slot.place)) return [];
    const track = tracks.find(({ id }) => id === slot.trackIds.at(-1));
    return track ? [{ slot, track }] : [];
  });
}

/** One frame of a group rule: anchors that stand in a zone, the stalls that they make, and the parts around them. */
export function stepGroup(
  rule: GroupRule,
  before: GroupState | undefined,
  input: RuleInput,
): RuleStep<GroupState> {
  const atMs = input.mediaMs;
  if (before && atMs <= before.places.lastMs) return { state: before, signals: [] };
  const scene = sceneOf(rule, before?.places, input);
  // a parasol, its table and the stall lie on one another, each of another look: the place tells, not the look
  const plain = { ...input, tracks: input.tracks.map(({ appearance: _, ...track }) => track) };
  const { places, seen } = stepPlaces(rule, before?.places, plain);
  const { slots } = places;
  const all = joinStands(before?.stands ?? [], slots, seen, atMs);
  const signals: RuleSignal[] = [];
  const stands = all.flatMap((stand): Stand[] => {
    const anchors = seenAnchors(stand, slots, seen, input);
    const foreign = foreignTo(rule, stand, all, slots);
    const looked = lookAt(rule, stand, anchors, scene, input.tracks, foreign);
    const end = fate(rule, looked, scene);
    if (end) {
      signals.push(...clearOf(rule, looked, end));
      return [];
    }
    const met = anchors.length > 0 ? runClock(rule, looked, atMs) : { stand: looked, signals: [] };
    const rest = dissolve(rule, met.stand, scene);
    signals.push(...met.signals, ...rest.signals);
    return [rest.stand];
  });
  return { state: { places, stands }, signals };
}

/** Ends whatever was suspected, as of its last sight. */
export function endGroup(rule: GroupRule, state: GroupState, outcome: Outcome): RuleSignal[] {
  return state.stands.flatMap((stand) => clearOf(rule, stand, outcome));
}
