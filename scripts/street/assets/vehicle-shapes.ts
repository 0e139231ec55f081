import type { BodyShape, OutlinePoint } from './vehicle-shapes-body.ts';

/** What a patch on a vehicle is made of. */
export type PatchOf =
  | 'glass'
  | 'dark'
  | 'grille'
  | 'chrome'
  | 'head'
  | 'tail'
  | 'amber'
  | 'paint'
  | 'second'
  | 'display'
  | 'plate-recess';

/** On the front or rear face: heights in metres, shares of half the width, both sides where it starts over 0. */
export interface FacePatch {
  readonly of: PatchOf;
  readonly y: readonly [low: number, high: number];
  readonly share: readonly [from: number, to: number];
  /** Metres that it reaches around the corner along the sides. */
  readonly wrap?: number;
  /** How much higher its outer end is than its inner one. */
  readonly rise?: number;
}

/** A polygon on both sides, metres behind the front and over the ground. */
export interface SidePatch {
  readonly of: PatchOf;
  readonly points: readonly OutlinePoint[];
  /** Only on the right side, where doors of buses are. */
  readonly right?: boolean;
}

export interface WheelShape {
  readonly x: number;
  readonly radius: number;
  readonly width: number;
  /** Two tyres a side. */
  readonly twin?: boolean;
}

export interface Livery {
  readonly paint: string;
  readonly second: string;
  readonly text?: string;
  readonly sub?: string;
  /** Where the text stands: x behind the front, y, height of its letters. */
  readonly textAt?: readonly [x: number, y: number, high: number];
}

/** A separate box behind a cab. */
export interface CargoShape {
  readonly kind: 'box' | 'compactor' | 'bed';
  readonly from: number;
  readonly floor: number;
  readonly height: number;
  readonly width: number;
}

/** Everything that says what a vehicle looks like but its colour. Metres. */
export interface VehicleShape {
  readonly id: string;
  readonly body: BodyShape;
  readonly wheels: readonly WheelShape[];
  /**
   * Windscreen and rear window: heights of their lower and upper edges, the share of the width they take.
   * Upright ones are patches of the faces instead.
   */
  readonly screen?: readonly [low: number, high: number, share: number];
  readonly back?: readonly [low: number, high: number, share: number];
  readonly sides: readonly SidePatch[];
  readonly front: readonly FacePatch[];
  readonly rear: readonly FacePatch[];
  /** Where pillars stand between the windows and where doors end, behind the front. */
  readonly pillars: readonly number[];
  readonly doors: readonly number[];
  readonly handles: readonly number[];
  /** Behind the front, over the ground; absent without mirrors. */
  readonly mirror?: readonly [x: number, y: number, size: number];
  /** Sills and arches in dark plastic, that high over the arches. */
  readonly cladding?: number;
  readonly rails?: readonly [from: number, to: number];
  readonly seats: readonly number[];
  readonly cargo?: CargoShape;
  readonly livery?: Livery;
  readonly lightBar?: number;
  /** Coolers and batteries on a bus's roof: from, to. */
  readonly roofBoxes?: readonly (readonly [from: number, to: number])[];
  /** What the destination display of a bus shows. */
  readonly route?: string;
  readonly plates: { readonly front: number; readonly rear: number; readonly large?: boolean };
  /** Style of the rims: how many spokes. */
  readonly spokes: number;
}

/** Body over wheels with what most cars share; the rest is said car by car. */
export function carBody(
  size: readonly [length: number, width: number, height: number],
  outline: readonly OutlinePoint[],
  belt: readonly OutlinePoint[],
  wheels: readonly WheelShape[],
  own: Partial<BodyShape> = {},
): BodyShape {
  const [length, width, height] = size;
  return {
    ...{ outline, belt, from: 0, to: length, width, height, edge: 0.09, sill: 0.24, hip: 0.62 },
    ...{ crown: [0.12, 0.035, 0.09], tuck: 0.07, shoulder: 0.025, tumble: 0.17 },
    ...{ nose: [1.1, 0.13], tail: [0.9, 0.1] },
    arches: wheels.map(({ x, radius }) => ({ x, y: radius, radius: radius + 0.055 })),
    ...own,
  };
}

export function wheelPair(
  front: number,
  rear: number,
  radius = 0.325,
  width = 0.22,
): readonly WheelShape[] {
  return [
    { x: front, radius, width },
    { x: rear, radius, width },
  ];
}

/** Corners from a flat list: x, y and radius of each in turn. */
export function corners(flat: readonly number[]): readonly OutlinePoint[] {
  return Array.from({ length: flat.length / 3 }, (_, at): OutlinePoint => {
    const [x = 0, y = 0, round = 0] = flat.slice(at * 3, at * 3 + 3);
    return [x, y, round];
  });
}
