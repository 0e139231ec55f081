import { readFile } from 'node:fs/promises';
import { sha256 } from '../../adapters/evidence/durable-files.ts';
import { findPackages } from '../../adapters/evidence/find-packages.ts';
import { hex } from '../../adapters/evidence/log-proof.ts';
import { type VerifyReport, verifyPackage } from '../../adapters/evidence/verify-package.ts';
import type { ExpectedKey } from '../../adapters/evidence/verify-signature.ts';
import { compareLogs, type LogPlace } from '../../core/evidence/compare-logs.ts';
import { AgentError } from '../../ports/errors.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { showLog, showPackage } from './verify-words.ts';
import { systemReason } from './words.ts';

/** Reading waits for the disk, checking for the processor. */
const AT_A_TIME = 4;

export const verifyCommand: CommandAdder = (program, done) => {
  program
    .command('verify')
    .description('find out whether evidence packages are whole, unaltered and signed')
    .argument(
      '<package...>',
      'folder or .zip of a package, or a folder of them; several may be given',
    )
    .option('--key <file>', "the node's public key (node.pub.pem), fetched from the node itself")
    .option('--json', 'print one report per line')
    .action(async (paths: string[], { key, json }: { key?: string; json?: true }) => {
      const expected = key === undefined ? {} : { publicKey: await readKey(key) };
      const folders = (await Promise.all(paths.map(findPackages))).flat();
      const places: LogPlace[] = [];
      let good = true;
      for await (const { folder, report } of verifyAll(folders, expected)) {
        const { places: own, ...told } = report;
        good &&= report.ok;
        places.push(...own);
        process.stdout.write(
          json ? `${JSON.stringify({ folder, ...told })}\n` : showPackage(folder, report),
        );
      }
      if (folders.length > 1) {
        const logs = compareLogs(sha256, hex, places);
        good &&= logs.every(({ faults }) => faults.length === 0);
        process.stdout.write(json ? `${JSON.stringify({ logs })}\n` : logs.map(showLog).join(''));
      }
      done(good ? EXIT.ok : EXIT.faults);
    });
};

/** In the order asked for, a few at a time. */
async function* verifyAll(
  folders: readonly string[],
  expected: ExpectedKey,
): AsyncGenerator<{ readonly folder: string; readonly report: VerifyReport }> {
  for (let at = 0; at < folders.length; at += AT_A_TIME) {
    const some = folders.slice(at, at + AT_A_TIME);
    const reports = await Promise.all(some.map((folder) => verifyPackage(folder, expected)));
    for (const [index, report] of reports.entries()) yield { folder: some[index] ?? '', report };
  }
}

async function readKey(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = systemReason(error);
    if (why === undefined) throw error;
    throw new AgentError(
      'key/unusable',
      `the public key ${path} cannot be read: ${why}; give the path of a node.pub.pem`,
      { path },
      error,
    );
  }
}
