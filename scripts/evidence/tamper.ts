/**
 * Spoils packages in every way that we could think of, and says what verification did not notice.
 *
 *   npx tsx scripts/evidence/tamper.ts PACKAGE OTHER --key node.pub.pem --count 20000
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Command } from 'commander';
import { verifyPackage } from '../../agent/adapters/evidence/verify-package.ts';
import { random } from '../street/world/random.ts';
import { ARCHIVE_TRICKS, archiveOf } from './archives.ts';
import { ATTACKS } from './attacks.ts';
import { ACCIDENTS, type Files, oneOf } from './mutations.ts';

interface Options {
  readonly key: string;
  readonly count: string;
  readonly seed: string;
}

interface Tally {
  tried: number;
  unnoticed: number;
}

async function main(paths: readonly string[], options: Options): Promise<number> {
  const publicKey = await readFile(options.key, 'utf8');
  const packages = await Promise.all(paths.map(readFiles));
  const scratch = await mkdtemp(join(tmpdir(), 'tamper-'));
  const chance = random(Number(options.seed), 'tamper');
  const table = new Map<string, Tally>();
  try {
    for (let at = 0; at < Number(options.count); at += 1) {
      const place = join(scratch, `${at}`);
      const which = Math.floor(chance() * packages.length);
      const name = await spoil(place, packages, which, basename(paths[which] ?? ''), chance);
      if (name === undefined) continue;
      const { ok } = await verifyPackage(place, { publicKey });
      const tally = table.get(name) ?? { tried: 0, unnoticed: 0 };
      tally.tried += 1;
      if (ok) tally.unnoticed += 1;
      table.set(name, tally);
      // what was not noticed stays to be looked at
      if (!ok) await rm(place, { recursive: true });
      else process.stderr.write(`NOT NOTICED: ${name}: ${place}\n`);
    }
  } finally {
    if (![...table.values()].some(({ unnoticed }) => unnoticed > 0))
      await rm(scratch, { recursive: true });
  }
  process.stdout.write(tableOf(table));
  return [...table.values()].reduce((sum, { unnoticed }) => sum + unnoticed, 0);
}

/** Leaves a spoiled package at `place` and says how; undefined when nothing was changed. */
async function spoil(
  place: string,
  packages: readonly Files[],
  which: number,
  root: string,
  chance: () => number,
): Promise<string | undefined> {
  const files = packages[which];
  const other = packages[(which + 1) % packages.length];
  if (files === undefined || other === undefined) return undefined;
  if (chance() < 0.25) {
    const [name, trick] = oneOf(Object.entries(ARCHIVE_TRICKS), chance);
    const genuine = archiveOf(root, files);
    const archive = trick(genuine, files, root, chance);
    if (archive.equals(genuine)) return undefined;
    await writeFile(place, archive);
    return name;
  }
  const [name, change] = oneOf(Object.entries({ ...ACCIDENTS, ...ATTACKS }), chance);
  const changed = change(files, other, chance);
  if (changed === undefined) return undefined;
  const isArchive = chance() < 0.3;
  if (isArchive) await writeFile(place, archiveOf(root, changed));
  else await writeFiles(place, changed);
  return name;
}

async function readFiles(directory: string): Promise<Files> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }): Promise<[string, Buffer]> => {
        const path = join(parentPath, name);
        return [path.slice(directory.replace(/\/$/, '').length + 1), await readFile(path)];
      }),
    ),
  );
}

async function writeFiles(directory: string, files: Files): Promise<void> {
  await mkdir(join(directory, 'data', 'media'), { recursive: true });
  for (const [name, bytes] of files) {
    await mkdir(join(directory, dirname(name)), { recursive: true });
    await writeFile(join(directory, name), bytes);
  }
}

function tableOf(table: ReadonlyMap<string, Tally>): string {
  const rows = [...table].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const sum = rows.reduce((all, [, { tried }]) => all + tried, 0);
  const lost = rows.reduce((all, [, { unnoticed }]) => all + unnoticed, 0);
  return ['| change | tried | not noticed |', '|---|---|---|']
    .concat(rows.map(([name, { tried, unnoticed }]) => `| ${name} | ${tried} | ${unnoticed} |`))
    .concat([`| **all** | ${sum} | **${lost}** |`, ''])
    .join('\n');
}

await new Command('tamper')
  .argument('<package...>', 'folders of genuine packages of one node, two at least')
  .requiredOption('--key <file>', "the node's public key")
  .option('--count <n>', 'how many changes are tried', '20000')
  .option('--seed <n>', 'the same seed tries the same changes', '1')
  .action(async (paths: string[], options: Options) => {
    process.exitCode = (await main(paths, options)) === 0 ? 0 : 1;
  })
  .parseAsync();
