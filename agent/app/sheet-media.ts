import { readFile } from 'node:fs/promises';
import type { SheetInput, SheetPicture } from '../adapters/pictures/sheet-input.ts';
import { type DrawnSheet, sheetAside } from '../adapters/pictures/sheet-process.ts';
import type { EvidenceUse } from '../core/evidence/completeness.ts';
import type { Zone } from '../core/geometry/zone.ts';
import { boxOnWay, trackLine } from '../core/rules/way.ts';
import { IN_PLACE, placed } from '../core/scene/placement.ts';
import { AgentError } from '../ports/errors.ts';
import type { Media } from '../ports/evidence.ts';
import type { CameraCard } from './camera-cards.ts';
import { type EpisodeMedia, sha256Of } from './evidence-media.ts';
import type { PendingChange } from './journal.ts';
import { copyOf, type ReviewState } from './review/review-media.ts';
import { factsOf } from './violation-entries.ts';

/** In the order in which they are shown. */
const TITLES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'panorama-first': { zh: '全景一', en: 'Panorama, first' },
  'panorama-last': { zh: '全景二', en: 'Panorama, last' },
  closeup: { zh: '特写', en: 'Close-up' },
  plate: { zh: '号牌', en: 'Plate' },
};

export interface SheetJob {
  readonly pending: PendingChange;
  readonly media: EpisodeMedia;
  readonly card: CameraCard;
  readonly evidenceId: string;
  readonly timezone: string;
  readonly use: EvidenceUse;
  readonly review: ReviewState;
}

/** A photograph, and the file of it that is shown. */
interface Shown {
  readonly original: Media;
  readonly file: Media;
}

/**
 * The 2 x 2 sheet for a person's first look, and every picture with a strip below it; derived, never evidence by
 * themselves. They are made of the review copies, where copies are made at all, and not without them. What
 * stands in their way is returned in words: a package without them is still one.
 */
export async function addSheet(job: SheetJob): Promise<readonly string[]> {
  const shown = await shownPictures(job);
  if (shown.length === 0) return [];
  try {
    await keep(job, shown, await sheetAside(await sheetInput(job, shown)));
    return [];
  } catch (error) {
    if (!(error instanceof AgentError)) throw error;
    return [`sheet: ${error.message}`];
  }
}

async function shownPictures({ media, review }: SheetJob): Promise<readonly Shown[]> {
  const all = await media.list();
  const named = (role: string) => all.find((one) => one.role === role);
  return Object.keys(TITLES).flatMap((role) => {
    const original = named(role);
    const file = review.copies === 'off' ? original : named(copyOf(role));
    return original === undefined || file === undefined ? [] : [{ original, file }];
  });
}

async function sheetInput(job: SheetJob, shown: readonly Shown[]): Promise<SheetInput> {
  const { pending, card, evidenceId, timezone, use, review } = job;
  const zone = card.zones.find(({ id }) => id === pending.change.episode.subject.zoneId);
  const { place } = card;
  return {
    violation: pending.violation,
    stage: pending.change.stage,
    camera: card.deviceId,
    ...(place !== undefined && { place: `${place.lng}, ${place.lat} ${place.crs}` }),
    ...(zone?.road !== undefined && { road: zone.road }),
    evidenceId,
    timezone,
    evidenceUse: use.evidenceUse,
    unmet: use.why.length,
    facts: factsOf(pending),
    redacted: review.copies === 'made',
    pictures: await Promise.all(shown.map((one) => sheetPicture(one, pending, zone))),
  };
}

async function sheetPicture(
  { original, file }: Shown,
  { change, placement = IN_PLACE }: PendingChange,
  zone: Zone | undefined,
): Promise<SheetPicture> {
  const { role, path, captureUtc, source } = original;
  const { box, way = [] } = change.episode.subject;
  const overlay = {
    box: boxOnWay(way, source?.mediaMs ?? 0) ?? box,
    track: trackLine(way).map(([, x, y]) => [x, y] as const),
    ...(zone !== undefined && { zone: zone.polygon.map((at) => placed(placement, at)) }),
  };
  return {
    jpeg: await readFile(file.path),
    title: TITLES[role] ?? { zh: role, en: role },
    captureUtcMs: captureUtc.utcMs,
    utcMaxErrorMs: captureUtc.maxErrorMs,
    method: captureUtc.method,
    sha256: await sha256Of(path),
    ...(original.part === undefined && overlay),
  };
}

async function keep(
  { media }: SheetJob,
  shown: readonly Shown[],
  { sheet, strips }: DrawnSheet,
): Promise<void> {
  const drawn = [
    ...shown.map(({ file, original }, index) => ({
      ...{ id: `strip-${original.role}`, from: [file], picture: strips[index] },
    })),
    { id: 'sheet', from: shown.map(({ file }) => file), picture: sheet },
  ];
  for (const { id, from, picture } of drawn) {
    const [first] = from;
    if (picture === undefined || first === undefined) continue;
    const { jpeg, width, height } = picture;
    const path = await media.write(`${id}.jpg`, jpeg);
    const derivedFrom = from.map((file) => file.id);
    const about = { id, role: id, path, mime: 'image/jpeg', width, height } as const;
    await media.add({ ...about, captureUtc: first.captureUtc, derivedFrom });
  }
}
