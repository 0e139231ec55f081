import { BufferAttribute, BufferGeometry } from 'three';
import type { Vec3 } from '../../world/vector.ts';

/** A part of a texture, in shares of it: from the upper left corner. */
export interface Patch {
  readonly u: number;
  readonly v: number;
  readonly width: number;
  readonly height: number;
}

const WHOLE: Patch = { u: 0, v: 0, width: 1, height: 1 };

/** Collects rectangles and boxes into one geometry, so that a piece of street is one draw call. */
export class MeshBuilder {
  readonly #position: number[] = [];
  readonly #normal: number[] = [];
  readonly #uv: number[] = [];
  readonly #color: number[] = [];
  readonly #index: number[] = [];

  get empty(): boolean {
    return this.#index.length === 0;
  }

  /**
   * A rectangle from its upper left corner along two edges; seen from the side from which `right` and
   * `down` turn clockwise. Colours multiply the texture.
   */
  quad(
    corner: Vec3,
    right: Vec3,
    down: Vec3,
    patch: Patch = WHOLE,
    colour: Vec3 = [1, 1, 1],
    normal: Vec3 = facing(right, down),
  ): void {
    const first = this.#position.length / 3;
    for (const [a, b] of CORNERS) {
      for (const axis of [0, 1, 2] as const)
        this.#position.push(corner[axis] + right[axis] * a + down[axis] * b);
      this.#normal.push(...normal);
      this.#uv.push(patch.u + patch.width * a, 1 - patch.v - patch.height * b);
      this.#color.push(...colour);
    }
    this.#index.push(first, first + 2, first + 1, first, first + 3, first + 2);
  }

  /** An upright or lying box about its middle; all sides show the same patch. */
  box(middle: Vec3, size: Vec3, patch: Patch = WHOLE, colour: Vec3 = [1, 1, 1]): void {
    const [x, y, z] = middle;
    const [l, h, w] = [size[0] / 2, size[1] / 2, size[2] / 2];
    const side = (corner: Vec3, right: Vec3, down: Vec3, dim: number) =>
      this.quad(corner, right, down, patch, [colour[0] * dim, colour[1] * dim, colour[2] * dim]);
    side([x - l, y + h, z + w], [2 * l, 0, 0], [0, -2 * h, 0], 1);
    side([x + l, y + h, z - w], [-2 * l, 0, 0], [0, -2 * h, 0], 1);
    side([x - l, y + h, z - w], [0, 0, 2 * w], [0, -2 * h, 0], 1);
    side([x + l, y + h, z + w], [0, 0, -2 * w], [0, -2 * h, 0], 1);
    side([x - l, y + h, z - w], [2 * l, 0, 0], [0, 0, 2 * w], 1);
    side([x - l, y - h, z + w], [2 * l, 0, 0], [0, 0, -2 * w], 0.8);
  }

  /** A round post or arm from one point to another. */
  tube(from: Vec3, to: Vec3, radius: number, sides: number, colour: Vec3, thin = radius): void {
    const [axis, u, v] = frameOf(from, to);
    const ring = (at: Vec3, wide: number, turn: number): Vec3 => {
      const [c, s] = [Math.cos(turn) * wide, Math.sin(turn) * wide];
      return [
        at[0] + u[0] * c + v[0] * s,
        at[1] + u[1] * c + v[1] * s,
        at[2] + u[2] * c + v[2] * s,
      ];
    };
    if (axis[0] + axis[1] + axis[2] === 0) return;
    const first = this.#position.length / 3;
    for (let side = 0; side <= sides; side += 1) {
      const turn = (side / sides) * Math.PI * 2;
      const out = ring([0, 0, 0], 1, turn);
      for (const [at, wide, high] of [
        [from, radius, 0],
        [to, thin, 1],
      ] as const) {
        this.#position.push(...ring(at, wide, turn));
        this.#normal.push(...out);
        this.#uv.push(side / sides, high);
        this.#color.push(...colour);
      }
    }
    for (let side = 0; side < sides; side += 1) {
      const a = first + side * 2;
      this.#index.push(a, a + 2, a + 1, a + 1, a + 2, a + 3);
    }
  }

  build(): BufferGeometry {
    const geometry = new BufferGeometry();
    const set = (name: string, values: readonly number[], size: number) =>
      geometry.setAttribute(name, new BufferAttribute(new Float32Array(values), size));
    set('position', this.#position, 3);
    set('normal', this.#normal, 3);
    set('uv', this.#uv, 2);
    set('color', this.#color, 3);
    geometry.setIndex(this.#index);
    return geometry;
  }
}

const CORNERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

function facing(right: Vec3, down: Vec3): Vec3 {
  return unit(cross(down, right));
}

function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(of: Vec3): Vec3 {
  const length = Math.hypot(...of) || 1;
  return [of[0] / length, of[1] / length, of[2] / length];
}

/** Its direction and two directions across. */
function frameOf(from: Vec3, to: Vec3): readonly [Vec3, Vec3, Vec3] {
  const axis = unit([to[0] - from[0], to[1] - from[1], to[2] - from[2]]);
  const u = unit(cross(axis, Math.abs(axis[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0]));
  return [axis, u, cross(axis, u)];
}
