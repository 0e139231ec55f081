import { readFile } from 'node:fs/promises';
import { sheetAside } from '../adapters/pictures/sheet-process.ts';
import type { EvidenceUse } from '../core/evidence/completeness.ts';
import type { Zone } from '../core/geometry/zone.ts';
import { IN_PLACE, placed } from '../core/scene/placement.ts';
import { AgentError } from '../ports/errors.ts';
import type { Media } from '../ports/evidence.ts';
import type { CameraCard } from './camera-cards.ts';
import { type EpisodeMedia, sha256Of } from './evidence-media.ts';
import type { PendingChange } from './journal.ts';
import { factsOf } from './violation-entries.ts';

const TITLES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'panorama-first': { zh: '全景一', en: 'Panorama, first' },
  'panorama-last': { zh: '全景二', en: 'Panorama, last' },
  closeup: { zh: '特写', en: 'Close-up' },
};

export interface SheetJob {
  readonly pending: PendingChange;
  readonly media: EpisodeMedia;
  readonly card: CameraCard;
  readonly evidenceId: string;
  readonly timezone: string;
  readonly use: EvidenceUse;
}

/**
 * The 2 x 2 sheet for a person's first look; derived, never evidence by itself. What stands in its way is
 * returned in words: a package without it is still one.
 */
export async function addSheet(job: SheetJob): Promise<readonly string[]> {
  const { pending, media, card, evidenceId, timezone, use } = job;
  const shown = (await media.list()).filter(({ role }) => TITLES[role] !== undefined);
  const [first] = shown;
  if (first === undefined) return [];
  const zone = card.zones.find(({ id }) => id === pending.change.episode.subject.zoneId);
  try {
    const { jpeg, width, height } = await sheetAside({
      violation: pending.violation,
      stage: pending.change.stage,
      camera: card.deviceId,
      ...(zone?.road !== undefined && { road: zone.road }),
      evidenceId,
      timezone,
      evidenceUse: use.evidenceUse,
      unmet: use.why.length,
      facts: factsOf(pending),
      pictures: await Promise.all(shown.map((one) => sheetPicture(one, pending, zone))),
    });
    const path = await media.write('sheet.jpg', jpeg);
    const { captureUtc } = first;
    const derivedFrom = shown.map(({ id }) => id);
    const about = { id: 'sheet', role: 'sheet', path, mime: 'image/jpeg' } as const;
    await media.add({ ...about, width, height, captureUtc, derivedFrom });
    return [];
  } catch (error) {
    if (!(error instanceof AgentError)) throw error;
    return [`sheet: ${error.message}`];
  }
}

async function sheetPicture(
  { role, path, captureUtc }: Media,
  { change, placement = IN_PLACE }: PendingChange,
  zone: Zone | undefined,
) {
  const whole = role !== 'closeup';
  return {
    jpeg: await readFile(path),
    title: TITLES[role] ?? { zh: role, en: role },
    captureUtcMs: captureUtc.utcMs,
    utcMaxErrorMs: captureUtc.maxErrorMs,
    method: captureUtc.method,
    sha256: await sha256Of(path),
    ...(whole && { box: change.episode.subject.box }),
    ...(whole && zone !== undefined && { zone: zone.polygon.map((at) => placed(placement, at)) }),
  };
}
