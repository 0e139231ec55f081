import { gridCells } from '../../core/vision/decode-yolox.ts';
import type { DecoderKind } from './decoder-outputs.ts';
import type { ManifestText } from './manifest.ts';
import type { Known } from './recognise.ts';
import type { ImageInput } from './recognise-input.ts';
import type { Signature, TensorInfo } from './signature.ts';

type DetectText = Extract<ManifestText, { task: 'detect' }>;

/** How a family is read, and how its pictures are usually prepared. */
export interface FamilyMatch {
  /** For people. */
  readonly family: string;
  readonly decoder: DecoderKind;
  readonly outputs: NonNullable<DetectText['outputs']>;
  /** How many classes the outputs have room for; undefined where they only name numbers. */
  readonly classes?: number;
  /** Number of the first class, where it is not 0. */
  readonly firstId?: number;
  readonly prepare: Partial<DetectText['input']>;
  readonly nms: NonNullable<DetectText['nms']>;
  readonly corners?: DetectText['corners'];
  readonly activation?: DetectText['activation'];
}

interface Seen extends Signature {
  readonly image: ImageInput;
  readonly known: Known;
}

type Family = (seen: Seen) => FamilyMatch | undefined;

const SHARES = { scale: 1 / 255 };
const IMAGENET: FamilyMatch['prepare'] = {
  ...SHARES,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
};
const BY_LABEL = { iou: 0.6 };
/** One query may name two classes for the very same box. */
const BY_BOX = { iou: 0.8, across: true };

/** Ultralytics trains with the picture in the middle of a grey square. */
const ultralyticsPixels = { ...SHARES, place: 'centre' } as const;

const named = ({ outputs }: Signature, pattern: RegExp) =>
  outputs.find(({ name }) => pattern.test(name));

const last = ({ shape }: TensorInfo): number | string | undefined => shape.at(-1);

const detr: Family = (seen) => {
  const { boxes, classes, scores } = listOutputs(seen);
  if (seen.image.sizes === undefined || !boxes || !classes || !scores) return undefined;
  return {
    family: 'DETR with its selection inside (D-FINE, DEIM, RT-DETR)',
    decoder: 'detr',
    outputs: { boxes: boxes.name, classes: classes.name, scores: scores.name },
    prepare: { ...floatsOnly(seen, SHARES), fit: 'stretch', sizes: seen.image.sizes },
    nms: BY_BOX,
  };
};

const queries: Family = (seen) => {
  const boxes = named(seen, /dets|boxes/i);
  const logits = seen.outputs.find((one) => one !== boxes && /logits|labels/i.test(one.name));
  if (seen.outputs.length !== 2 || !boxes || !logits || last(boxes) !== 4) return undefined;
  const width = last(logits);
  if (logits.type !== 'float32' || typeof width !== 'number') return undefined;
  return {
    family: 'DETR without its selection (RF-DETR, RT-DETR)',
    decoder: 'detr-queries',
    outputs: { boxes: boxes.name, logits: logits.name },
    classes: width,
    prepare: { ...floatsOnly(seen, IMAGENET), fit: 'stretch' },
    nms: BY_BOX,
  };
};

const ssd: Family = (seen) => {
  const { boxes, classes, scores, count } = listOutputs(seen);
  if (!boxes || !classes || !scores) return undefined;
  const tensorflow = boxes.name.startsWith('detection_');
  return {
    family: tensorflow ? 'SSD (TensorFlow)' : 'SSD (torchvision and others)',
    decoder: 'ssd',
    outputs: {
      ...{ boxes: boxes.name, classes: classes.name, scores: scores.name },
      ...(count !== undefined && { count: count.name }),
    },
    firstId: 1,
    prepare: { ...floatsOnly(seen, tensorflow ? {} : SHARES), fit: 'stretch' },
    nms: BY_LABEL,
    corners: tensorflow ? 'yxyx-shares' : 'xyxy-pixels',
  };
};

const ownBoxes: Family = (seen) => {
  const [boxes, scores] = [named(seen, /box/i), named(seen, /score|conf|prob/i)];
  if (seen.outputs.length !== 2 || !boxes || !scores || last(boxes) !== 4) return undefined;
  const width = last(scores);
  if (scores.shape.length !== 3 || typeof width !== 'number') return undefined;
  return {
    family: 'boxes and a score per label, decoded inside',
    decoder: 'boxes-scores',
    outputs: { boxes: boxes.name, scores: scores.name },
    classes: width,
    prepare: floatsOnly(seen, SHARES),
    nms: BY_LABEL,
  };
};

const endToEnd: Family = (seen) => {
  const only = onlyOutput(seen);
  const rows = only?.shape[1];
  // with one class YOLOv5 has rows of six too, but one for each anchor
  if (!only || last(only) !== 6 || (typeof rows === 'number' && rows > 1000)) return undefined;
  const marked = seen.known.metadata['end2end'];
  if (marked === 'False' || isCells(seen, rows)) return undefined;
  return {
    family: 'end-to-end YOLO (v10, v26)',
    decoder: 'end-to-end',
    outputs: { rows: only.name },
    prepare: floatsOnly(seen, ultralyticsPixels),
    nms: BY_BOX,
  };
};

const yolo: Family = (seen) => {
  const only = onlyOutput(seen);
  if (only === undefined) return undefined;
  const [, first, second] = only.shape;
  const planes = typeof first === 'number' && !(typeof second === 'number' && second < first);
  if (planes) return anchors(only, 'ultralytics', first - 4, seen);
  if (typeof second !== 'number') return undefined;
  const names = seen.known.names?.length;
  const plain = names === undefined ? first === undefined : second === names + 4;
  if (plain) return anchors(only, 'ultralytics', second - 4, seen);
  if (isCells(seen, first) && !isUltralytics(seen)) return yolox(only, second - 5);
  return anchors(only, 'yolov5', second - 5, seen);
};

function anchors(
  only: TensorInfo,
  decoder: 'ultralytics' | 'yolov5',
  classes: number,
  seen: Seen,
): FamilyMatch | undefined {
  if (classes < 1) return undefined;
  return {
    family: decoder === 'yolov5' ? 'YOLOv5, v7 (raw)' : 'Ultralytics v8, v9, v11, v12 (raw)',
    decoder,
    outputs: { rows: only.name },
    classes,
    prepare: floatsOnly(seen, ultralyticsPixels),
    nms: BY_LABEL,
  };
}

function yolox(only: TensorInfo, classes: number): FamilyMatch | undefined {
  if (classes < 1) return undefined;
  return {
    family: 'YOLOX (raw grid)',
    decoder: 'yolox-grid',
    outputs: { grid: only.name },
    classes,
    prepare: { colour: 'bgr' },
    nms: BY_LABEL,
  };
}

/** The first that fits is it: lists before two outputs, the short list of six before rows of any width. */
export const FAMILIES: readonly Family[] = [detr, queries, ownBoxes, ssd, endToEnd, yolo];

/** The outputs of a list of objects, by name and shape. */
function listOutputs(seen: Signature) {
  const boxes = seen.outputs.find((one) => /box/i.test(one.name) && last(one) === 4);
  const classes = seen.outputs.find(
    (one) => one !== boxes && /label|class/i.test(one.name) && !/score|logit/i.test(one.name),
  );
  const scores = named(seen, /score|conf/i);
  return { boxes, classes, scores, count: named(seen, /num|count/i) };
}

function onlyOutput({ outputs }: Signature): TensorInfo | undefined {
  const [only, ...others] = outputs;
  return others.length === 0 && only?.shape.length === 3 && only.type === 'float32'
    ? only
    : undefined;
}

function isCells({ image }: Seen, rows: number | string | undefined): boolean {
  return rows === gridCells(image);
}

function isUltralytics({ known }: Seen): boolean {
  return known.metadata['stride'] !== undefined || known.metadata['imgsz'] !== undefined;
}

/** Bytes go in as they are. */
function floatsOnly({ image }: Seen, prepare: FamilyMatch['prepare']): FamilyMatch['prepare'] {
  if (image.layout.endsWith('float32')) return prepare;
  const { scale: _, mean: __, std: ___, ...rest } = prepare;
  return rest;
}
