import type { Verdict } from './condition.ts';
import type { Detail } from './detail.ts';
import { GRID } from './grid.ts';
import { COLOUR_GRID, type HealthPicture } from './health-picture.ts';
import { isKnown, type Ordinary } from './ordinary.ts';

/** Running mean of 0 (whole) and 1 (garbled): lost data comes and goes with the key pictures. */
export interface GarbledState {
  readonly share: number;
  readonly lastMs: number;
}

export const NOTHING_GARBLED: GarbledState = { share: 0, lastMs: -1 };

const MEMORY_MS = 6000;
const OFTEN = 0.4;

/** Decoders begin with Y = U = V = 128 where they have nothing: (130, 130, 130). */
const GREY = { least: 127, most: 133, apart: 3 } as const;
/** Structure that a cell ordinarily has, and what is left of it where it turned grey. */
const LOST_GREY = { was: 14, left: 10 } as const;
/** Nothing that a camera sees is as flat, in grey levels. */
const FLAT = 2;
/** Y = U = V = 0 is (0, 135, 0). */
const GREEN = { most: 40, least: 90 } as const;
/** Colours of broken blocks: so far from grey, of so many of six hues. */
const WILD = { apart: 70, cells: 2, hues: 3 } as const;
/** Cells with stripes along one direction only: decoders draw the last good row on and on. */
const STRIPED = { least: 4, ratio: 0.08, ordinarily: 0.2 } as const;
/** Broken blocks are checkered: mean difference of neighbours, and how much more than ordinarily. */
const CHECKERED = { least: 18, more: 2 } as const;
/** Shares of the cells from which on a picture is garbled; healthy films reach less than half of them. */
const SHARES = { flat: 0.15, newGrey: 0.15, green: 0.08, striped: 0.1, checkered: 0.03 } as const;

/** Damage spreads with all that moves until the next key frame; cameras send one in 1 to 4 s. */
const SMEAR_MS = 4000;

/** Grey or green flats, smeared rows, checkered blocks: what decoders make of lost data. */
export function stepGarbled(
  before: GarbledState,
  ordinary: Ordinary,
  seen: { readonly picture: HealthPicture; readonly detail: Detail; readonly mediaMs: number },
): { readonly state: GarbledState; readonly verdict: Verdict } {
  const shares = sharesOf(ordinary, seen.picture, seen.detail);
  const names = Object.keys(SHARES) as (keyof typeof SHARES)[];
  const sign =
    names.find((name) => shares[name] >= SHARES[name]) ??
    wildSign(seen.picture, ordinary) ??
    lossSign(seen.picture, seen.mediaMs);
  const stepMs = before.lastMs < 0 ? 0 : seen.mediaMs - before.lastMs;
  const gain = 1 - Math.exp(-Math.max(0, stepMs) / MEMORY_MS);
  const share = before.share + gain * ((sign === undefined ? 0 : 1) - before.share);
  const facts = { share: round(share), ...(sign !== undefined && { sign }) };
  return {
    state: { share, lastMs: seen.mediaMs },
    verdict: { bad: sign !== undefined || share > OFTEN, facts },
  };
}

/** Flats are told without knowing the scene; a house front may have stripes of its own. */
function sharesOf(ordinary: Ordinary, { colour }: HealthPicture, detail: Detail) {
  const { mean, range } = detail;
  const ifKnown = (is: (cell: number) => boolean) =>
    isKnown(ordinary) ? share(mean.length, is) : 0;
  return {
    flat: share(mean.length, (cell) => isGreyTone(mean[cell] ?? 0) && (range[cell] ?? 0) <= FLAT),
    newGrey: ifKnown(
      (cell) =>
        (ordinary.structure[cell] ?? 0) >= LOST_GREY.was &&
        (detail.structure[cell] ?? 0) < LOST_GREY.left &&
        isGrey(colour, colourCell(cell)),
    ),
    green: share(colour.length / 3, (cell) => isGreen(colour, cell)),
    striped: ifKnown((cell) => isStriped(detail, cell) && !hasStripes(ordinary, cell)),
    checkered: ifKnown(
      (cell) =>
        lesser(detail, cell) > Math.max(CHECKERED.least, CHECKERED.more * lesser(ordinary, cell)),
    ),
  };
}

/** Mean differences of neighbours, of a picture or ordinarily. */
type Neighbours = Readonly<Record<'across' | 'down', ArrayLike<number>>>;

function lesser({ across, down }: Neighbours, cell: number): number {
  return Math.min(across[cell] ?? 0, down[cell] ?? 0);
}

function greater({ across, down }: Neighbours, cell: number): number {
  return Math.max(across[cell] ?? 0, down[cell] ?? 0);
}

function isStriped(seen: Neighbours, cell: number): boolean {
  const most = greater(seen, cell);
  return most > STRIPED.least && lesser(seen, cell) < STRIPED.ratio * most;
}

function hasStripes(seen: Neighbours, cell: number): boolean {
  return lesser(seen, cell) < STRIPED.ordinarily * greater(seen, cell);
}

function isGreyTone(value: number): boolean {
  return value >= GREY.least && value <= GREY.most;
}

function isGrey(colour: ArrayLike<number>, cell: number): boolean {
  const { most, least } = extremes(colour, cell);
  return isGreyTone(most) && isGreyTone(least) && most - least <= GREY.apart;
}

/** The cell of the colours in which a cell of the detail lies. */
function colourCell(cell: number): number {
  const x = Math.floor(((cell % GRID.width) * COLOUR_GRID.width) / GRID.width);
  const y = Math.floor((Math.floor(cell / GRID.width) * COLOUR_GRID.height) / GRID.height);
  return y * COLOUR_GRID.width + x;
}

function isGreen(colour: Uint8Array, cell: number): boolean {
  const [red = 0, green = 0, blue = 0] = colour.subarray(cell * 3, cell * 3 + 3);
  return red < GREEN.most && blue < GREEN.most && green > GREEN.least;
}

/** Strong colours of several hues where there were none. */
function wildSign({ colour }: HealthPicture, ordinary: Ordinary): 'wild' | undefined {
  if (!isKnown(ordinary)) return undefined;
  const hues = new Uint8Array(6);
  for (let cell = 0; cell < colour.length / 3; cell += 1) {
    const usual = extremes(ordinary.colour, cell);
    if (extremes(colour, cell).apart < WILD.apart + usual.apart / 2) continue;
    const hue = hueOf(colour, cell);
    hues[hue] = (hues[hue] ?? 0) + 1;
  }
  return hues.filter((cells) => cells >= WILD.cells).length >= WILD.hues ? 'wild' : undefined;
}

/** A decoder that lacks data hides it well: what is missing is drawn as it was before, or beside. */
function lossSign({ damagedMs }: HealthPicture, mediaMs: number): 'lost-data' | undefined {
  return damagedMs !== undefined && mediaMs - damagedMs < SMEAR_MS ? 'lost-data' : undefined;
}

/** Red, yellow, green, cyan, blue, magenta: 0 to 5. */
function hueOf(colour: Uint8Array, cell: number): number {
  const [red = 0, green = 0, blue = 0] = colour.subarray(cell * 3, cell * 3 + 3);
  const { most, apart } = extremes(colour, cell);
  if (most === red) return (Math.round((green - blue) / apart) + 6) % 6;
  if (most === green) return Math.round(2 + (blue - red) / apart);
  return Math.round(4 + (red - green) / apart) % 6;
}

function extremes(colour: ArrayLike<number>, cell: number) {
  const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((k) => colour[cell * 3 + k] ?? 0);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  return { most, least, apart: most - least };
}

function share(cells: number, is: (cell: number) => boolean): number {
  let count = 0;
  for (let cell = 0; cell < cells; cell += 1) if (is(cell)) count += 1;
  return count / cells;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
