import { basename } from 'node:path';
import { AgentError } from '../../ports/errors.ts';
import { COCO, COCO_IDS } from './class-names.ts';
import type { DecoderKind } from './decoder-outputs.ts';
import type { Inspected } from './inspect-model.ts';
import type { ManifestText } from './manifest.ts';
import { type Recognised, recognise } from './recognise.ts';

export type DetectText = Extract<ManifestText, { task: 'detect' }>;

/** What whoever adds a model knows better than its file. */
export interface Wishes {
  readonly name: string;
  readonly labels: readonly string[];
  readonly licence: string;
  readonly version?: string;
  readonly source?: string;
  readonly size?: { readonly width: number; readonly height: number };
  /** Instead of the family that was recognised. */
  readonly decoder?: DecoderKind;
  /** Class number of the first label. */
  readonly firstId?: number;
  /** Over the family's usual preparation of pictures. */
  readonly input?: Partial<DetectText['input']>;
  readonly threshold?: number;
  readonly iou?: number;
}

const THRESHOLD = 0.35;
const METADATA_LENGTH = 200;
/** Names for one and the same object on a street, of which detectors like to give two. */
const KINDS = [
  ['car', 'van', 'bus', 'truck', 'muck-truck', 'service-vehicle'],
  ['bicycle', 'motorcycle', 'tricycle'],
];

/** Recognises an inspected model with the names that are known for it. Throws 'model/unknown-family'. */
export function recogniseInspected(
  { signature, metadata, names, file }: Inspected,
  { labels = names, size }: { labels?: readonly string[]; size?: Wishes['size'] },
): Recognised {
  const known = { metadata, ...(labels && { names: labels }), ...(size && { size }) };
  return recognise(signature, known, file);
}

/**
 * The manifest of a model that was recognised. Throws AgentError 'model/classes' where the labels are not
 * as many as the outputs have room for.
 */
export function draftManifest(inspected: Inspected, found: Recognised, wishes: Wishes): DetectText {
  const { image, prepare, outputs, nms, corners, activation } = found;
  const { labels, name, licence, input = {}, threshold = THRESHOLD, iou = nms.iou } = wishes;
  const decoder = wishes.decoder ?? found.decoder;
  checkCount(inspected.file, found, labels.length);
  const ids = idsOf(found, wishes);
  const { layout, width, height } = image;
  return {
    ...{ name, version: wishes.version ?? inspected.metadata['version'] ?? '1', task: 'detect' },
    ...{ file: `${name}.onnx`, sha256: inspected.sha256, licence },
    source: wishes.source ?? sourceOf(inspected),
    input: { name: image.name, layout, width, height, ...prepare, ...input },
    ...{ batch: found.batch, decoder, outputs, labels: [...labels] },
    ...(ids !== undefined && { ids: [...ids] }),
    ...(corners !== undefined && { corners }),
    ...(activation !== undefined && { activation }),
    thresholds: { default: threshold },
    nms: { ...nms, iou },
    exclusive: exclusiveOf(labels),
  };
}

function checkCount(file: string, { classes, decoder }: Recognised, labels: number): void {
  // queries have room for a background class, and for the numbers that COCO leaves out
  const fits = decoder === 'detr-queries' ? labels <= (classes ?? labels) : labels === classes;
  if (classes === undefined || fits) return;
  throw new AgentError(
    'model/classes',
    `${file} has ${classes} classes, but ${labels} names were given: name all of them, in their order.`,
    { file, classes, labels },
  );
}

function idsOf({ firstId, classes }: Recognised, wishes: Wishes): readonly number[] | undefined {
  const { labels } = wishes;
  const isCoco = labels.length === COCO.length && labels.every((name, at) => name === COCO[at]);
  const sparse = firstId === 1 || (classes !== undefined && classes > COCO_IDS.length);
  if (isCoco && sparse && wishes.firstId === undefined) return COCO_IDS;
  const first = wishes.firstId ?? firstId ?? 0;
  return first === 0 ? undefined : labels.map((_, at) => first + at);
}

function sourceOf({ metadata, file }: Inspected): string {
  const told = metadata['description'] ?? metadata['source'] ?? metadata['author'];
  const text = told?.trim() ?? '';
  return text === '' ? basename(file) : text.slice(0, METADATA_LENGTH);
}

function exclusiveOf(labels: readonly string[]): string[][] {
  return KINDS.map((kinds) => kinds.filter((kind) => labels.includes(kind))).filter(
    (kinds) => kinds.length > 1,
  );
}
