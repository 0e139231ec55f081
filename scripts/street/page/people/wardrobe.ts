import { random } from '../../world/random.ts';
import { blend, rgb } from './colour.ts';
import type { Rgb } from './loft.ts';
import type { Figure } from './skeleton.ts';

export interface Top {
  readonly colour: Rgb;
  /** Of the stripe, the block at the shoulders or the open front. */
  readonly second: Rgb;
  readonly cut: 'plain' | 'block' | 'open' | 'stripes' | 'checks';
  /** Share of the arm that is covered. */
  readonly sleeve: number;
  /** How far below the pelvis' middle it ends, share of the height. */
  readonly hem: number;
  /** Thickness, share of the height. */
  readonly thick: number;
}

export interface Bottom {
  readonly colour: Rgb;
  /** Share of the leg that is covered. */
  readonly length: number;
  /** Width at the knee and at the ankle, shares of the height. */
  readonly knee: number;
  readonly ankle: number;
  /** A skirt, down to this share of the leg. */
  readonly skirt?: number;
}

export interface Outfit {
  readonly top: Top;
  readonly bottom: Bottom;
  readonly shoe: Rgb;
  readonly sole: Rgb;
  readonly skin: Rgb;
  readonly hair: Rgb;
  readonly hairCut: 'short' | 'bob' | 'long' | 'bun' | 'thin';
  readonly hat?: { readonly kind: 'cap' | 'straw' | 'helmet' | 'sun'; readonly colour: Rgb };
  readonly mask?: Rgb;
  readonly bag?: { readonly kind: 'backpack' | 'shoulder' | 'carrier'; readonly colour: Rgb };
  readonly apron?: Rgb;
  readonly vest?: boolean;
}

/** What people of one kind wear; one of each is drawn by the seed. */
interface Wardrobe {
  readonly figure: Figure;
  readonly tops: readonly string[];
  readonly cuts: readonly Top['cut'][];
  readonly sleeves: readonly number[];
  readonly hems: readonly number[];
  readonly thick: number;
  readonly bottoms: readonly string[];
  readonly shapes: readonly Omit<Bottom, 'colour'>[];
  readonly shoes: readonly string[];
  readonly hair: readonly Outfit['hairCut'][];
  readonly hats: readonly ('cap' | 'straw' | 'sun' | undefined)[];
  readonly bags: readonly ('backpack' | 'shoulder' | 'carrier' | undefined)[];
}

const STRAIGHT = { length: 0.97, knee: 0.04, ankle: 0.034 };
const SLIM = { length: 0.95, knee: 0.034, ankle: 0.025 };
const WIDE = { length: 0.97, knee: 0.05, ankle: 0.052 };
const SHORTS = { length: 0.5, knee: 0.05, ankle: 0.034 };
const SKIRT = { length: 0.1, knee: 0.034, ankle: 0.024, skirt: 0.58 };
const MIDI = { length: 0.1, knee: 0.034, ankle: 0.024, skirt: 0.8 };
const CROPPED = { length: 0.82, knee: 0.042, ankle: 0.036 };

const DARK = ['#22262e', '#2b3548', '#343434', '#1d2740', '#4a4238'];
const WARDROBES: Readonly<Record<string, Wardrobe>> = {
  'person-a': {
    figure: { height: 1.7, girth: 1.05, shoulders: 0.262, hips: 0.192 },
    tops: ['#e9e9e4', '#35507a', '#8a2f2b', '#5e7a55', '#232830', '#b8b9b4', '#6a6f8c'],
    cuts: ['plain', 'plain', 'stripes', 'open'],
    ...{ sleeves: [0.42, 0.42, 0.95], hems: [0.05, 0.07], thick: 0.004 },
    ...{ bottoms: [...DARK, '#3f5d86', '#7d7566'], shapes: [STRAIGHT, STRAIGHT, SHORTS] },
    shoes: ['#e4e4e0', '#1b1b1d', '#5a4433'],
    hair: ['short'],
    hats: [undefined, undefined, undefined, 'cap'],
    bags: [undefined, 'backpack', 'carrier', undefined],
  },
  'person-b': {
    figure: { height: 1.6, girth: 0.95, shoulders: 0.246, hips: 0.203 },
    tops: ['#d9b4b6', '#f0efe9', '#b5433f', '#2f3a55', '#e0c979', '#7f9fb9', '#5a4a63'],
    cuts: ['plain', 'plain', 'open', 'stripes'],
    ...{ sleeves: [0.35, 0.6, 0.95], hems: [0.02, 0.06], thick: 0.003 },
    ...{ bottoms: [...DARK, '#47638c', '#d8d2c4'], shapes: [SLIM, SLIM, STRAIGHT, SKIRT] },
    shoes: ['#eeeeea', '#2a2222', '#a98d74'],
    hair: ['long', 'bun', 'bob'],
    hats: [undefined, undefined, 'sun'],
    bags: ['shoulder', undefined, 'carrier'],
  },
  'person-c': {
    figure: { height: 1.78, girth: 1.2, shoulders: 0.268, hips: 0.205 },
    tops: ['#1f2329', '#44505c', '#6d5a44', '#2d4733', '#c9cac6', '#30405e', '#a2362f'],
    cuts: ['open', 'plain', 'checks'],
    ...{ sleeves: [0.95, 0.95, 0.45], hems: [0.06, 0.085], thick: 0.008 },
    ...{ bottoms: [...DARK, '#55585c'], shapes: [STRAIGHT, STRAIGHT, CROPPED] },
    shoes: ['#1c1b1b', '#3a2d24', '#70726f'],
    hair: ['thin', 'short'],
    hats: [undefined, undefined, 'straw'],
    bags: [undefined, undefined, 'shoulder'],
  },
  'person-d': {
    figure: { height: 1.73, girth: 0.98, shoulders: 0.258, hips: 0.186 },
    tops: ['#f08c2e', '#3c8f8a', '#5d5ba6', '#c8d24a', '#141416', '#9c9488'],
    cuts: ['block', 'checks', 'block'],
    ...{ sleeves: [0.95, 0.62, 0.5], hems: [0.04, 0.09], thick: 0.009 },
    ...{ bottoms: ['#8d8569', '#101114', '#5c6673', '#a8a49a'], shapes: [WIDE, CROPPED, SLIM] },
    shoes: ['#d1452f', '#f4f4f2', '#26303a'],
    hair: ['bob', 'short'],
    hats: ['cap', undefined, 'cap'],
    bags: ['backpack', 'shoulder', undefined],
  },
  'person-e': {
    figure: { height: 1.62, girth: 1.08, shoulders: 0.25, hips: 0.212 },
    tops: ['#7a9a6b', '#a3476e', '#d7863c', '#dcd6c8', '#4b7f9e', '#3a2f3f'],
    cuts: ['block', 'checks', 'plain'],
    ...{ sleeves: [0.6, 0.95, 0.2], hems: [0.1, 0.2, 0.03], thick: 0.007 },
    ...{
      bottoms: ['#16181c', '#77624e', '#9fb0b8', '#5b2d3a'],
      shapes: [STRAIGHT, MIDI, CROPPED, WIDE],
    },
    shoes: ['#c9b295', '#141414', '#b9bec4'],
    hair: ['bob', 'bun', 'long'],
    hats: [undefined, 'straw', undefined],
    bags: ['carrier', 'backpack', undefined],
  },
};

const SKINS = ['#d9a98a', '#c8956f', '#e0b596', '#b98562'];
const HAIRS = ['#17130f', '#1d1814', '#2a2019', '#120f0e'];
const BAGS = ['#20252d', '#7a3b2e', '#44566b', '#c7a15a', '#31503f'];
const CARRIERS = ['#e8e8ea', '#c93a36', '#dfe6ea', '#3f7fb0'];

/** Body measures of an asset; riders and vendors of others borrow one by its id. */
export function figureOf(asset: string): Figure {
  return wardrobeOf(asset).figure;
}

/** What one person wears today, by asset and seed. */
export function outfitOf(asset: string, seed: number): Outfit {
  const wardrobe = wardrobeOf(asset);
  const draw = random(seed, 'outfit', asset);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T;
  const hat = pick(wardrobe.hats);
  const bag = pick(wardrobe.bags);
  const second = worn(pick(wardrobe.tops));
  const top = {
    ...{ colour: worn(pick(wardrobe.tops)), second, cut: pick(wardrobe.cuts) },
    ...{ sleeve: pick(wardrobe.sleeves), hem: pick(wardrobe.hems), thick: wardrobe.thick },
  };
  const straw = hat === 'straw' || hat === 'sun';
  const shape = pick(wardrobe.shapes);
  return {
    top,
    bottom: { ...shape, colour: unlike(top.colour, wardrobe.bottoms.map(worn), draw()) },
    shoe: rgb(pick(wardrobe.shoes)),
    sole: rgb(pick(['#e8e6e0', '#1c1c1c', '#d8d8d6'])),
    ...{ skin: rgb(pick(SKINS)), hair: rgb(pick(HAIRS)), hairCut: pick(wardrobe.hair) },
    ...(hat && {
      hat: { kind: hat, colour: rgb(straw ? pick(['#d8c08a', '#e6dcc2']) : pick(BAGS)) },
    }),
    ...(draw() < 0.18 && { mask: rgb(pick(['#bcd6e6', '#f0f1f2', '#24262a'])) }),
    ...(bag && { bag: { kind: bag, colour: rgb(pick(bag === 'carrier' ? CARRIERS : BAGS)) } }),
  };
}

/** Grey of a colour, 0 to 1 (Rec. 601). */
function grey([red, green, blue]: Rgb): number {
  return 0.3 * red + 0.59 * green + 0.11 * blue;
}

/** One of the colours, of those that set themselves off from another: few people dress in one shade. */
function unlike(other: Rgb, colours: readonly Rgb[], share: number): Rgb {
  const off = (colour: Rgb) => Math.abs(grey(colour) - grey(other));
  const most = Math.max(...colours.map(off));
  const apart = colours.filter((colour) => off(colour) >= Math.min(0.13, most));
  return apart[Math.floor(share * apart.length)] ?? other;
}

/** Cloth that has seen sun and washing: even black gives back 4 % of the light. */
function worn(hex: string): Rgb {
  const colour = rgb(hex);
  const dull = grey(colour);
  const faded = blend(colour, [dull, dull, dull], 0.16);
  return blend(faded, [0.62, 0.63, 0.65], 0.15 * (1 - dull));
}

function wardrobeOf(asset: string): Wardrobe {
  const wardrobe = WARDROBES[asset];
  if (!wardrobe) throw new RangeError(`expected a person's asset with a wardrobe, got ${asset}`);
  return wardrobe;
}
