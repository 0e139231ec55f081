import { readFile } from 'node:fs/promises';
import { boxOnWay } from '../../core/rules/way.ts';
import { WHOLE } from '../../core/vision/view.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Media } from '../../ports/evidence.ts';
import type { Log } from '../../ports/log.ts';
import type { EpisodeMedia } from '../evidence-media.ts';
import type { PendingChange } from '../journal.ts';
import type { ReviewCopy, ReviewPhoto } from './review-copies.ts';
import { reviewAside, THRESHOLDS } from './review-process.ts';

/** What the manifest says of the review copies; clips have none. */
export type ReviewState =
  | { readonly copies: 'off' }
  | { readonly copies: 'withheld'; readonly why: string }
  | {
      readonly copies: 'made';
      readonly clips: 'none';
      /** What searched the photographs, and from which score on it took something for a person. */
      readonly searchedBy: object;
      readonly personScore: number;
    };

export interface ReviewTools {
  /** Folder of the detector that searches the photographs. */
  readonly model: string;
  readonly log: Log;
}

/** `review-<role>`: the copy of a photograph. */
export const copyOf = (role: string): string => `review-${role}`;

/**
 * Adds a copy of every photograph in which heads and all plates but the target's are destroyed. All of them or
 * none: what cannot be searched is not shown. `targetKept`: whether a plate is left at all.
 */
export async function addReviewCopies(
  media: EpisodeMedia,
  { change }: PendingChange,
  { model, log, targetKept }: ReviewTools & { readonly targetKept: boolean },
): Promise<ReviewState> {
  const originals = (await media.list()).filter(isPhoto);
  try {
    const photos = await Promise.all(
      originals.map((one) => photoOf(one, targetKept ? change : undefined)),
    );
    const { copies, model: searchedBy } = await reviewAside({ model, photos });
    for (const original of originals) await addCopy(media, original, copies);
    return { copies: 'made', clips: 'none', searchedBy, personScore: THRESHOLDS.person };
  } catch (error) {
    if (!(error instanceof AgentError)) throw error;
    log.error({ err: error, episode: change.episode.id }, 'review copies are withheld');
    // its message may name folders of this box
    return { copies: 'withheld', why: error.code };
  }
}

/** Photographs of the stream, cut or whole; nothing that was drawn. */
function isPhoto({ mime, source }: Media): boolean {
  return mime === 'image/jpeg' && source !== undefined;
}

async function photoOf(
  { id, role, path, part, source }: Media,
  change: PendingChange['change'] | undefined,
): Promise<ReviewPhoto> {
  const atMs = source?.mediaMs ?? 0;
  const subject = change?.episode.subject;
  const target = subject && {
    box: boxOnWay(subject.way ?? [], atMs) ?? subject.box,
    ...(subject.plate !== undefined && { plate: subject.plate.text }),
  };
  return {
    ...{ id, atMs, jpeg: await readFile(path) },
    part: part ?? WHOLE.source,
    searched: role !== 'plate',
    ...(target !== undefined && { target }),
  };
}

async function addCopy(
  media: EpisodeMedia,
  { id, role, mime, width, height, captureUtc }: Media,
  copies: readonly ReviewCopy[],
): Promise<void> {
  const made = copies.find((copy) => copy.id === id);
  if (made === undefined)
    throw new AgentError('evidence/incomplete', `no copy of ${id} came back`, { id });
  const name = copyOf(role);
  const path = await media.write(`${name}.jpg`, made.jpeg);
  const { redaction } = made;
  const about = { id: name, role: name, path, mime, width, height, captureUtc };
  await media.add({ ...about, derivedFrom: [id], redaction });
}
