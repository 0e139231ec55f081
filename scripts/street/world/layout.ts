import type { Split } from '../assets/asset.ts';

/**
 * The cross-section of a street, the same along x. The road lies between z = 0 (far kerb) and
 * z = `roadWidth` (near kerb); the far sidewalk between -`farWalk` and 0, houses behind it; the near
 * sidewalk between `roadWidth` and `roadWidth + nearWalk`. Metres.
 */
export interface StreetLayout {
  readonly id: string;
  readonly split: Split;
  readonly roadWidth: number;
  readonly lanes: number;
  readonly farWalk: number;
  readonly nearWalk: number;
  /** Height of the sidewalks over the road. */
  readonly kerb: number;
  readonly paving: 'grey-slabs' | 'red-bricks' | 'granite' | 'hexagons' | 'mixed';
  /** A yellow line of knobbed tiles, metres behind the kerb. */
  readonly tactile?: number;
  readonly facade: 'shops' | 'old-shops' | 'offices' | 'wall' | 'park' | 'building-site';
  /** Metres from tree to tree, planted `treeRow` behind the kerbs. */
  readonly treeSpacing?: number;
  readonly treeRow: number;
  /** Metres from bollard to bollard on the far kerb. */
  readonly bollards?: number;
  /** Painted bays on the far sidewalk, or on the road at the far kerb. */
  readonly bays: readonly Bay[];
  /** x of a zebra crossing. */
  readonly crossing?: number;
  /** x of the gate, with `building-site`. */
  readonly gate?: number;
  readonly lamps: number;
}

/** A painted rectangle from (x, z) on, `length` along the street and `width` across it. */
export interface Bay {
  readonly x: number;
  readonly z: number;
  readonly length: number;
  readonly width: number;
}
