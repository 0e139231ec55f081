import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSigners } from '../../agent/adapters/evidence/node-key.ts';
import {
  type EvidenceStore,
  openPackageWriter,
} from '../../agent/adapters/evidence/package-writer.ts';
import { openStore, type SqliteStore } from '../../agent/adapters/store/store.ts';
import { DiskSweep, type DiskSweepDeps } from '../../agent/app/disk-sweep.ts';
import { saved } from '../../agent/app/journal.ts';
import type { Store } from '../../agent/ports/outbox.ts';
import { stepOfEpisode } from '../helpers/desk.ts';
import { clock, eventEntry, fileEntry, memoryLog, scratch } from '../helpers/outbox.ts';

const DAY_MS = 86_400_000;
const KEEP = {
  unconfirmedMs: 3 * DAY_MS,
  acknowledgedMs: 7 * DAY_MS,
  unacknowledgedMs: 30 * DAY_MS,
};

async function setUp(change: Partial<DiskSweepDeps['retention']> = {}) {
  const directory = scratch();
  const store = await openStore(join(directory.path, 'a.db'));
  onTestFinished(async () => {
    await store[Symbol.asyncDispose]();
    directory[Symbol.dispose]();
  });
  const evidence = join(directory.path, 'evidence');
  const writer = await openPackageWriter(
    {
      directory: evidence,
      signers: await openSigners(directory.path),
      node: { id: 'box-1', site: 'east' },
      software: { name: 'streetwarden', version: '0' },
    },
    clock,
  );
  const heldFolder = join(directory.path, 'held');
  const told: string[] = [];
  const log = memoryLog();
  const deps: DiskSweepDeps = {
    ...{ store, writer, heldFolder, clock, log, dataDir: directory.path, targets: ['city'] },
    retention: { ...KEEP, minFreeBytes: 0, ...change },
    operations: {
      report: async (what) => {
        told.push(what);
      },
    },
  };
  const deleted = () =>
    readFileSync(join(evidence, 'log/entries.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('"deletion"'))
      .map((line) => /"evidenceId":"([^"]+)"/.exec(line)?.[1]);
  return { directory: directory.path, store, writer, heldFolder, told, log, deps, deleted };
}

/** A package with an event and a file in the outbox; without a target none of both. */
async function makePackage(
  { directory, store, writer }: { directory: string; store: SqliteStore; writer: EvidenceStore },
  evidenceId: string,
  target: string,
): Promise<void> {
  const path = join(directory, 'picture.jpg');
  writeFileSync(path, 'a picture');
  const about = { episodeId: `e-${evidenceId}`, violation: 'sidewalk-parking', stage: 'confirmed' };
  const captureUtc = { utcMs: 1, method: 'file', maxErrorMs: 1 } as const;
  const picture = {
    id: 'panorama-first',
    role: 'panorama-first',
    path,
    mime: 'image/jpeg',
    width: 1,
    height: 1,
  };
  await writer.write({
    ...{ evidenceId, ...about, target, facts: {}, context: {} },
    ...{ media: [{ ...picture, captureUtc }], required: [], unmet: [] },
  });
  if (target === 'local') return;
  await store.commit([
    { ...eventEntry(evidenceId), target },
    fileEntry(`${evidenceId}/bagit.txt`, 'ab'.repeat(32)),
  ]);
}

const present = (writer: EvidenceStore) => writer.packages().map(({ evidenceId }) => evidenceId);

describe('when the disk is full', () => {
  test('the delivered go first, then those for no platform; the only copy stays', async () => {
    const here = await setUp({ minFreeBytes: Number.MAX_SAFE_INTEGER });
    await makePackage(here, 'local-1', 'local');
    for (const id of ['told', 'delivered', 'silent']) await makePackage(here, id, 'city');
    for (const id of ['told', 'delivered']) await here.store.acknowledge('city', id);
    await here.store.acknowledge('city', 'delivered/bagit.txt');
    await new DiskSweep(here.deps).run();
    expect(present(here.writer)).toEqual(['told', 'silent']);
    expect(here.deleted()).toEqual(['delivered', 'local-1']);
    expect(here.told).toEqual(['disk-low']);
  });

  test('a platform that is called local is a platform', async () => {
    const here = await setUp({ minFreeBytes: Number.MAX_SAFE_INTEGER });
    await makePackage(here, 'local-1', 'local');
    await new DiskSweep({ ...here.deps, targets: ['local'] }).run();
    expect(present(here.writer)).toEqual(['local-1']);
  });
});

test('what is over its time goes with its rows', async () => {
  const here = await setUp({ unacknowledgedMs: 0 });
  await makePackage(here, 'old', 'city');
  await here.store.park('old/bagit.txt', 'gone', 'city');
  await new DiskSweep(here.deps).run();
  expect(present(here.writer)).toEqual([]);
  expect(await here.store.stats()).toMatchObject({ pending: 0, parked: 0 });
});

describe('pictures of episodes that were never confirmed', () => {
  function hold(heldFolder: string, episode: string): string {
    const folder = join(heldFolder, episode);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'media.json'), '[]');
    utimesSync(folder, 1, 1);
    return folder;
  }

  test('go after their time, but not while their package is still to be made', async () => {
    const { heldFolder, store, deps } = await setUp();
    const pending = stepOfEpisode('confirmed', 'a');
    const waiting = hold(heldFolder, pending.change.episode.id);
    const old = hold(heldFolder, stepOfEpisode('suspected', 'b').change.episode.id);
    await store.commit([], [saved(pending)]);
    await new DiskSweep(deps).run();
    expect([existsSync(waiting), existsSync(old)]).toEqual([true, false]);
  });

  test('a folder that goes in between ends nothing', async () => {
    const here = await setUp();
    const [first, second] = ['a', 'b'].map((name) => hold(here.heldFolder, name));
    // looking into the journal for the first takes the second away
    const isPending: Store['loadAll'] = async (prefix) => {
      const other = prefix.endsWith('/a/') ? second : first;
      rmSync(String(other), { recursive: true, force: true });
      return here.store.loadAll(prefix);
    };
    await new DiskSweep({ ...here.deps, store: { ...here.store, loadAll: isPending } }).run();
    expect([existsSync(String(first)), existsSync(String(second))]).toEqual([false, false]);
    expect(here.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('a folder that cannot be read is told, and the other parts are done', async () => {
    const here = await setUp({ unacknowledgedMs: 0, minFreeBytes: Number.MAX_SAFE_INTEGER });
    writeFileSync(here.heldFolder, 'no folder');
    await makePackage(here, 'old', 'city');
    await new DiskSweep(here.deps).run();
    expect(present(here.writer)).toEqual([]);
    expect(here.told).toEqual(['disk-low']);
    expect(here.log.lines.join()).toContain('"part":"held"');
  });
});
