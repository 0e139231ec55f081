import { readFile } from 'node:fs/promises';
import { type VerifyReport, verifyPackage } from '../../adapters/evidence/verify-package.ts';
import { AgentError } from '../../ports/errors.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { systemReason } from './words.ts';

export const verifyCommand: CommandAdder = (program, done) => {
  program
    .command('verify')
    .description('find out whether evidence packages are whole, unaltered and signed')
    .argument('<package...>', 'folder or .zip of a package; several may be given')
    .option('--key <file>', "the node's public key (node.pub.pem), fetched from the node itself")
    .option('--json', 'print one report per line')
    .action(async (folders: string[], { key, json }: { key?: string; json?: true }) => {
      const expected = key === undefined ? {} : { publicKey: await readKey(key) };
      let good = true;
      for (const folder of folders) {
        const report = await verifyPackage(folder, expected);
        good &&= report.ok;
        process.stdout.write(
          json ? `${JSON.stringify({ folder, ...report })}\n` : show(folder, report),
        );
      }
      done(good ? EXIT.ok : EXIT.faults);
    });
};

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

function show(folder: string, { ok, findings, warnings, summary }: VerifyReport): string {
  const lines = [
    `${folder}: ${ok ? 'sound' : 'NOT SOUND'}`,
    ...findings.map((finding) => `  wrong: ${inWords(finding)}`),
  ];
  if (summary !== undefined) {
    const { violation, stage, createdUtc, signedBy, log, evidenceUse, why, media } = summary;
    lines.push(
      `  ${violation} ${stage}, made ${createdUtc} by node ${signedBy.node} (${signedBy.software})`,
      `  key ${signedBy.keyId.slice(0, 16)}..., entry ${log.seq} of the log for ${log.target}, ${media} media`,
      ...(ok
        ? [`  evidence use: ${evidenceUse}`, ...why.map((reason) => `    - ${reason}`)]
        : [`  evidence use: says ${evidenceUse}; not to be relied on`]),
    );
  }
  lines.push(...warnings.map((warning) => `  note: ${warning}`));
  return `${lines.join('\n')}\n`;
}

/** Most messages name the file themselves; '.' is the package as a whole. */
function inWords({ file, message }: VerifyReport['findings'][number]): string {
  return file === '.' || message.startsWith(file) ? message : `${file}: ${message}`;
}
