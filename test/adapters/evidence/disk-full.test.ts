import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyPackage } from '../../../agent/adapters/evidence/verify-package.ts';
import { Bench } from './fixture.ts';

const SMALL_DISK = await canMount();

async function canMount(): Promise<boolean> {
  const probe = await mkdtemp(join(tmpdir(), 'streetwarden-mount-'));
  const can = mount(probe);
  if (can) spawnSync('umount', [probe]);
  await rm(probe, { recursive: true });
  return can;
}

function mount(path: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', path]).status === 0;
}

describe.skipIf(!SMALL_DISK)('disk full (needs the right to mount a tmpfs)', () => {
  let bench: Bench;
  let disk: string;
  beforeEach(async () => {
    bench = await Bench.open();
    disk = join(bench.root, 'disk');
    await mkdir(disk);
    expect(mount(disk)).toBe(true);
  });
  afterEach(async () => {
    expect(spawnSync('umount', [disk]).status).toBe(0);
    await bench[Symbol.asyncDispose]();
  });

  /** Fills the disk but for `spare` bytes; returns the file to remove. */
  async function fill(spare: number): Promise<string> {
    const path = join(disk, 'filler');
    await using file = await open(path, 'w');
    for (;;) {
      try {
        await file.write(Buffer.alloc(4096));
      } catch {
        await file.truncate(Math.max(0, (await file.stat()).size - spare));
        return path;
      }
    }
  }

  it.each([0, 4096, 16_384, 32_768, 49_152, 65_536, 81_920])(
    'with %i bytes left nothing half-written is seen, and it goes on when there is room',
    async (spare) => {
      const directory = join(disk, 'evidence');
      const store = await bench.store(directory);
      const first = await store.write(await bench.input('e-1'));
      const filler = await fill(spare);
      const attempt = await store.write(await bench.input('e-2')).catch((error: unknown) => error);
      if (spare < 32_768) expect(attempt).toBeInstanceOf(Error);
      if (attempt instanceof Error) {
        expect(attempt).toMatchObject({
          code: 'evidence/write',
          message: expect.stringContaining('full'),
        });
        expect(await readdir(join(directory, 'packages'))).toEqual(['e-1']);
        expect(await readdir(join(directory, 'staging'))).toEqual([]);
      }
      await rm(filler);
      const second = await store.write(await bench.input('e-2'));
      expect(second.log.seq).toBe(2);
      for (const made of [first, second])
        expect((await verifyPackage(made.directory)).findings).toEqual([]);
      const log = await readFile(join(directory, 'log', 'entries.jsonl'), 'utf8');
      expect(log.split('\n')).toHaveLength(3);
      expect((await bench.store(directory)).findings).toEqual([]);
    },
  );

  it('a log line that does not fit is taken back whole', async () => {
    const directory = join(disk, 'evidence');
    const { EvidenceLog } = await import('../../../agent/adapters/evidence/evidence-log.ts');
    const { log } = await EvidenceLog.open(join(directory, 'log', 'entries.jsonl'));
    const entry = (seq: number, reason: string) => ({
      type: 'deletion' as const,
      target: 't',
      seq,
      evidenceId: `e-${seq}`,
      manifestSha256: '',
      utcMs: 0,
      reason,
    });
    await log.append(entry(1, 'short'));
    const before = await readFile(join(directory, 'log', 'entries.jsonl'));
    const root = log.tree('t').root();
    const filler = await fill(8192);
    await expect(log.append(entry(2, 'x'.repeat(20_000)))).rejects.toMatchObject({
      code: 'ENOSPC',
    });
    expect(await readFile(join(directory, 'log', 'entries.jsonl'))).toEqual(before);
    expect(log.tree('t').root()).toEqual(root);
    await rm(filler);
    await log.append(entry(2, 'short'));
    await writeFile(join(disk, 'room'), 'there is room again');
    expect((await EvidenceLog.open(join(directory, 'log', 'entries.jsonl'))).entries).toHaveLength(
      2,
    );
  });
});
