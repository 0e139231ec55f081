import type { Episode, EpisodeState } from '../episodes/episode.ts';
import {
  addPlateLook,
  betterKnown,
  type FusedPlate,
  joinPlates,
  type PlateLook,
  plateOf,
} from '../plates/fuse-plates.ts';
import type { Rule, RuleSignal, Subject } from '../rules/rule.ts';
import type { Track } from '../tracking/track.ts';

/** What is known of the plates of objects, by track id. Bound: `MAX_PLATES`. */
export type TrackPlates = Readonly<Record<string, TrackPlate>>;

interface TrackPlate {
  readonly fused: FusedPlate;
  /** When the object was last followed, or spoken of by an episode. */
  readonly lastMs: number;
}

/** Late signals (a passage that ends) still speak of an object after it has gone. */
const KEPT_MS = 60_000;
const MAX_PLATES = 256;

/** Adds the looks' answers, and forgets objects that nobody speaks of any more. */
export function stepPlates(
  before: TrackPlates,
  looks: readonly PlateLook[],
  alive: ReadonlySet<number>,
  mediaMs: number,
): TrackPlates {
  const next = new Map(Object.entries(before));
  for (const look of looks) {
    const known = next.get(String(look.trackId));
    next.set(String(look.trackId), { fused: addPlateLook(known?.fused, look), lastMs: mediaMs });
  }
  const kept = [...next].flatMap(([id, plate]): [string, TrackPlate][] => {
    if (alive.has(Number(id))) return [[id, { ...plate, lastMs: mediaMs }]];
    return mediaMs - plate.lastMs < KEPT_MS ? [[id, plate]] : [];
  });
  const byAge = kept.sort(([, a], [, b]) => a.lastMs - b.lastMs);
  return Object.fromEntries(byAge.slice(-MAX_PLATES));
}

/** The objects that are followed, or that open episodes speak of. */
export function aliveIds(
  tracks: readonly Track[],
  episodes: Readonly<Record<string, EpisodeState>>,
): ReadonlySet<number> {
  const spoken = Object.values(episodes).flatMap(({ open }) =>
    Object.values(open).flatMap(({ subject }) => subject.trackIds),
  );
  return new Set([...tracks.map(({ id }) => id), ...spoken]);
}

/**
 * The objects whose plates are worth a look: those that a passage rule looks at anyway, and those that another
 * rule has come to suspect. Not every car that drives by: a look costs a decode.
 */
export function plateTracks(
  rules: readonly { readonly rule: Rule }[],
  tracks: readonly Track[],
  episodes: Readonly<Record<string, EpisodeState>>,
): ReadonlySet<number> {
  const wanting = rules.filter(({ rule }) => rule.plate === true);
  const ids = wanting.flatMap(({ rule }) => {
    if (rule.type === 'attribute')
      return tracks
        .filter(({ labels }) => rule.labels.some((label) => (labels[label] ?? 0) > 0))
        .map(({ id }) => id);
    const open = Object.values(episodes[rule.id]?.open ?? {});
    return open.flatMap(({ subject }) => subject.trackIds);
  });
  return new Set(ids);
}

/** A rule's signals with the plates of what they speak of, and an update for each plate read since. */
export function signalsWithPlates(
  signals: readonly RuleSignal[],
  open: readonly Episode[],
  plates: TrackPlates,
  { mediaMs, leastConfidence }: { readonly mediaMs: number; readonly leastConfidence: number },
): readonly RuleSignal[] {
  const fusedOf = ({ trackIds }: Subject): FusedPlate | undefined =>
    joinPlates(trackIds.flatMap((id) => plates[id]?.fused ?? []));
  const withPlate = (subject: Subject): Subject => {
    const fused = fusedOf(subject);
    if (fused === undefined) return subject;
    const plate = plateOf(fused, leastConfidence);
    // one that cannot be read is still one that a person may want to see
    const { shots = [] } = fused;
    return {
      ...subject,
      ...(plate !== undefined && { plate }),
      ...(shots.length > 0 && { plateShots: shots }),
    };
  };
  const told = signals.map(
    (signal): RuleSignal => ({ ...signal, subject: withPlate(signal.subject) }),
  );
  const spoken = new Set(signals.map(({ place }) => place));
  const read = open.flatMap((episode): RuleSignal[] => {
    const { place, sinceMs, subject } = episode;
    if (spoken.has(place)) return [];
    const now = withPlate(subject);
    const known = betterKnown(subject.plate, now.plate);
    if (known === undefined || known.text === subject.plate?.text) return [];
    return [
      {
        type: 'update',
        place,
        sinceMs,
        atMs: mediaMs,
        subject: { ...now, plate: known },
        facts: {},
      },
    ];
  });
  return [...told, ...read];
}
