import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Added, addModel } from '../../../agent/adapters/onnx/add-model.ts';
import { recogniseInspected, type Wishes } from '../../../agent/adapters/onnx/draft-manifest.ts';
import { inspectModel } from '../../../agent/adapters/onnx/inspect-model.ts';
import { type Graph, onnxFile } from '../../helpers/onnx/graph.ts';

/** Where the golden picture lies. */
export const PICTURES = fileURLToPath(new URL('../../../models', import.meta.url));

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'models-'));
}

/** An ONNX file of a graph. */
export function onnxOf(graph: Graph): string {
  const file = join(emptyFolder(), 'tiny.onnx');
  writeFileSync(file, onnxFile(graph));
  return file;
}

export interface Adding extends Partial<Wishes> {
  readonly folder?: string;
  readonly replace?: boolean;
}

/** Adds an ONNX file as `models add` does; labels and licence as given, else red and blue. */
export async function add(file: string, adding: Adding = {}): Promise<Added> {
  const { folder = emptyFolder(), replace = false, ...wishes } = adding;
  const labels = wishes.labels ?? ['red', 'blue'];
  const inspected = await inspectModel(file);
  return addModel({
    ...{ inspected, folder, replace },
    recognised: recogniseInspected(inspected, { labels }),
    wishes: { name: 'mine', licence: 'Apache-2.0', ...wishes, labels },
    picture: { folder: PICTURES, name: 'golden-street.jpg' },
  });
}
