import type { Verdict } from './condition.ts';
import type { Detail } from './detail.ts';
import type { HealthPicture } from './health-picture.ts';

/** What decoders make of no data at all: Y = U = V = 128 is (130, 130, 130). */
const GREY = [126, 134] as const;
/** Nothing that a camera sees is as flat, in grey levels. */
const FLAT = 2;
/** Y = U = V = 0 is (0, 135, 0). */
const GREEN = { most: 40, least: 90 };
/** Cells with stripes along one direction only: decoders draw the last good row on and on. */
const STRIPED = { across: 4, ratio: 0.08 };
const GREY_SHARE = 0.15;
const GREEN_SHARE = 0.08;
const STRIPED_SHARE = 0.1;

/** Grey or green flats, or smeared rows: what decoders make of lost data. */
export function judgeGarbled(picture: HealthPicture, detail: Detail): Verdict {
  const grey = share(detail.mean, (cell) => isGrey(detail, cell));
  const striped = share(detail.mean, (cell) => isStriped(detail, cell));
  const green = greenShare(picture.colour);
  const bad = grey >= GREY_SHARE || green >= GREEN_SHARE || striped >= STRIPED_SHARE;
  return { bad, facts: { grey: round(grey), green: round(green), striped: round(striped) } };
}

function isGrey({ mean, range }: Detail, cell: number): boolean {
  const value = mean[cell] as number;
  return value >= GREY[0] && value <= GREY[1] && (range[cell] as number) <= FLAT;
}

function isStriped({ across, down }: Detail, cell: number): boolean {
  const [a, d] = [across[cell] as number, down[cell] as number];
  return Math.max(a, d) > STRIPED.across && Math.min(a, d) < STRIPED.ratio * Math.max(a, d);
}

function greenShare(colour: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < colour.length; at += 3) {
    const [red, green, blue] = [colour[at] ?? 0, colour[at + 1] ?? 0, colour[at + 2] ?? 0];
    if (red < GREEN.most && blue < GREEN.most && green > GREEN.least) count += 1;
  }
  return count / (colour.length / 3);
}

function share(values: Float32Array, is: (cell: number) => boolean): number {
  return values.reduce((sum, _, cell) => sum + (is(cell) ? 1 : 0), 0) / values.length;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
