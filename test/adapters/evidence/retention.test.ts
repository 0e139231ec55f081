import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RETENTION, sweepPackages } from '../../../agent/adapters/evidence/retention.ts';
import { verifyPackage } from '../../../agent/adapters/evidence/verify-package.ts';
import { NOON } from '../../core/evidence/gate-fixture.ts';
import { Bench } from './fixture.ts';

const DAY_MS = 86_400_000;

describe('retention', () => {
  it.each([
    ['nothing before its time', 3 * DAY_MS - 1, []],
    ['unconfirmed after 3 days', 3 * DAY_MS, ['suspected']],
    ['acknowledged after 7 days', 7 * DAY_MS, ['suspected', 'acknowledged']],
    ['all after 30 days', 30 * DAY_MS, ['suspected', 'acknowledged', 'waiting']],
    ['nothing from the future', -DAY_MS, []],
  ])('sweeps %s', async (_sentence, ageMs, gone) => {
    await using bench = await Bench.open();
    const store = await bench.store();
    const media: never[] = [];
    await store.write(await bench.input('suspected', { stage: 'suspected', media }));
    await store.write(await bench.input('acknowledged', { media }));
    await store.write(await bench.input('waiting', { media }));
    bench.nowMs = NOON + ageMs;
    const swept = await sweepPackages(
      store,
      DEFAULT_RETENTION,
      bench.nowMs,
      async (id) => id === 'acknowledged',
    );
    expect(swept).toEqual(gone);
    const left = await readdir(join(bench.root, 'evidence', 'packages'));
    expect(left.sort()).toEqual(
      ['acknowledged', 'suspected', 'waiting'].filter((id) => !swept.includes(id)),
    );
    expect(
      store
        .packages()
        .map(({ evidenceId }) => evidenceId)
        .sort(),
    ).toEqual(left);
  });

  it('leaves a tombstone, which the other packages and the next start agree with', async () => {
    await using bench = await Bench.open();
    const store = await bench.store();
    const first = await store.write(await bench.input('e-1', { media: [] }));
    expect(await store.remove('e-1', 'retention: acknowledged')).toBe(true);
    expect(await store.remove('e-1', 'again')).toBe(false);
    const second = await store.write(await bench.input('e-2', { media: [] }));
    expect(second.log.seq).toBe(3);
    expect((await verifyPackage(second.directory)).findings).toEqual([]);
    const log = await readFile(join(bench.root, 'evidence', 'log', 'entries.jsonl'), 'utf8');
    expect(JSON.parse(log.split('\n')[1] ?? '')).toMatchObject({
      nodeSeq: 2,
      entry: {
        type: 'deletion',
        evidenceId: 'e-1',
        seq: 2,
        manifestSha256: first.manifestSha256,
        reason: 'retention: acknowledged',
      },
    });
    const again = await bench.store();
    expect(again.findings).toEqual([]);
    await expect(again.write(await bench.input('e-1'))).rejects.toMatchObject({
      code: 'evidence/write',
      message: expect.stringContaining('was deleted before'),
    });
  });
});
