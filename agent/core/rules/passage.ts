import { type Box, footpoint } from '../geometry/box.ts';
import type { Point } from '../geometry/polygon.ts';
import type { Track } from '../tracking/track.ts';
import { type Fused, posterior } from './fuse.ts';
import type { AttributeRule, FinishedPassage, Subject } from './rule.ts';

/** One object on its way through the picture, or through the rule's zones. */
export interface Passage {
  readonly trackId: number;
  readonly label: string;
  readonly box: Box;
  readonly zoneId?: string;
  readonly fromMs: number;
  /** Last time inside. */
  readonly toMs: number;
  readonly from: Point;
  readonly to: Point;
  readonly looks: Readonly<Record<string, Fused>>;
  readonly firedMs?: number;
}

/** The passage after one more sight of its object inside. */
export function seePassage(
  before: Passage | undefined,
  track: Track,
  zoneId: string | undefined,
  atMs: number,
): Passage {
  const to = footpoint(track.box);
  return {
    // the tracker waits a few frames before it reports an object
    fromMs: zoneId === undefined ? Math.min(atMs, track.bornMs) : atMs,
    from: to,
    looks: {},
    ...before,
    trackId: track.id,
    label: track.label,
    box: track.box,
    ...(zoneId !== undefined && { zoneId }),
    toMs: atMs,
    to,
  };
}

export function placeOf(passage: Passage): string {
  return `passage/${passage.trackId}.${Math.round(passage.fromMs / 1000)}`;
}

export function subjectOf(passage: Passage): Subject {
  const { label, box, trackIds, zoneId } = { ...passage, trackIds: [passage.trackId] };
  return { label, box, trackIds, ...(zoneId !== undefined && { zoneId }) };
}

/** Attribute -> likeliest state, its posterior, and the number of usable looks. */
export function statesOf(
  rule: AttributeRule,
  passage: Passage,
): Record<string, { state: string; posterior: number; looks: number }> {
  const read = Object.keys(rule.when).flatMap((attribute) => {
    const fused = passage.looks[attribute];
    const best = fused && Object.entries(posterior(fused)).sort((a, b) => b[1] - a[1])[0];
    if (!best) return [];
    const [state, share] = best;
    const looks = fused.times.length;
    return [[attribute, { state, posterior: Math.round(share * 1000) / 1000, looks }] as const];
  });
  return Object.fromEntries(read);
}

/** What is told of a passage when it is over, with or without a violation. */
export function finish(rule: AttributeRule, passage: Passage): FinishedPassage {
  const { trackId, label, fromMs, toMs, from, to, zoneId } = passage;
  return {
    place: placeOf(passage),
    trackId,
    label,
    fromMs,
    toMs,
    from,
    to,
    ...(zoneId !== undefined && { zoneId }),
    states: statesOf(rule, passage),
    fired: passage.firedMs !== undefined,
  };
}
