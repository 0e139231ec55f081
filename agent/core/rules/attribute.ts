import type { Zone } from '../geometry/zone.ts';
import type { Track } from '../tracking/track.ts';
import { addCloseShot } from '../vision/close-shot.ts';
import { addLook, massOf } from './fuse.ts';
import { counts } from './movers.ts';
import {
  finish,
  isOdd,
  lostPassage,
  type Passage,
  placeOf,
  seePassage,
  statesOf,
  subjectOf,
} from './passage.ts';
import type { AttributeRule, LookAnswer, RuleInput, RuleSignal, RuleStep } from './rule.ts';
import { bestZone, ignoreZones, isExempt, openZones } from './zones.ts';

/** Bound: `MAX_PASSAGES` passages, each of at most 32 looks per attribute of the rule. */
export interface AttributeState {
  readonly passages: readonly Passage[];
}

const MAX_PASSAGES = 128;
/** Looks are cut from another stream than the frames: their times may lie a little beside. */
const SLACK_MS = 500;
/** Share of the ground strip that must be in a zone. */
const INSIDE = 0.5;

/** By the first of their track ids. */
type Passages = ReadonlyMap<number, Passage>;

function passageOf(passages: Passages, trackId: number): Passage | undefined {
  return (
    passages.get(trackId) ?? [...passages.values()].find((one) => one.trackIds.includes(trackId))
  );
}

function withPassage(passages: Map<number, Passage>, passage: Passage): void {
  passages.set(passage.trackIds[0] ?? 0, passage);
}

/** The zone that the track is in; 'everywhere' where the rule names none; undefined when it is outside. */
function whereIs(zones: readonly Zone[], anyZone: boolean, track: Track): string | undefined {
  if (isExempt(ignoreZones(zones), track.box)) return undefined;
  if (!anyZone) return 'everywhere';
  const hit = bestZone(zones, track.box);
  return hit && hit.share >= INSIDE ? hit.zone.id : undefined;
}

function seeTracks(rule: AttributeRule, before: Passages, input: RuleInput): Passages {
  const zones = openZones(rule.zones, rule.calendar, input.local);
  // judged on all zones: one that is closed now must not open the whole picture
  const anyZone = rule.zones.some((zone) => zone.kind !== 'ignore');
  const passages = new Map(before);
  const seenIds = new Set(input.tracks.flatMap(({ id, seen }) => (seen ? [id] : [])));
  for (const track of input.tracks) {
    const own = passageOf(passages, track.id);
    if (!counts(rule, track, own !== undefined) || (own && isOdd(own, track))) continue;
    const where = whereIs(zones, anyZone, track);
    if (where === undefined) continue;
    const zoneId = anyZone ? where : undefined;
    const old = own ?? lostPassage(passages.values(), track, seenIds, input.mediaMs);
    withPassage(passages, seePassage(old, track, zoneId, input.mediaMs));
  }
  return passages;
}

/** Looks in the order of their pictures, those of one picture together. */
function byPicture(looks: readonly LookAnswer[]): LookAnswer[][] {
  const groups = new Map<string, LookAnswer[]>();
  for (const look of [...looks].sort((a, b) => a.atMs - b.atMs)) {
    const key = `${look.trackId}/${look.atMs}`;
    groups.set(key, [...(groups.get(key) ?? []), look]);
  }
  return [...groups.values()];
}

/** Product over the attributes of the summed probability of their states; 0 while looks are missing. */
function verdict(rule: AttributeRule, passage: Passage): number {
  let share = 1;
  for (const [attribute, states] of Object.entries(rule.when)) {
    const fused = passage.looks[attribute];
    if (!fused || fused.times.length < Math.max(1, rule.minLooks)) return 0;
    share *= massOf(fused, states);
  }
  return Object.keys(rule.when).length === 0 ? 0 : share;
}

function withLooks(rule: AttributeRule, passage: Passage, looks: readonly LookAnswer[]): Passage {
  const fused = { ...passage.looks };
  let { shots = [] } = passage;
  for (const look of looks) {
    // what the rule does not ask for is not kept
    if (!(look.attribute in rule.when)) continue;
    if (look.atMs < passage.fromMs - SLACK_MS || look.atMs > passage.toMs + SLACK_MS) continue;
    fused[look.attribute] = addLook(fused[look.attribute], look);
    const { atMs, box, quality } = look;
    if (box !== undefined) shots = addCloseShot(shots, { atMs, box, quality });
  }
  return { ...passage, looks: fused, shots };
}

function signalOf(
  rule: AttributeRule,
  type: RuleSignal['type'],
  passage: Passage,
  { atMs, box }: Pick<LookAnswer, 'atMs' | 'box'>,
): RuleSignal {
  return {
    type,
    place: placeOf(passage),
    sinceMs: passage.fromMs,
    atMs,
    subject: { ...subjectOf(passage), ...(box && { box }) },
    facts: {
      label: passage.label,
      posterior: Math.round(verdict(rule, passage) * 1000) / 1000,
      states: statesOf(rule, passage),
      fromMs: Math.round(passage.fromMs),
      toMs: Math.round(passage.toMs),
      from: passage.from.map(toShare),
      to: passage.to.map(toShare),
    },
  };
}

/**
 * One frame, or one batch of late answers, of an attribute rule. Decides at most once per passage, as of
 * the look that decided. Looks at objects it does not know, or at moments when they were outside, are dropped.
 */
export function stepAttribute(
  rule: AttributeRule,
  before: AttributeState | undefined,
  input: RuleInput,
): RuleStep<AttributeState> {
  const known = new Map<number, Passage>();
  for (const passage of before?.passages ?? []) withPassage(known, passage);
  const passages = new Map(seeTracks(rule, known, input));
  const signals: RuleSignal[] = [];
  for (const looks of byPicture(input.looks)) {
    const [first] = looks;
    const old = first && passageOf(passages, first.trackId);
    if (!old) continue;
    let passage = withLooks(rule, old, looks);
    if (passage.firedMs === undefined && verdict(rule, passage) >= rule.posterior) {
      passage = { ...passage, firedMs: first.atMs };
      signals.push(signalOf(rule, 'suspect', passage, first));
      signals.push(signalOf(rule, 'confirm', passage, first));
    }
    withPassage(passages, passage);
  }
  const all = [...passages.values()].sort((a, b) => a.toMs - b.toMs);
  const surplus = all.length - MAX_PASSAGES;
  const isOver = (passage: Passage, at: number) =>
    at < surplus || input.mediaMs - passage.toMs >= rule.lateMs;
  const over = all.filter(isOver);
  return {
    state: { passages: all.filter((passage, at) => !isOver(passage, at)) },
    signals: [...signals, ...endAttribute(rule, { passages: over }, 'passed')],
    passages: over.map((passage) => finish(rule, passage)),
  };
}

/** A ten-thousandth of the picture is less than a pixel. */
function toShare(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Ends what had fired. */
export function endAttribute(
  rule: AttributeRule,
  state: AttributeState,
  outcome: NonNullable<RuleSignal['outcome']>,
): RuleSignal[] {
  return state.passages
    .filter((passage) => passage.firedMs !== undefined)
    .map((passage) => ({
      ...signalOf(rule, 'clear', passage, { atMs: clearMs(passage) }),
      outcome,
    }));
}

/** It may have fired on a picture later than the last frame that the rule saw it in. */
function clearMs(passage: Passage): number {
  return Math.max(passage.toMs, passage.firedMs ?? 0);
}
