import { isoAt } from '../adapters/clock/clock.ts';
import { idOf } from '../adapters/clock/ids.ts';
import { encodeEvent } from '../core/events/cloud-event.ts';
import { evidenceAvailableEvent } from '../core/events/evidence-available.ts';
import type { Clock } from '../ports/clock.ts';
import type { OutboxEntry, Store } from '../ports/outbox.ts';
import type { MediaEntry } from '../ports/uploader.ts';

export interface AvailableDeps {
  readonly site: string;
  readonly node: string;
  readonly timezone: string;
  readonly clock: Clock;
  readonly store: Store;
}

/**
 * The outbox entry that tells where an uploaded file is. Its id follows from file, target and round, so
 * that a crash between upload and commit doubles nothing; a file that the platform never acknowledged is
 * announced anew in the next round.
 */
export async function availableEntry(
  { site, node, timezone, clock, store }: AvailableDeps,
  media: MediaEntry,
  uri: string,
  round: number,
): Promise<OutboxEntry> {
  const {
    target,
    id: file,
    sha256,
    bytes,
    mime,
    name,
    camera,
    episode,
    packageId,
    createdUtcMs,
  } = media;
  const id = idOf(createdUtcMs, 'evidence-available', target, file, round);
  const utcMs = clock.utcMs();
  const event = evidenceAvailableEvent(
    {
      id,
      site,
      node,
      ...(camera !== undefined && { camera }),
      time: isoAt(utcMs, timezone),
      sequence: await store.nextSequence(camera ?? node, id),
    },
    episode,
    { sha256, bytes, mime, name, uri, ...(packageId !== undefined && { packageId }) },
  );
  return {
    kind: 'event',
    id,
    target,
    // a group of its own, below the package: it waits for no other file, and goes with the package
    group: `${file}/available`,
    createdUtcMs: utcMs,
    topic: `evt/${camera ?? 'node'}`,
    body: encodeEvent(event),
  };
}
