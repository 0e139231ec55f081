import type { Split } from './asset.ts';

/** The outline of a cab at one height: how far behind the nose its front lies, and how far in its sides. Metres. */
type CabLevel = readonly [y: number, back: number, inset: number];

export type GrilleStyle = 'slats' | 'wings' | 'mesh' | 'shield' | 'bars';
type RoofGear = 'light-box' | 'deflector' | 'beacons' | 'sign' | 'visor-rack';

export interface CabShape {
  /** From the nose to the rear wall. */
  readonly length: number;
  readonly half: number;
  /** How far the middle of the front stands before its edges, and the radius of its corners. */
  readonly bow: number;
  readonly corner: number;
  /** From the floor of the cab up to the roof. */
  readonly levels: readonly CabLevel[];
  /** Which levels the windscreen lies between. */
  readonly belt: number;
  readonly brow: number;
  readonly bumper: { readonly bottom: number; readonly top: number; readonly depth: number };
  readonly grille: {
    readonly bottom: number;
    readonly top: number;
    readonly half: number;
    readonly style: GrilleStyle;
  };
  readonly lamp: {
    readonly y: number;
    readonly z: number;
    readonly width: number;
    readonly height: number;
  };
  /** Where the make's name stands. */
  readonly sign: { readonly bottom: number; readonly top: number; readonly half: number };
  readonly roof: RoofGear;
  readonly visor: boolean;
}

/** The tipping body. `half` is half its width over the plain walls, ribs come on top. */
export interface BodyShape {
  readonly rear: number;
  readonly front: number;
  readonly floor: number;
  readonly rim: number;
  readonly half: number;
  readonly section: 'box' | 'round' | 'flared';
  readonly ribs: 'stakes' | 'dense' | 'rails' | 'smooth' | 'frames';
  /** Top of the front wall, and how far it reaches over the cab. */
  readonly headboard: number;
  readonly canopy: number;
  readonly lid: 'flat' | 'gable';
  /** Of the lid's middle, and of the crest of a heaped load, over the ground. */
  readonly ridge: number;
  readonly crest: number;
}

/** Everything measured of one make of tipper. Origin in the middle of the footprint, +x front; metres. */
export interface TipperShape {
  readonly id: string;
  readonly split: Split;
  readonly length: number;
  readonly width: number;
  readonly wheel: number;
  /** x of the axles from the front; the last two have twin wheels. */
  readonly axles: readonly number[];
  readonly cab: CabShape;
  readonly body: BodyShape;
}

/** How thick the walls of a body are, and how far ribs and rails stand out of them. */
export const WALL = 0.06;
export const RIB = 0.06;
/** Half the reach of the mirrors beyond the cab's own half width. */
export const MIRROR_REACH = 0.3;

/** Points of half the body's section, from the middle of the floor to the rim: [z, y]. */
export function bodySection(
  body: BodyShape,
  inwards = 0,
): readonly (readonly [z: number, y: number])[] {
  const { floor, rim, half, section } = body;
  const at = (share: number, up: number): readonly [number, number] => [
    Math.max(half * share - inwards, 0),
    Math.min(floor + up + inwards, rim),
  ];
  const top: readonly [number, number] = [half - inwards, rim];
  if (section === 'box') return [at(0, 0), at(1, 0), at(1, 0.5), top];
  if (section === 'flared') return [at(0, 0), at(0.84, 0), at(0.92, (rim - floor) / 2), top];
  return [at(0, 0), at(0.5, 0), at(0.76, 0.1), at(0.91, 0.32), at(0.98, 0.6), at(1, 0.85), top];
}
