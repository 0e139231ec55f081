import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  CylinderGeometry,
  LatheGeometry,
  Quaternion,
  Vector2,
  Vector3,
} from 'three';
import { RoundedBoxGeometry } from 'three/examples/jsm/geometries/RoundedBoxGeometry.js';
import { toCreasedNormals } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import type { Vec3 } from '../../world/vector.ts';

const UP = new Vector3(0, 1, 0);

/** A sharp-edged block about its middle. Metres. */
export function box([x, y, z]: Vec3, at: Vec3): BufferGeometry {
  return new BoxGeometry(x, y, z).translate(...at);
}

/** A block with rounded edges. */
export function rounded([x, y, z]: Vec3, at: Vec3, radius = 0.05): BufferGeometry {
  return new RoundedBoxGeometry(x, y, z, 1, radius).translate(...at);
}

/** A rod or a tank between two points. */
export function rod(from: Vec3, to: Vec3, radius: number, sides = 8): BufferGeometry {
  const start = new Vector3(...from);
  const along = new Vector3(...to).sub(start);
  const turn = new Quaternion().setFromUnitVectors(UP, along.clone().normalize());
  const middle = start.addScaledVector(along, 0.5);
  return new CylinderGeometry(radius, radius, along.length(), sides)
    .applyQuaternion(turn)
    .translate(middle.x, middle.y, middle.z);
}

/** Turned about the z axis: [radius, z] from inside out. */
export function turned(
  profile: readonly (readonly [number, number])[],
  sides = 24,
): BufferGeometry {
  const points = profile.map(([radius, z]) => new Vector2(radius, z));
  return new LatheGeometry(points, sides).rotateX(Math.PI / 2);
}

/**
 * A sheet through rows of equally many points, with uv from 0 to 1 (u along a row, v along the rows).
 * Edges sharper than `crease` radians stay sharp; without it the sheet is smooth. Cells that `keep` refuses
 * are holes.
 */
export function sheet(
  rows: readonly (readonly Vec3[])[],
  {
    crease,
    keep = () => true,
  }: { readonly crease?: number; readonly keep?: (row: number, column: number) => boolean } = {},
): BufferGeometry {
  const across = rows[0]?.length ?? 0;
  const geometry = new BufferGeometry();
  const flat = rows.flatMap((row) => row.flatMap((point) => [...point]));
  const uv = rows.flatMap((row, v) =>
    row.flatMap((_, u) => [u / Math.max(across - 1, 1), v / Math.max(rows.length - 1, 1)]),
  );
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(flat), 3));
  geometry.setAttribute('uv', new BufferAttribute(new Float32Array(uv), 2));
  const index: number[] = [];
  for (let row = 0; row + 1 < rows.length; row += 1)
    for (let column = 0; column + 1 < across; column += 1) {
      if (!keep(row, column)) continue;
      const at = row * across + column;
      const halves = [
        [at, at + 1, at + across],
        [at + 1, at + across + 1, at + across],
      ];
      for (const half of halves) if (hasArea(flat, half)) index.push(...half);
    }
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  return crease === undefined ? geometry : toCreasedNormals(geometry, crease);
}

/** A triangle without an area has no normal, and what is drawn without one is white. */
function hasArea(flat: readonly number[], corners: readonly number[]): boolean {
  const [a, b, c] = corners.map((at) => new Vector3().fromArray(flat, 3 * at));
  if (!a || !b || !c) return false;
  return b.sub(a).cross(c.sub(a)).lengthSq() > 1e-12;
}

/** The same thing on the other side of the truck. */
export function mirrored(geometry: BufferGeometry): BufferGeometry {
  const other = geometry.index ? geometry.toNonIndexed() : geometry.clone();
  for (const name of ['position', 'normal']) {
    const values = other.getAttribute(name);
    for (let at = 0; at < values.count; at += 1) values.setZ(at, -values.getZ(at));
  }
  // turned inside out by the mirror: swap two corners of every triangle
  for (const name of Object.keys(other.attributes)) swapCorners(other, name);
  return other;
}

function swapCorners(geometry: BufferGeometry, name: string): void {
  const values = geometry.getAttribute(name);
  for (let at = 0; at < values.count; at += 3)
    for (let axis = 0; axis < values.itemSize; axis += 1) {
      const held = values.getComponent(at + 1, axis);
      values.setComponent(at + 1, axis, values.getComponent(at + 2, axis));
      values.setComponent(at + 2, axis, held);
    }
}
