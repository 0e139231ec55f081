import { AgentError } from '../../ports/errors.ts';
import { FAMILIES, type FamilyMatch } from './families.ts';
import type { ManifestText } from './manifest.ts';
import { type ImageInput, imageInput } from './recognise-input.ts';
import { type Signature, showTensor } from './signature.ts';

/** What is known of a model before its graph is looked at. */
export interface Known {
  readonly metadata: Readonly<Record<string, string>>;
  /** Class names, from the metadata or from the user. */
  readonly names?: readonly string[];
  /** For graphs that take any size. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** A model whose family is known; what a manifest needs beside names, hash and licence. */
export interface Recognised extends FamilyMatch {
  readonly image: ImageInput;
  readonly batch: ManifestText['batch'];
}

/**
 * Tells from inputs, outputs and notes of a graph how it is fed and read. Throws AgentError
 * 'model/unknown-family' with what was found, and what was looked for.
 */
export function recognise(signature: Signature, known: Known, path: string): Recognised {
  const task = known.metadata['task'];
  if (task !== undefined && task !== 'detect')
    throw unknown(`its notes say that it is for the task "${task}", needed is "detect"`, path);
  const image = imageInput(signature, known);
  if (typeof image === 'string') throw unknown(image, path, signature);
  for (const family of FAMILIES) {
    const match = family({ ...signature, image, known });
    if (match !== undefined) return { ...match, image, batch: image.batch };
  }
  throw unknown('its outputs are those of no family that is known', path, signature);
}

function unknown(why: string, path: string, signature?: Signature): AgentError {
  const list = (tensors: Signature['inputs']) =>
    tensors.map((tensor) => `${tensor.name} ${showTensor(tensor)}`).join(', ');
  const has =
    signature === undefined
      ? ''
      : ` It takes ${list(signature.inputs)} and gives ${list(signature.outputs)}.`;
  const message = `${path} cannot be read: ${why}.${has} docs/models.md lists the families.`;
  return new AgentError('model/unknown-family', message, { path, why });
}
