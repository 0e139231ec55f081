import { idOf } from '../adapters/clock/ids.ts';
import { clockFacts } from '../core/evidence/clock-facts.ts';
import { assessUse } from '../core/evidence/completeness.ts';
import type { PackageWriter } from '../ports/evidence.ts';
import type { CameraCard } from './camera-cards.ts';
import type { PackagesByTarget } from './desk.ts';
import type { EpisodeMedia } from './evidence-media.ts';
import { hashOf } from './identity.ts';
import type { JournalPlan, PendingChange } from './journal.ts';
import { addSheet } from './sheet-media.ts';
import { type EntryTarget, violationData } from './violation-entries.ts';

interface PackageJob {
  readonly pending: PendingChange;
  readonly plan: JournalPlan;
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
  /** Who made it, when, and in which time zone people there live. */
  made(): { readonly custody: readonly object[]; readonly timezone: string };
  card(camera: string): CameraCard;
}

/** The name under which the node keeps packages that no target asked for. */
export const LOCAL = 'local';

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
  const { episode, stage } = pending.change;
  const { violation } = pending;
  const evidenceId = idOf(pending.capture.utcMs, episode.id, stage, episode.revision, target);
  const card = deps.card(pending.camera);
  const context = { ...contextOf(pending, plan, card), ...deps.made() };
  const gate = { violation, required, context, media: await media.list() };
  const use = assessUse(gate, missing);
  const noSheet = await addSheet({
    pending,
    media,
    card,
    evidenceId,
    timezone: deps.timezone,
    use,
  });
  const unmet = [...missing, ...noSheet];
  const files = await media.list();
  const { evidenceUse } = assessUse({ ...gate, media: files }, unmet);
  return deps.writer.write({
    evidenceId,
    episodeId: episode.id,
    violation,
    stage,
    target,
    facts: { ...violationData(pending, card, evidenceUse) },
    context,
    media: files,
    required,
    unmet,
  });
}

/** What the manifest says of camera, papers, model, rule, clock and times. */
function contextOf(
  { camera, capture, clock, change: { episode, atMs } }: PendingChange,
  { rule }: JournalPlan,
  { deviceId, address, dossier, model, zones, place }: CameraCard,
): Readonly<Record<string, unknown>> {
  return {
    camera: { id: camera, deviceId, source: address },
    dossier: { deviceId, ...dossier },
    model,
    rule: { id: rule.id, parameters: rule, sha256: hashOf(rule) },
    zones: { sha256: hashOf(zones) },
    clock: clockFacts(capture, clock),
    ...(place !== undefined && { place }),
    timeline: {
      sinceMediaMs: episode.sinceMs,
      suspectedMediaMs: episode.suspectedMs,
      confirmedMediaMs: atMs,
      sinceUtcMs: episode.sinceUtcMs,
      suspectedUtcMs: capture.utcMs - (atMs - episode.suspectedMs),
      confirmedUtcMs: capture.utcMs,
    },
  };
}
