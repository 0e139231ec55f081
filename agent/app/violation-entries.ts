import { isoAt } from '../adapters/clock/clock.ts';
import { idOf } from '../adapters/clock/ids.ts';
import { encodeEvent } from '../core/events/cloud-event.ts';
import {
  type EvidenceBlock,
  type ViolationData,
  violationEvent,
} from '../core/events/violation.ts';
import { clockFacts } from '../core/evidence/clock-facts.ts';
import type { Zone } from '../core/geometry/zone.ts';
import { trackLine } from '../core/rules/way.ts';
import type { Placement } from '../core/scene/placement.ts';
import type { WrittenPackage } from '../ports/evidence.ts';
import type { OutboxEntry } from '../ports/outbox.ts';
import type { CameraCard } from './camera-cards.ts';
import type { PackagesByTarget } from './desk.ts';
import { keyOf, type PendingChange } from './journal.ts';

export interface EntryTarget {
  readonly name: string;
  /** Files go out too, not the event alone. */
  readonly media: boolean;
  wants(camera: string, violation: string): boolean;
}

export interface EntryMakerDeps {
  readonly site: string;
  readonly node: string;
  readonly timezone: string;
  readonly targets: readonly EntryTarget[];
  card(camera: string): CameraCard;
  utcMs(): number;
  /** The next number of a camera's events. */
  nextSequence(camera: string, key: string): Promise<number>;
}

export interface EntryMaker {
  /** The outbox entries of one change: an event per target that wants it, then the package's files. */
  make(pending: PendingChange, packages?: PackagesByTarget): Promise<readonly OutboxEntry[]>;
}

export function entryMaker(deps: EntryMakerDeps): EntryMaker {
  return {
    make: async (pending, packages) => {
      const { violation } = pending;
      const targets = deps.targets.filter((one) => one.wants(pending.camera, violation));
      if (!pending.change.tell || targets.length === 0) return [];
      const sequence = await deps.nextSequence(pending.camera, keyOf(pending));
      return targets.flatMap(({ name, media }) => {
        const made = packages?.get(name);
        return [
          eventEntry(deps, pending, { target: name, sequence, made }),
          ...(made !== undefined && media ? fileEntries(deps, pending, name, made) : []),
        ];
      });
    },
  };
}

/** What a reviewer reads of a change: the rule's facts, what it is about and how it ended. */
export function factsOf({ change, placement }: PendingChange): Readonly<Record<string, unknown>> {
  const { episode, outcome } = change;
  const { plate, box, way = [] } = episode.subject;
  const { left, top, right, bottom } = box;
  return {
    ...episode.facts,
    label: episode.subject.label,
    box: [left, top, right, bottom].map((share) => Math.round(share * 1e4) / 1e4),
    ...(way.length > 0 && { track: trackLine(way) }),
    warned: episode.warned,
    ...(plate !== undefined && { plate: plate.text }),
    ...(plate?.color !== undefined && { plateColor: plate.color }),
    ...(outcome !== undefined && { outcome }),
    ...(placement && { zonePlacement: rounded(placement) }),
  };
}

/** Fine enough for a hundredth of a pixel in 4K. */
function rounded(placement: Placement): Placement {
  const parts = Object.entries(placement).map(([part, value]) => [
    part,
    Math.round(value * 1e6) / 1e6,
  ]);
  return Object.fromEntries(parts) as Placement;
}

/** The data of an event without its evidence block; the same as facts.json of its package. */
export function violationData(
  pending: PendingChange,
  card: CameraCard,
  evidenceUse: 'clue' | 'penalty',
): ViolationData {
  const { camera, capture, clock, violation, change } = pending;
  const zone = card.zones.find(({ id }) => id === change.episode.subject.zoneId);
  const classification = card.classifications[change.ruleId];
  return {
    kind: violation,
    stage: change.stage,
    evidenceUse,
    camera,
    ...(zone !== undefined && { zone: zoneCard(zone) }),
    ...(card.place !== undefined && { place: card.place }),
    clock: clockFacts(capture, clock),
    facts: factsOf(pending),
    ...(change.episode.subject.plate !== undefined && { plate: change.episode.subject.plate }),
    ...(classification !== undefined && { classification }),
  };
}

interface EventOf {
  readonly target: string;
  readonly sequence: number;
  readonly made: WrittenPackage | undefined;
}

function eventEntry(
  deps: EntryMakerDeps,
  pending: PendingChange,
  { target, sequence, made }: EventOf,
): OutboxEntry {
  const { change, camera, capture } = pending;
  const { episode, stage } = change;
  // one name for the event and its package: so it is known of a package whether it was acknowledged
  const id = made?.packageId ?? idOf(capture.utcMs, episode.id, stage, episode.revision);
  const { site, node, timezone } = deps;
  const envelope = { id, site, node, time: isoAt(capture.utcMs, timezone), sequence };
  const data = violationData(pending, deps.card(camera), made?.evidenceUse ?? 'clue');
  const encoded = (evidence: EvidenceBlock | undefined): string => {
    const whole = { ...data, ...(evidence !== undefined && { evidence }) };
    return encodeEvent(violationEvent(envelope, episode.id, whole));
  };
  const body = made === undefined ? encoded(undefined) : withEvidence(made, encoded);
  const createdUtcMs = deps.utcMs();
  return {
    kind: 'event',
    id,
    target,
    group: episode.id,
    createdUtcMs,
    topic: `evt/${camera}`,
    body,
  };
}

/** A manifest that is too large for an event stays in the package; its hash goes out all the same. */
function withEvidence(made: WrittenPackage, encoded: (evidence: EvidenceBlock) => string): string {
  const block = evidenceBlock(made);
  try {
    return encoded(block);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return encoded({ ...block, dsse: null });
  }
}

function zoneCard({ id, kind, gridCode, road }: Zone): NonNullable<ViolationData['zone']> {
  return {
    id,
    kind,
    ...(gridCode !== undefined && { gridCode }),
    ...(road !== undefined && { road }),
  };
}

function evidenceBlock({ packageId, manifestSha256, dsse, media }: WrittenPackage): EvidenceBlock {
  return {
    packageId,
    manifestSha256,
    dsse,
    media: media.map(({ id, role, sha256, bytes, mime }) => ({
      id,
      role,
      sha256,
      bytes,
      mime,
      uri: `sha256:${sha256}`,
    })),
  };
}

function fileEntries(
  deps: EntryMakerDeps,
  { camera, change }: PendingChange,
  target: string,
  made: WrittenPackage,
): OutboxEntry[] {
  const mimes = new Map(made.media.map(({ sha256, mime }) => [sha256, mime]));
  return made.files.map(({ name, sha256, bytes }) => ({
    kind: 'media',
    id: `${made.packageId}/${name}`,
    target,
    group: `${made.packageId}/${name}`,
    createdUtcMs: deps.utcMs(),
    path: `${made.directory}/${name}`,
    sha256,
    bytes,
    mime: mimes.get(sha256) ?? 'application/octet-stream',
    name: `${made.packageId}/${name}`,
    episode: change.episode.id,
    camera,
    packageId: made.packageId,
  }));
}
