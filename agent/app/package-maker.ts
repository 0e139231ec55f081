import { idOf } from '../adapters/clock/ids.ts';
import { clockFacts } from '../core/evidence/clock-facts.ts';
import { assessUse } from '../core/evidence/completeness.ts';
import { displacement, type Way } from '../core/rules/way.ts';
import type { Media, PackageWriter } from '../ports/evidence.ts';
import type { CameraCard } from './camera-cards.ts';
import type { PackagesByTarget } from './desk.ts';
import type { EpisodeMedia } from './evidence-media.ts';
import { hashOf } from './identity.ts';
import type { JournalPlan, PendingChange } from './journal.ts';
import { addReviewCopies, type ReviewState, type ReviewTools } from './review/review-media.ts';
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
  /** Absent where no review copies are made. */
  readonly review?: ReviewTools;
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
      const review = await reviewOf(deps, job);
      const made = new Map();
      for (const target of targets) made.set(target, await onePackage(deps, job, review, target));
      return made;
    },
  };
}

/** Copies are the same for all targets. Only of vehicles the plate is part of the matter. */
async function reviewOf(
  { review }: PackageMakerDeps,
  { media, pending, plan }: PackageJob,
): Promise<ReviewState> {
  if (review === undefined) return { copies: 'off' };
  return addReviewCopies(media, pending, { ...review, targetKept: plan.rule.type !== 'group' });
}

async function onePackage(
  deps: PackageMakerDeps,
  job: PackageJob,
  review: ReviewState,
  target: string,
) {
  const { pending, plan, media, required } = job;
  const missing = [
    ...job.missing,
    ...(review.copies === 'withheld' ? [`review: the copies are withheld (${review.why})`] : []),
  ];
  const { episode, stage } = pending.change;
  const { violation } = pending;
  const evidenceId = idOf(pending.capture.utcMs, episode.id, stage, episode.revision, target);
  const card = deps.card(pending.camera);
  const photos = await media.list();
  const context = { ...contextOf(pending, plan, card, photos), review, ...deps.made() };
  const gate = { violation, required, context, media: photos };
  const use = assessUse(gate, missing);
  const noSheet = await addSheet({
    pending,
    media,
    card,
    evidenceId,
    timezone: deps.timezone,
    use,
    review,
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
  photos: readonly Media[],
): Readonly<Record<string, unknown>> {
  const moved = displacementOf(episode.subject.way, photos);
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
      ...(moved !== undefined && { displacement: moved }),
    },
  };
}

/** How far a passing object's foot went between the two panoramas, in shares of the picture. */
function displacementOf(way: Way | undefined, photos: readonly Media[]): number | undefined {
  const momentOf = (role: string) => photos.find((one) => one.role === role)?.source?.mediaMs;
  const [fromMs, toMs] = [momentOf('panorama-first'), momentOf('panorama-last')];
  if (way === undefined || fromMs === undefined || toMs === undefined) return undefined;
  const share = displacement(way, fromMs, toMs);
  return share === undefined ? undefined : Math.round(share * 1e4) / 1e4;
}
