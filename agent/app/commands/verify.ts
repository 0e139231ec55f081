import { readFile } from 'node:fs/promises';
import { type VerifyReport, verifyPackage } from '../../adapters/evidence/verify-package.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';

export const verifyCommand: CommandAdder = (program, done) => {
  program
    .command('verify')
    .description('check evidence packages: files, hashes, signature, log proof')
    .argument('<package...>', 'folders of packages')
    .option('--key <file>', "the node's public key (PEM), got by another way than the package")
    .option('--json', 'print one report per line')
    .action(async (folders: string[], { key, json }: { key?: string; json?: true }) => {
      const publicKey = key === undefined ? undefined : await readFile(key, 'utf8');
      let good = true;
      for (const folder of folders) {
        const report = await verifyPackage(folder, publicKey === undefined ? {} : { publicKey });
        good &&= report.ok;
        process.stdout.write(
          json ? `${JSON.stringify({ folder, ...report })}\n` : show(folder, report),
        );
      }
      done(good ? EXIT.ok : EXIT.faults);
    });
};

function show(folder: string, { ok, findings, warnings, summary }: VerifyReport): string {
  const lines = [`${folder}: ${ok ? 'sound' : 'NOT SOUND'}`];
  if (summary !== undefined) {
    const { violation, stage, createdUtc, signedBy, log, evidenceUse, why, media } = summary;
    lines.push(
      `  ${violation} ${stage}, made ${createdUtc} by node ${signedBy.node} (${signedBy.software})`,
      `  key ${signedBy.keyId.slice(0, 16)}..., entry ${log.seq} of the log for ${log.target}, ${media} media`,
      `  evidence use: ${evidenceUse}`,
      ...why.map((reason) => `    - ${reason}`),
    );
  }
  lines.push(...findings.map(({ file, message }) => `  wrong: ${file}: ${message}`));
  lines.push(...warnings.map((warning) => `  note: ${warning}`));
  return `${lines.join('\n')}\n`;
}
