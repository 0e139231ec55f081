import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import type { Box } from '../../../agent/core/geometry/box.ts';

/** What a detector trained on photographs (COCO) says it sees; boxes in shares of the picture. */
export interface CocoFinding {
  readonly label: string;
  readonly score: number;
  readonly box: Box;
}

export interface Picture {
  readonly pixels: Buffer;
  readonly width: number;
  readonly height: number;
}

export interface CocoDetector {
  readonly name: string;
  detect(picture: Picture): Promise<readonly CocoFinding[]>;
}

/** Of the 80 labels those that a street has, by their index. */
const LABELS: Readonly<Record<number, string>> = {
  ...{ 0: 'person', 1: 'bicycle', 2: 'car', 3: 'motorcycle', 5: 'bus', 7: 'truck' },
};

const LEAST = 0.2;

/** DEIMv2 (femto): plain resize to 416, RGB / 255, boxes already in the size that it is told. */
export async function openDeim(file: string): Promise<CocoDetector> {
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1 });
  const size = 416;
  return {
    name: 'deimv2_femto',
    detect: async (picture) => {
      const images = await planes(picture, size, size);
      const sizes = new Tensor('int64', BigInt64Array.from([BigInt(size), BigInt(size)]), [1, 2]);
      const { labels, boxes, scores } = await session.run({ images, orig_target_sizes: sizes });
      const [of, at, how] = [labels, boxes, scores].map((one) =>
        [...(one?.data ?? [])].map(Number),
      );
      return (how ?? []).flatMap((score, index) => {
        const label = LABELS[of?.[index] ?? -1];
        if (score < LEAST || label === undefined) return [];
        const [left = 0, top = 0, right = 0, bottom = 0] =
          at?.slice(index * 4, index * 4 + 4).map((part) => part / size) ?? [];
        return [{ label, score, box: { left, top, right, bottom } }];
      });
    },
  };
}

/** YOLO11n: letterbox to 640, RGB / 255, rows of cx, cy, w, h and 80 scores; duplicates go here. */
export async function openYolo(file: string): Promise<CocoDetector> {
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1 });
  const size = 640;
  return {
    name: 'yolo11n',
    detect: async (picture) => {
      const scale = size / Math.max(picture.width, picture.height);
      const [width, height] = [picture.width, picture.height].map((side) =>
        Math.round(side * scale),
      );
      const images = await planes(picture, width ?? size, height ?? size, size);
      const { output0 } = await session.run({ images });
      const data = output0?.data as Float32Array;
      return apart(yoloRows(data, width ?? size, height ?? size));
    },
  };
}

function yoloRows(data: Float32Array, width: number, height: number): CocoFinding[] {
  const count = data.length / 84;
  const value = (row: number, column: number) => data[row * count + column] ?? 0;
  return Array.from({ length: count }, (_, column) => column).flatMap((column) =>
    Object.entries(LABELS).flatMap(([index, label]) => {
      const score = value(4 + Number(index), column);
      if (score < LEAST) return [];
      const [x, y, w, h] = [0, 1, 2, 3].map((row) => value(row, column)) as [
        number,
        number,
        number,
        number,
      ];
      const box = {
        left: (x - w / 2) / width,
        top: (y - h / 2) / height,
        right: (x + w / 2) / width,
        bottom: (y + h / 2) / height,
      };
      return [{ label, score, box }];
    }),
  );
}

/** Greedy suppression within a label: of two that overlap by more than 0.6 the surer one stays. */
function apart(found: readonly CocoFinding[]): readonly CocoFinding[] {
  const kept: CocoFinding[] = [];
  for (const one of [...found].sort((a, b) => b.score - a.score))
    if (!kept.some(({ label, box }) => label === one.label && overlap(box, one.box) > 0.6))
      kept.push(one);
  return kept;
}

/** Intersection over union. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const area = (box: Box) => (box.right - box.left) * (box.bottom - box.top);
  return (width * height) / (area(a) + area(b) - width * height);
}

/** Three planes of 0 to 1 in the upper left of a square, grey around. */
async function planes(
  { pixels, width, height }: Picture,
  toWidth: number,
  toHeight: number,
  size = toWidth,
): Promise<Tensor> {
  const small = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(toWidth, toHeight, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  const data = new Float32Array(3 * size * size).fill(114 / 255);
  for (let y = 0; y < toHeight; y += 1)
    for (let x = 0; x < toWidth; x += 1)
      for (let plane = 0; plane < 3; plane += 1)
        data[plane * size * size + y * size + x] =
          (small[(y * toWidth + x) * 3 + plane] ?? 0) / 255;
  return new Tensor('float32', data, [1, 3, size, size]);
}
