import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { verifyPackage } from '../../agent/adapters/evidence/verify-package.ts';
import type { Store } from '../../agent/ports/outbox.ts';
import type { Ring } from '../../agent/ports/ring.ts';
import { openTestDesk, stepOfEpisode } from '../helpers/desk.ts';
import { packagesIn } from '../helpers/evidence.ts';
import { scratch } from '../helpers/outbox.ts';
import { until } from '../helpers/until.ts';

const WHOLE = (['suspected', 'confirmed', 'cleared'] as const).map((stage) => stepOfEpisode(stage));

/** Ids of the events that wait for the platform, and names of the files. */
async function outbox(store: Store): Promise<{ events: string[]; files: number }> {
  const events: string[] = [];
  let files = 0;
  // only the oldest of a group is due: take them one after the other
  for (;;) {
    const due = await store.due('city', 1000, Number.MAX_SAFE_INTEGER);
    if (due.length === 0) return { events, files };
    for (const entry of due) {
      if (entry.kind === 'event') events.push(JSON.parse(entry.body).type.split('.')[2]);
      else files += 1;
      await store.acknowledge('city', entry.id);
    }
  }
}

async function expectOnePackage(folder: string): Promise<void> {
  const packages = await packagesIn(join(folder, 'evidence/packages'));
  expect(packages).toHaveLength(1);
  const { ok, findings } = await verifyPackage(packages[0] ?? '');
  expect(findings).toEqual([]);
  expect(ok).toBe(true);
}

const SCRIPT = fileURLToPath(new URL('../fixtures/desk-at-work.ts', import.meta.url));

/** A desk in a process of its own that is killed where it halts. */
async function killedAt(halt: 'film' | 'journal', folder: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, folder, halt], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const gone = once(child, 'exit');
  await until('it halted', () => said.includes('halted'), 50_000);
  child.kill('SIGKILL');
  await gone;
}

describe('steps of episodes become evidence and events', () => {
  test('in order within an episode, however long its films take; others go by', async () => {
    using directory = scratch();
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const slow = (ring: Ring): Ring => ({
      still: (ms) => ring.still(ms),
      photo: (ms, part) => ring.photo(ms, part),
      span: () => ring.span(),
      // the film of the confirmation of `a`: nothing else ends at this moment
      clip: async (from, to, path) => {
        if (path.includes('00a/clip-last')) await gate;
        return ring.clip(from, to, path);
      },
    });
    await using at = await openTestDesk(directory.path, { ring: slow });
    await at.desk.take(WHOLE, []);
    await at.desk.take([stepOfEpisode('suspected', 'b')], []);
    await until('the other was told', () => at.told.includes('suspected b'));
    expect(at.told.filter((one) => one.endsWith('a'))).toEqual(['suspected a']);
    open();
    await at.desk.idle();
    expect(at.told.filter((one) => one.endsWith('a'))).toEqual([
      'suspected a',
      'confirmed a',
      'cleared a',
    ]);
    expect(await at.store.loadAll('pending/')).toEqual([]);
    await expectOnePackage(directory.path);
  });

  test('trouble is told once and tried again until it passes; the first word is out at once', async () => {
    using directory = scratch();
    const heldFolder = join(directory.path, 'held');
    writeFileSync(heldFolder, 'no folder can be made here');
    await using at = await openTestDesk(directory.path, { heldFolder });
    await at.desk.take(WHOLE, []);
    await until('it was told', () => at.troubles.length > 0);
    expect(at.told).toEqual(['suspected a']);
    await until('it was tried again', () => at.told.length === 2);
    expect(at.desk.busy).toBe(true);
    rmSync(heldFolder);
    await at.desk.idle();
    expect(at.troubles).toHaveLength(1);
    expect(at.troubles[0]).toMatchObject({ code: 'ENOTDIR' });
    const { events, files } = await outbox(at.store);
    expect(events).toEqual(['suspected', 'confirmed', 'cleared']);
    expect(files).toBeGreaterThan(5);
    await expectOnePackage(directory.path);
  });

  test('a stop leaves the rest in the journal, and the next start does it', async () => {
    using directory = scratch();
    const heldFolder = join(directory.path, 'held');
    writeFileSync(heldFolder, 'no folder can be made here');
    {
      await using at = await openTestDesk(directory.path, { heldFolder });
      await at.desk.take(WHOLE, []);
      await until('it was told', () => at.troubles.length > 0);
      at.stop.abort();
      await at.desk.idle();
      expect(await at.store.loadAll('pending/')).toHaveLength(3);
    }
    rmSync(heldFolder);
    await using at = await openTestDesk(directory.path);
    expect(await at.desk.resume(new Set())).toBe(3);
    await at.desk.idle();
    expect((await outbox(at.store)).events).toEqual(['suspected', 'confirmed', 'cleared']);
  });

  test.each(['film', 'journal'] as const)(
    'killed at the %s: the next start repeats it, and nothing is doubled',
    async (halt) => {
      using directory = scratch();
      await killedAt(halt, directory.path);
      await using at = await openTestDesk(directory.path);
      expect(await at.desk.resume(new Set())).toBe(halt === 'film' ? 2 : 1);
      await at.desk.idle();
      expect(await at.desk.resume(new Set())).toBe(0);
      const { events, files } = await outbox(at.store);
      expect(events).toEqual(['suspected', 'confirmed']);
      const [folder = ''] = await packagesIn(join(directory.path, 'evidence/packages'));
      const { summary } = await verifyPackage(folder);
      expect(summary?.media).toBe(9);
      expect(files).toBeGreaterThan(9);
      await expectOnePackage(directory.path);
    },
  );
});
