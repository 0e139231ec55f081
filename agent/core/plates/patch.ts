import type { Size } from '../vision/view.ts';

/** RGB, 8 bit, rows top down. */
export interface Pixels extends Size {
  readonly pixels: Uint8Array;
}

/** A parallelogram of a picture, in its pixels: a corner and the two sides that start there. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  /** Along the text. */
  readonly alongX: number;
  readonly alongY: number;
  /** Down the text. */
  readonly downX: number;
  readonly downY: number;
}

/** Parts of a picture put side by side, as wide as their shares say: one line of text for a recogniser. */
export interface Patch {
  readonly parts: readonly { readonly frame: Frame; readonly share: number }[];
}

/** The share of an upper row's two signs in a line that has the lower row's five beside them. */
const UPPER_SHARE = 0.32;

export function oneRow(frame: Frame): Patch {
  return { parts: [{ frame, share: 1 }] };
}

export function twoRows(upper: Frame, lower: Frame): Patch {
  return {
    parts: [
      { frame: upper, share: UPPER_SHARE },
      { frame: lower, share: 1 - UPPER_SHARE },
    ],
  };
}

/** The part of a frame between shares of its sides; below 0 and above 1 reaches out of it. */
export function partOf(
  frame: Frame,
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
): Frame {
  const { x, y, alongX, alongY, downX, downY } = frame;
  return {
    x: x + left * alongX + top * downX,
    y: y + left * alongY + top * downY,
    alongX: alongX * (right - left),
    alongY: alongY * (right - left),
    downX: downX * (bottom - top),
    downY: downY * (bottom - top),
  };
}

/** The whole of a picture. */
export function wholeOf({ width, height }: Size): Frame {
  return { x: 0, y: 0, alongX: width, alongY: 0, downX: 0, downY: height };
}

/** One column of a patch: where it starts in the picture, and its steps down. */
interface Column {
  readonly x: number;
  readonly y: number;
  readonly downX: number;
  readonly downY: number;
  /** Pixels of the picture per pixel of the patch, along. */
  readonly pitch: number;
}

/**
 * The patch as `size` pixels (RGB, 8 bit), straightened: bilinear, the mean of several samples where the
 * picture is finer than the patch. Outside the picture its edge goes on.
 */
export function cutPatch(picture: Pixels, { parts }: Patch, size: Size): Uint8Array {
  const cut = new Uint8Array(size.width * size.height * 3);
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  let from = 0;
  parts.forEach(({ frame, share }, index) => {
    const last = index === parts.length - 1;
    const to = last ? size.width : from + Math.round((size.width * share) / total);
    for (let at = from; at < to; at += 1) {
      const along = (at - from + 0.5) / (to - from);
      drawColumn(picture, columnOf(frame, along, to - from, size.height), cut, at, size);
    }
    from = to;
  });
  return cut;
}

function columnOf(frame: Frame, along: number, width: number, height: number): Column {
  return {
    x: frame.x + along * frame.alongX,
    y: frame.y + along * frame.alongY,
    downX: frame.downX / height,
    downY: frame.downY / height,
    pitch: Math.hypot(frame.alongX, frame.alongY) / width,
  };
}

function drawColumn(
  picture: Pixels,
  { x, y, downX, downY, pitch }: Column,
  cut: Uint8Array,
  at: number,
  { width, height }: Size,
): void {
  const samples = Math.min(4, Math.max(1, Math.round(Math.max(pitch, Math.hypot(downX, downY)))));
  const sums: Sums = [0, 0, 0];
  for (let row = 0; row < height; row += 1) {
    sums.fill(0);
    for (let i = 0; i < samples; i += 1)
      for (let j = 0; j < samples; j += 1) {
        const down = row + (j + 0.5) / samples;
        const aside = ((i + 0.5) / samples - 0.5) * pitch;
        addSample(picture, x + aside + down * downX, y + down * downY, sums);
      }
    const to = (row * width + at) * 3;
    cut[to] = Math.round(sums[0] / samples ** 2);
    cut[to + 1] = Math.round(sums[1] / samples ** 2);
    cut[to + 2] = Math.round(sums[2] / samples ** 2);
  }
}

type Sums = [red: number, green: number, blue: number];

/** Adds one sample of the picture, bilinear; pixel centres lie at halves. */
function addSample({ pixels, width, height }: Pixels, x: number, y: number, sums: Sums): void {
  const px = Math.min(width - 1, Math.max(0, x - 0.5));
  const py = Math.min(height - 1, Math.max(0, y - 0.5));
  const [left, top] = [Math.floor(px), Math.floor(py)];
  const right = Math.min(width - 1, left + 1);
  const below = Math.min(height - 1, top + 1) * width;
  const above = top * width;
  const [shareX, shareY] = [px - left, py - top];
  for (let colour = 0; colour < 3; colour += 1) {
    const a = pixels[(above + left) * 3 + colour] ?? 0;
    const b = pixels[(above + right) * 3 + colour] ?? 0;
    const c = pixels[(below + left) * 3 + colour] ?? 0;
    const d = pixels[(below + right) * 3 + colour] ?? 0;
    const upper = a + (b - a) * shareX;
    const value = upper + (c + (d - c) * shareX - upper) * shareY;
    sums[colour as 0 | 1 | 2] += value;
  }
}
