import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { idOf } from '../adapters/clock/ids.ts';
import { evidenceSheet } from '../adapters/pictures/sheet.ts';
import type { Media, PackageWriter } from '../ports/evidence.ts';
import type { CameraCard } from './camera-cards.ts';
import type { DeskCamera, PackagesByTarget } from './desk.ts';
import { type EpisodeMedia, sha256Of } from './evidence-media.ts';
import { hashOf } from './identity.ts';
import type { PendingChange } from './journal.ts';
import { clockOf, type EntryTarget, factsOf } from './violation-entries.ts';

interface PackageJob {
  readonly pending: PendingChange;
  readonly plan: DeskCamera['rules'][number];
  readonly media: EpisodeMedia;
  readonly required: readonly string[];
  readonly missing: readonly string[];
}

export interface PackageMaker {
  make(job: PackageJob): Promise<PackagesByTarget>;
}

export interface PackageMakerDeps {
  readonly writer: PackageWriter;
  readonly timezone: string;
  readonly targets: readonly EntryTarget[];
  card(camera: string): CameraCard;
}

/** The name under which the node keeps packages that no target asked for. */
const LOCAL = 'local';

const TITLES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'panorama-first': { zh: '全景一', en: 'Panorama, first' },
  'panorama-last': { zh: '全景二', en: 'Panorama, last' },
  closeup: { zh: '特写', en: 'Close-up' },
};

/** Makes one package for each target that wants the violation: each has a log of its own. */
export function packageMaker(deps: PackageMakerDeps): PackageMaker {
  return {
    make: async (job) => {
      const { pending, plan } = job;
      const wanting = deps.targets
        .filter((target) => target.wants(pending.camera, plan.policy.violation))
        .map(({ name }) => name);
      const targets = wanting.length > 0 && pending.change.tell ? wanting : [LOCAL];
      const made = new Map();
      for (const target of targets) made.set(target, await onePackage(deps, job, target));
      return made;
    },
  };
}

async function onePackage(deps: PackageMakerDeps, job: PackageJob, target: string) {
  const { pending, plan, media, required, missing } = job;
  const { episode, stage, atMs } = pending.change;
  const evidenceId = idOf(pending.capture.utcMs, episode.id, stage, episode.revision, target);
  await addSheet(deps, job, evidenceId);
  const card = deps.card(pending.camera);
  return deps.writer.write({
    evidenceId,
    episodeId: episode.id,
    violation: plan.policy.violation,
    stage,
    target,
    facts: { ...factsOf(pending), camera: pending.camera, kind: plan.policy.violation, stage },
    context: {
      camera: { id: pending.camera, deviceId: card.deviceId, source: card.address },
      dossier: { deviceId: card.deviceId, ...card.dossier },
      model: card.model,
      rule: { id: plan.rule.id, parameters: plan.rule, sha256: hashOf(plan.rule) },
      zones: { sha256: hashOf(card.zones) },
      clock: clockOf(pending.capture),
      ...(card.place !== undefined && { place: card.place }),
      timeline: {
        sinceMediaMs: episode.sinceMs,
        suspectedMediaMs: episode.suspectedMs,
        confirmedMediaMs: atMs,
        sinceUtcMs: episode.sinceUtcMs,
        confirmedUtcMs: pending.capture.utcMs,
      },
    },
    media: await media.list(),
    required,
    unmet: missing,
  });
}

/** The 2 x 2 sheet for a person's first look; derived, never evidence by itself. */
async function addSheet(
  deps: PackageMakerDeps,
  { pending, plan, media }: PackageJob,
  evidenceId: string,
): Promise<void> {
  const shown = (await media.list()).filter(({ role }) => TITLES[role] !== undefined);
  const [first] = shown;
  if (first === undefined) return;
  const card = deps.card(pending.camera);
  const zone = card.zones.find(({ id }) => id === pending.change.episode.subject.zoneId);
  const sheet = await evidenceSheet({
    violation: plan.policy.violation,
    stage: pending.change.stage,
    camera: card.deviceId,
    ...(zone?.road !== undefined && { road: zone.road }),
    evidenceId,
    timezone: deps.timezone,
    facts: factsOf(pending),
    pictures: await Promise.all(shown.map((one) => sheetPicture(one, pending, zone))),
  });
  const path = join(media.folder, 'sheet.jpg');
  await writeFile(path, sheet.jpeg);
  await media.add({
    id: 'sheet',
    role: 'sheet',
    path,
    mime: 'image/jpeg',
    width: sheet.width,
    height: sheet.height,
    captureUtc: first.captureUtc,
    derivedFrom: shown.map(({ id }) => id),
  });
}

async function sheetPicture(
  { role, path, captureUtc }: Media,
  { change }: PendingChange,
  zone: CameraCard['zones'][number] | undefined,
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
    ...(whole && zone !== undefined && { zone: zone.polygon }),
  };
}
