import { BufferAttribute, BufferGeometry, Color } from 'three';
import type { Vec3 } from '../../world/vector.ts';

/** Red, green, blue in linear light. */
export type Tint = readonly [number, number, number];

/** A point of a sheet at u and v, both 0 to 1. */
export type SheetPoint = (u: number, v: number) => Vec3;

/** Where geometry of one material gathers, so that a vehicle is a handful of draw calls. */
export class Sink {
  private readonly positions: number[] = [];
  private readonly normals: number[] = [];
  private readonly colours: number[] = [];
  private readonly uvs: number[] = [];
  private readonly indices: number[] = [];

  get empty(): boolean {
    return this.indices.length === 0;
  }

  /**
   * A sheet over a grid of `us` and `vs` (0 to 1, rising), shaded smoothly. Its front faces away from
   * `from`; `inward` turns it over.
   */
  sheet(at: SheetPoint, { us, vs, tint, from, inward = false, skip }: SheetOptions): void {
    const [columns, rows] = [us.length, vs.length];
    const points = us.flatMap((u) => vs.map((v) => at(u, v)));
    const faces: number[] = [];
    for (let column = 1; column < columns; column += 1)
      for (let row = 1; row < rows; row += 1) {
        if (skip?.(column - 1, row - 1)) continue;
        const [a, b] = [(column - 1) * rows + row - 1, column * rows + row - 1];
        faces.push(a, b, a + 1, b, b + 1, a + 1);
      }
    const uvs = us.flatMap((u) => vs.flatMap((v) => [u, v]));
    this.add({ points, faces, uvs, tint, from, inward });
  }

  /** Any indexed triangles; points that share an index shade smoothly. */
  add({ points, faces, uvs, tint, from, inward = false }: Patch): void {
    const normals = normalsOf(points, faces);
    const turn = outwardness(points, normals, from) < 0 !== inward;
    const start = this.positions.length / 3;
    points.forEach((point, index) => {
      const normal = normals[index] ?? [0, 1, 0];
      this.positions.push(...point);
      this.normals.push(...(turn ? normal.map((part) => -part) : normal));
      this.colours.push(...(typeof tint === 'function' ? tint(point) : tint));
      this.uvs.push(uvs?.[index * 2] ?? 0, uvs?.[index * 2 + 1] ?? 0);
    });
    for (let index = 0; index < faces.length; index += 3) {
      const [a = 0, b = 0, c = 0] = faces.slice(index, index + 3);
      this.indices.push(start + a, start + (turn ? c : b), start + (turn ? b : c));
    }
  }

  /** Another geometry as it stands, in one tint. */
  geometry(other: BufferGeometry, tint: Tint | ((point: Vec3) => Tint)): void {
    const [position, normal] = [other.getAttribute('position'), other.getAttribute('normal')];
    const start = this.positions.length / 3;
    for (let index = 0; index < position.count; index += 1) {
      const point: Vec3 = [position.getX(index), position.getY(index), position.getZ(index)];
      this.positions.push(...point);
      this.normals.push(normal.getX(index), normal.getY(index), normal.getZ(index));
      this.colours.push(...(typeof tint === 'function' ? tint(point) : tint));
      this.uvs.push(0, 0);
    }
    const faces = other.getIndex();
    const count = faces?.count ?? position.count;
    for (let index = 0; index < count; index += 1)
      this.indices.push(start + (faces?.getX(index) ?? index));
  }

  build(): BufferGeometry {
    const built = new BufferGeometry();
    const attribute = (of: readonly number[], size: number) =>
      new BufferAttribute(new Float32Array(of), size);
    built.setAttribute('position', attribute(this.positions, 3));
    built.setAttribute('normal', attribute(this.normals, 3));
    built.setAttribute('color', attribute(this.colours, 3));
    built.setAttribute('uv', attribute(this.uvs, 2));
    built.setIndex(this.indices);
    return built;
  }
}

export interface SheetOptions {
  readonly us: readonly number[];
  readonly vs: readonly number[];
  readonly tint: Tint | ((point: Vec3) => Tint);
  readonly from: Vec3;
  readonly inward?: boolean;
  readonly skip?: (column: number, row: number) => boolean;
}

interface Patch {
  readonly points: readonly Vec3[];
  readonly faces: readonly number[];
  readonly uvs?: readonly number[];
  readonly tint: Tint | ((point: Vec3) => Tint);
  readonly from: Vec3;
  readonly inward?: boolean;
}

export function tintOf(hex: string): Tint {
  const { r, g, b } = new Color(hex);
  return [r, g, b];
}

export function mixTint(a: Tint, b: Tint, share: number): Tint {
  const mix = (from: number, to: number) => from + (to - from) * share;
  return [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2])];
}

/** 0 to 1 in even steps. */
export function even(steps: number): readonly number[] {
  return Array.from({ length: steps + 1 }, (_, index) => index / steps);
}

function normalsOf(points: readonly Vec3[], faces: readonly number[]): readonly Vec3[] {
  const sums = points.map((): [number, number, number] => [0, 0, 0]);
  for (let index = 0; index < faces.length; index += 3) {
    const corner = faces.slice(index, index + 3);
    const [a, b, c] = corner.map((at) => points[at]);
    if (!a || !b || !c) continue;
    const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
    const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
    const cross: Vec3 = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const at of corner) {
      const sum = sums[at];
      if (sum) for (const axis of [0, 1, 2] as const) sum[axis] += cross[axis];
    }
  }
  return sums.map(([x, y, z]) => {
    const size = Math.hypot(x, y, z) || 1;
    return [x / size, y / size, z / size];
  });
}

function outwardness(points: readonly Vec3[], normals: readonly Vec3[], from: Vec3): number {
  return points.reduce((sum, point, index) => {
    const normal = normals[index] ?? [0, 0, 0];
    const off = ([0, 1, 2] as const).map((axis) => (point[axis] - from[axis]) * normal[axis]);
    return sum + off.reduce((a, b) => a + b, 0);
  }, 0);
}
