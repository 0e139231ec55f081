import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODEL = fileURLToPath(new URL('../../models/street-v0', import.meta.url));
const NETWORK = 'street-v0.onnx';

/** What may be wrong with a model's folder, by the code that it gives. */
const SPOIL = {
  'model/missing': (folder: string) => rmSync(join(folder, NETWORK)),
  'model/wrong-hash': (folder: string) => truncateSync(join(folder, NETWORK), 1000),
  'model/invalid': (folder: string) => {
    const text = 'this is no network';
    writeFileSync(join(folder, NETWORK), text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const manifest = join(folder, 'model.yaml');
    const named = readFileSync(manifest, 'utf8').replace(/^sha256: \w+$/m, `sha256: ${sha256}`);
    writeFileSync(manifest, named);
  },
};

export type ModelFault = keyof typeof SPOIL;

export const MODEL_FAULTS = Object.keys(SPOIL) as ModelFault[];

/** A copy of the shipped model, spoiled, below `parent`; returns its folder. */
export function brokenModel(parent: string, fault: ModelFault): string {
  const folder = join(parent, fault.replace('/', '-'));
  cpSync(MODEL, folder, { recursive: true });
  SPOIL[fault](folder);
  return folder;
}
