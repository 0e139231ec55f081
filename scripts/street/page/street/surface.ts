import { BufferAttribute, BufferGeometry } from 'three';

/** A flat rectangle on the ground from (x, z) on, metres, at a height, with its texture laid in metres. */
export interface Slab {
  readonly x: number;
  readonly z: number;
  readonly length: number;
  readonly width: number;
  readonly y: number;
  /** Metres that one repeat of the texture covers. */
  readonly tile: number;
  /** Cells per side; low, wide changes of brightness come per corner. */
  readonly cells?: readonly [along: number, across: number];
  /** Brightness at a place, about 1. */
  readonly shade?: (x: number, z: number) => number;
}

/** Looks up; normals, texture places and colours are set. */
export function slabGeometry(slab: Slab): BufferGeometry {
  const [along, across] = slab.cells ?? [1, 1];
  const position: number[] = [];
  const uv: number[] = [];
  const color: number[] = [];
  for (let row = 0; row <= across; row += 1)
    for (let column = 0; column <= along; column += 1) {
      const x = slab.x + (slab.length * column) / along;
      const z = slab.z + (slab.width * row) / across;
      position.push(x, slab.y, z);
      uv.push(x / slab.tile, -z / slab.tile);
      const shade = slab.shade?.(x, z) ?? 1;
      color.push(shade, shade, shade);
    }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(position), 3));
  geometry.setAttribute('uv', new BufferAttribute(new Float32Array(uv), 2));
  geometry.setAttribute('color', new BufferAttribute(new Float32Array(color), 3));
  geometry.setIndex(cellIndex(along, across));
  const up = new Float32Array(position.length).map((_, at) => (at % 3 === 1 ? 1 : 0));
  geometry.setAttribute('normal', new BufferAttribute(up, 3));
  return geometry;
}

function cellIndex(along: number, across: number): number[] {
  const index: number[] = [];
  for (let row = 0; row < across; row += 1)
    for (let column = 0; column < along; column += 1) {
      const a = row * (along + 1) + column;
      const b = a + along + 1;
      index.push(a, b, a + 1, a + 1, b, b + 1);
    }
  return index;
}

/** Smooth noise about 0 (-1 to 1) that is the same for ever, with hills about 1 unit wide. */
export function hills(x: number, z: number, seed: number): number {
  const [ix, iz] = [Math.floor(x), Math.floor(z)];
  const [fx, fz] = [smooth(x - ix), smooth(z - iz)];
  const at = (dx: number, dz: number) => lattice(ix + dx, iz + dz, seed);
  const top = at(0, 0) + (at(1, 0) - at(0, 0)) * fx;
  const bottom = at(0, 1) + (at(1, 1) - at(0, 1)) * fx;
  return top + (bottom - top) * fz;
}

const smooth = (share: number) => share * share * (3 - 2 * share);

function lattice(x: number, z: number, seed: number): number {
  let hash = Math.imul(x, 0x27d4eb2d) ^ Math.imul(z, 0x165667b1) ^ Math.imul(seed | 0, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash ^= hash >>> 13;
  return ((hash >>> 0) / 2 ** 32) * 2 - 1;
}
