import { existsSync } from 'node:fs';
import { AgentError } from '../../ports/errors.ts';
import { notedNames } from './class-names.ts';
import { sha256Of } from './load-manifest.ts';
import { readMetadata } from './onnx-metadata.ts';
import { createSession } from './session.ts';
import { type Signature, signatureOf } from './signature.ts';

/** What an ONNX file says of itself. */
export interface Inspected {
  readonly file: string;
  readonly sha256: string;
  readonly signature: Signature;
  readonly metadata: Readonly<Record<string, string>>;
  /** Class names out of the metadata. */
  readonly names?: readonly string[];
  /** SPDX name, as far as the metadata tells one. */
  readonly licence?: string;
}

/**
 * Loads an ONNX file and reads its inputs, outputs and notes.
 * Throws AgentError 'model/missing' or 'model/invalid' (no model, or an operator that the runtime lacks).
 */
export async function inspectModel(file: string): Promise<Inspected> {
  if (!existsSync(file)) throw new AgentError('model/missing', `${file} is not there`, { file });
  const metadata = readMetadata(file);
  const session = await createSession(file, 1);
  const signature = signatureOf(session);
  await session.release();
  const names = notedNames(metadata['names']);
  // 'AGPL-3.0 License (https://...)' names its SPDX name first
  const [licence] = (metadata['license'] ?? '').split(/[ ,(]/);
  return {
    ...{ file, sha256: await sha256Of(file), signature, metadata },
    ...(names !== undefined && { names }),
    ...(licence !== undefined && licence !== '' && { licence }),
  };
}
