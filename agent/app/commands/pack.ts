import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDirectory, readPackage } from '../../adapters/evidence/read-package.ts';
import { verifyPackage } from '../../adapters/evidence/verify-package.ts';
import { zipPackage } from '../../adapters/evidence/zip-package.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';

export const packCommand: CommandAdder = (program, done) => {
  program
    .command('pack')
    .description('put evidence packages into one .zip each, for a mail, a disk or a court')
    .argument('<package...>', 'folder of a package; several may be given')
    .option('--out <folder>', 'where the archives go', '.')
    .action(async (folders: string[], { out }: { out: string }) => {
      await mkdir(out, { recursive: true });
      let good = true;
      for (const folder of folders) {
        const fault = await faultOf(folder);
        good &&= fault === undefined;
        process.stdout.write(
          fault === undefined
            ? `${await packed(folder, out)}\n`
            : `${folder}: left out: ${fault}\n`,
        );
      }
      done(good ? EXIT.ok : EXIT.faults);
    });
};

async function faultOf(folder: string): Promise<string | undefined> {
  const { ok, findings } = await verifyPackage(folder);
  if (!ok) return findings[0]?.message ?? 'it is not sound';
  return (await isDirectory(folder)) ? undefined : 'it is an archive already';
}

async function packed(folder: string, out: string): Promise<string> {
  const found = await readPackage(folder);
  const path = join(out, `${found.packageId}.zip`);
  await zipPackage(found, path);
  return path;
}
