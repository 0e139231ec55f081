import { join } from 'node:path';
import { packageRoot } from '../config/package-root.ts';
import type { OutboxEntry } from '../ports/outbox.ts';
import { Desk } from './desk.ts';
import type { Ground } from './ground.ts';
import type { PendingChange } from './journal.ts';
import { entryTargets } from './links.ts';
import { packageMaker } from './package-maker.ts';
import { type EntryTarget, entryMaker } from './violation-entries.ts';

/**
 * What searches photographs for people and vehicles, whatever a camera's own model is: that one may know no
 * people.
 */
const REVIEW_MODEL = 'models/street';

export interface OpenDeskDeps {
  /** Events are made for this name beside the targets, and stay in the outbox (replay). */
  readonly keepFor?: string;
  readonly signal: AbortSignal;
  onEntries(entries: readonly OutboxEntry[], pending: PendingChange): void;
}

/** Puts the desk together: packages, entries, and what happens when they fail. */
export function openDesk(ground: Ground, { keepFor, signal, onEntries }: OpenDeskDeps): Desk {
  const { config, store, writer, heldFolder, log, clock, operations, timezone } = ground;
  const kept: EntryTarget[] =
    keepFor === undefined ? [] : [{ name: keepFor, media: false, wants: () => true }];
  const targets = [...entryTargets(config.targets), ...kept];
  const cards = new Map(ground.cameras.map(({ card }) => [card.id, card]));
  const card = (id: string) => {
    const found = cards.get(id);
    // it has gone from the configuration since: all that is left of it is its name
    return (
      found ?? {
        id,
        deviceId: id,
        address: '',
        zones: [],
        classifications: {},
        dossier: {},
        model: {},
      }
    );
  };
  return new Desk({
    store,
    heldFolder,
    log,
    signal,
    onEntries,
    packages: packageMaker({
      ...{ writer, timezone, targets, card },
      ...(config.privacy.reviewCopies && {
        review: { model: join(packageRoot(), REVIEW_MODEL), log },
      }),
      made: () => ({
        timezone,
        custody: [{ utcMs: clock.utcMs(), by: ground.node, what: 'recorded and signed' }],
      }),
    }),
    entries: entryMaker({
      ...ground,
      targets,
      card,
      utcMs: () => clock.utcMs(),
      nextSequence: (camera, key) => store.nextSequence(camera, key),
    }),
    onTrouble: (error, { camera }) => {
      const message = `evidence could not be made: ${error instanceof Error ? error.message : error}`;
      void operations.report('evidence-failed', { camera, message });
    },
    onFull: (message) => void operations.report('disk-low', { code: 'store/full', message }),
  });
}
