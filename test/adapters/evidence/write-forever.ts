import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { signerOf } from '../../../agent/adapters/evidence/node-key.ts';
import { openPackageWriter } from '../../../agent/adapters/evidence/package-writer.ts';
import type { PackageInput } from '../../../agent/ports/evidence.ts';

// Writes one package after the other until it is killed, and tells each one that is done.
const [directory = '', key = '', inputPath = '', round = ''] = process.argv.slice(2);
const signers = [signerOf(createPrivateKey(readFileSync(key)))] as const;
const software = { name: 'streetwarden', version: '0.1.0' };
const store = await openPackageWriter(
  { directory, signers, node: { id: 'box-1' }, software },
  { utcMs: () => 0 },
);
const input = JSON.parse(readFileSync(inputPath, 'utf8')) as PackageInput;
for (let index = 0; ; index += 1) {
  const evidenceId = `e-${round}-${index}`;
  await store.write({ ...input, evidenceId });
  if (index % 3 === 2) await store.remove(evidenceId, 'test');
  process.stdout.write(`${evidenceId}\n`);
}
