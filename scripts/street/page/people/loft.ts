import { BufferAttribute, BufferGeometry } from 'three';
import type { Vec3 } from '../../world/vector.ts';

/** 0 to 1 each, sRGB. */
export type Rgb = readonly [number, number, number];

/** One cross-section: an ellipse about `at`, `depth` and `back` towards and against `front`, `width` to the sides. Metres. */
export interface Ring {
  readonly at: Vec3;
  readonly front: Vec3;
  readonly right: Vec3;
  readonly depth: number;
  readonly back?: number;
  readonly width: number;
  /** 1 an ellipse, towards 0.3 a rounded box. */
  readonly round?: number;
  /** Factor on the radius by angle (radians from the front to the right). */
  readonly shape?: (angle: number) => number;
}

/** A skin over rings from one end to the other; both ends are closed. */
export interface Loft {
  readonly sides: number;
  readonly rings: readonly Ring[];
  /** Colour at a share of the length and an angle. */
  readonly paint: (share: number, angle: number) => Rgb;
}

/** All lofts as one geometry with vertex colours. */
export function loftGeometry(lofts: readonly Loft[]): BufferGeometry {
  const count = lofts.reduce((sum, loft) => sum + sizeOf(loft), 0);
  const geometry = new BufferGeometry();
  const colours = new Float32Array(count * 3);
  const index: number[] = [];
  let start = 0;
  for (const loft of lofts) {
    colourLoft(loft, colours, start);
    index.push(...trianglesOf(loft, start));
    start += sizeOf(loft);
  }
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(count * 3), 3));
  geometry.setAttribute('color', new BufferAttribute(colours, 3));
  geometry.setIndex(index);
  moveLofts(geometry, lofts);
  return geometry;
}

/** Puts the same lofts, their rings elsewhere, into their geometry. */
export function moveLofts(geometry: BufferGeometry, lofts: readonly Loft[]): void {
  const positions = geometry.getAttribute('position') as BufferAttribute;
  const array = positions.array as Float32Array;
  let at = 0;
  for (const loft of lofts) {
    for (const ring of loft.rings) {
      for (let side = 0; side < loft.sides; side++) {
        array.set(pointOf(ring, angleOf(loft, side)), at);
        at += 3;
      }
    }
    at = writeCap(loft.rings[0], array, at);
    at = writeCap(loft.rings.at(-1), array, at);
  }
  positions.needsUpdate = true;
  geometry.computeVertexNormals();
}

/** Where the surface of a ring is at an angle. */
function pointOf(ring: Ring, angle: number): Vec3 {
  const round = ring.round ?? 1;
  const [c, s] = [bent(Math.cos(angle), round), bent(Math.sin(angle), round)];
  const factor = ring.shape?.(angle) ?? 1;
  const forward = c * (c < 0 ? (ring.back ?? ring.depth) : ring.depth) * factor;
  const aside = s * ring.width * factor;
  const { at, front, right } = ring;
  return [
    at[0] + front[0] * forward + right[0] * aside,
    at[1] + front[1] * forward + right[1] * aside,
    at[2] + front[2] * forward + right[2] * aside,
  ];
}

function bent(value: number, round: number): number {
  return round === 1 ? value : Math.sign(value) * Math.abs(value) ** round;
}

function angleOf(loft: Loft, side: number): number {
  const angle = (side / loft.sides) * 2 * Math.PI;
  return angle > Math.PI ? angle - 2 * Math.PI : angle;
}

function sizeOf(loft: Loft): number {
  return loft.rings.length * loft.sides + 2;
}

function writeCap(ring: Ring | undefined, array: Float32Array, at: number): number {
  if (ring) array.set(ring.at, at);
  return at + 3;
}

function colourLoft(loft: Loft, colours: Float32Array, start: number): void {
  const last = loft.rings.length - 1;
  let at = start * 3;
  const write = (share: number, angle: number) => {
    colours.set(loft.paint(share, angle).map(linear), at);
    at += 3;
  };
  for (let ring = 0; ring <= last; ring++)
    for (let side = 0; side < loft.sides; side++) write(ring / last, angleOf(loft, side));
  write(0, 0);
  write(1, 0);
}

/** sRGB to linear, as three.js wants vertex colours (IEC 61966-2-1, its power part). */
export function linear(value: number): number {
  const clipped = Math.min(1, Math.max(0, value));
  return ((clipped + 0.055) / 1.055) ** 2.4;
}

/** Rings go up or down; either way outside is decided by the first ring's axes against the way it goes. */
function trianglesOf(loft: Loft, start: number): number[] {
  const { sides, rings } = loft;
  const flip = goesDown(rings);
  const index: number[] = [];
  const push = (a: number, b: number, c: number) => index.push(a, ...(flip ? [c, b] : [b, c]));
  const last = start + (rings.length - 1) * sides;
  const cap = start + rings.length * sides;
  for (let side = 0; side < sides; side++) {
    const next = (side + 1) % sides;
    for (let ring = 0; ring < rings.length - 1; ring++) {
      const [low, high] = [start + ring * sides, start + (ring + 1) * sides];
      push(low + side, high + side, high + next);
      push(low + side, high + next, low + next);
    }
    push(cap, start + side, start + next);
    push(cap + 1, last + next, last + side);
  }
  return index;
}

function apart(a: Ring, b: Ring | undefined): number {
  return b ? Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1], a.at[2] - b.at[2]) : 0;
}

function goesDown(rings: readonly Ring[]): boolean {
  const first = rings[0];
  const last = rings.find((ring) => ring !== first && apart(ring, first) > 1e-5);
  if (!first || !last) return false;
  const { front: f, right: r } = first;
  // front to right is clockwise seen from above: `up` = right x front
  const up = [r[1] * f[2] - r[2] * f[1], r[2] * f[0] - r[0] * f[2], r[0] * f[1] - r[1] * f[0]];
  const way = last.at.map((value, axis) => value - (first.at[axis] ?? 0));
  return (
    (up[0] ?? 0) * (way[0] ?? 0) + (up[1] ?? 0) * (way[1] ?? 0) + (up[2] ?? 0) * (way[2] ?? 0) < 0
  );
}
