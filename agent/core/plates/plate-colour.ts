import type { PlateKind } from './plate-grammar.ts';

/** The ground of a plate. */
export type PlateColour = 'blue' | 'yellow' | 'green' | 'yellow-green' | 'white' | 'black';

/** How much of a plate must have a colour for the answer to be more than a guess. */
const LEAST_SHARE = 0.3;
/** Below this spread of red, green and blue (of 255) a pixel is grey. */
const GREY = 28;
const DARK = 70;
const BRIGHT = 140;

type Hue = 'blue' | 'yellow' | 'green' | 'white' | 'black' | 'other';

/**
 * The colour of a plate from its pixels (RGB, 8 bit, `width` per row, nothing but the plate); undefined under
 * infrared light and where none prevails. The kind that was read decides between what looks alike: signs of an
 * ordinary plate make no green one.
 */
export function plateColour(
  pixels: Uint8Array,
  width: number,
  kinds: readonly PlateKind[],
): PlateColour | undefined {
  const left = countHues(pixels, width, 0, 0.25);
  const right = countHues(pixels, width, 0.3, 1);
  const [hue, share] = prevailing(right);
  if (share < LEAST_SHARE) return undefined;
  const possible = COLOURS[kinds[0] ?? 'ordinary'];
  if (hue === 'green' || kinds.includes('new-energy-large')) {
    const large = kinds.includes('new-energy-large') && prevailing(left)[0] === 'yellow';
    const colour = large ? 'yellow-green' : 'green';
    return possible.includes(colour) && hue !== 'other' && isColoured(hue) ? colour : undefined;
  }
  return hue !== 'other' && possible.includes(hue) ? hue : undefined;
}

const isColoured = (hue: Hue): boolean => hue === 'green' || hue === 'yellow' || hue === 'white';

/** The grounds of each kind (GA 36-2018). */
const COLOURS: Readonly<Record<PlateKind, readonly PlateColour[]>> = {
  ordinary: ['blue', 'yellow', 'black'],
  'new-energy': ['green'],
  'new-energy-large': ['yellow-green', 'green'],
  police: ['white'],
  learner: ['yellow'],
  trailer: ['yellow'],
  embassy: ['black'],
  consulate: ['black'],
  'cross-border': ['black'],
  rescue: ['white'],
  'armed-police': ['white'],
  military: ['white'],
};

type Counts = Readonly<Record<Hue, number>>;

function countHues(pixels: Uint8Array, width: number, from: number, to: number): Counts {
  const counts = { blue: 0, yellow: 0, green: 0, white: 0, black: 0, other: 0 };
  for (let at = 0; at < pixels.length; at += 3) {
    const along = ((at / 3) % width) / width;
    if (along < from || along > to) continue;
    counts[hueOf(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0)] += 1;
  }
  return counts;
}

function hueOf(red: number, green: number, blue: number): Hue {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  // the darker a picture, the less its colours differ
  if (most - least < Math.max(10, (GREY * most) / 160)) return greyOf(most);
  if (blue === most) return blue - green > 0.25 * (most - least) ? 'blue' : 'other';
  if (blue === least && red > 0.7 * green && red >= green * 0.9) return 'yellow';
  return green === most ? 'green' : 'other';
}

function greyOf(most: number): Hue {
  if (most < DARK) return 'black';
  return most > BRIGHT ? 'white' : 'other';
}

/**
 * Colour before grey: the signs themselves, and what the light washes out, are black or white on any plate.
 */
function prevailing(counts: Counts): readonly [Hue, share: number] {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const coloured = (['blue', 'yellow', 'green'] as const)
    .map((hue) => [hue, counts[hue] / Math.max(1, total)] as const)
    .sort((a, b) => b[1] - a[1])[0];
  if (coloured !== undefined && coloured[1] >= LEAST_SHARE) return coloured;
  const grey = counts.white >= counts.black ? 'white' : 'black';
  return [grey, counts[grey] / Math.max(1, total)];
}
