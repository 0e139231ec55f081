import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../adapters/evidence/durable-files.ts';
import { findPackages } from '../../adapters/evidence/find-packages.ts';
import { hex } from '../../adapters/evidence/log-proof.ts';
import { type VerifyReport, verifyPackage } from '../../adapters/evidence/verify-package.ts';
import type { ExpectedKey } from '../../adapters/evidence/verify-signature.ts';
import { locateFfmpeg } from '../../adapters/ffmpeg/binary.ts';
import { packageRoot } from '../../config/package-root.ts';
import { compareLogs, type LogPlace } from '../../core/evidence/compare-logs.ts';
import { AgentError } from '../../ports/errors.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { ModelsByHash } from '../rederive/models-by-hash.ts';
import { rederive } from '../rederive/rederive.ts';
import { showDeep, showLog, showPackage } from './verify-words.ts';
import { systemReason } from './words.ts';

/** Reading waits for the disk, checking for the processor. */
const AT_A_TIME = 4;

interface VerifyOptions {
  readonly key?: string;
  readonly json?: true;
  readonly deep?: true;
  readonly models: readonly string[];
}

export const verifyCommand: CommandAdder = (program, done) => {
  program
    .command('verify')
    .description('find out whether evidence packages are whole, unaltered and signed')
    .argument(
      '<package...>',
      'folder or .zip of a package, or a folder of them; several may be given',
    )
    .option('--key <file>', "the node's public key (node.pub.pem), fetched from the node itself")
    .option('--deep', 'also derive photographs, detections and decisions again from the clips')
    .option('--models <folder>', 'with --deep: where models lie, beside our own', listed, [])
    .option('--json', 'print one report per line')
    .action(async (paths: string[], options: VerifyOptions) =>
      done((await verify(paths, options)) ? EXIT.ok : EXIT.faults),
    );
};

/** Prints a report for each package, then of their logs. True when nothing was found wrong. */
async function verify(paths: readonly string[], options: VerifyOptions): Promise<boolean> {
  const { key, json } = options;
  const expected = key === undefined ? {} : { publicKey: await readKey(key) };
  const folders = (await Promise.all(paths.map(findPackages))).flat();
  const places: LogPlace[] = [];
  await using derive = options.deep ? await openDeep(options.models) : undefined;
  let good = true;
  for await (const { folder, report } of verifyAll(folders, expected)) {
    const { places: own, ...told } = report;
    // of what is no package there is nothing to derive
    const deep = report.summary && (await derive?.(folder));
    good &&= report.ok && deep?.ok !== false;
    places.push(...own);
    const words = `${showPackage(folder, report)}${deep === undefined ? '' : showDeep(deep)}`;
    process.stdout.write(
      json ? `${JSON.stringify({ folder, ...told, ...(deep && { deep }) })}\n` : words,
    );
  }
  if (folders.length <= 1) return good;
  const logs = compareLogs(sha256, hex, places);
  process.stdout.write(json ? `${JSON.stringify({ logs })}\n` : logs.map(showLog).join(''));
  return good && logs.every(({ faults }) => faults.length === 0);
}

function listed(folder: string, before: readonly string[]): string[] {
  return [...before, folder];
}

/** What derives one package after the other with the same models; to be closed. */
async function openDeep(folders: readonly string[]) {
  const ffmpeg = await locateFfmpeg(process.env);
  const models = new ModelsByHash([...folders, join(packageRoot(), 'models')]);
  const derive = (folder: string) => rederive(folder, { ffmpeg, models });
  return Object.assign(derive, { [Symbol.asyncDispose]: () => models[Symbol.asyncDispose]() });
}

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
