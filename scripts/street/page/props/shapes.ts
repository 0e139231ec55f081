import {
  BoxGeometry,
  BufferAttribute,
  type BufferGeometry,
  CylinderGeometry,
  Matrix4,
  OctahedronGeometry,
  Quaternion,
  TorusGeometry,
  Vector3,
} from 'three';
import { toCreasedNormals } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import type { Vec3 } from '../../world/vector.ts';
import { type Loft, linear, loftGeometry, type Rgb } from '../people/loft.ts';

/** One colour, or one by place (the middle of a face). */
export type Tint = Rgb | ((x: number, y: number, z: number) => Rgb);

/** A box that stands on `at`; `yaw` turns it to the left, `lean` tips its top forward (+x), degrees. */
export function box(
  [length, height, width]: Vec3,
  at: Vec3,
  tint: Tint,
  {
    yaw = 0,
    lean = 0,
    roll = 0,
    taper = 1,
  }: { yaw?: number; lean?: number; roll?: number; taper?: number } = {},
): BufferGeometry {
  const geometry = new BoxGeometry(length, height, width);
  geometry.translate(0, height / 2, 0);
  if (taper !== 1) narrow(geometry, height, taper);
  geometry.rotateZ((-lean * Math.PI) / 180);
  geometry.rotateX((roll * Math.PI) / 180);
  geometry.rotateY((yaw * Math.PI) / 180);
  return tinted(geometry.translate(...at), tint);
}

/** Draws the top of a box in to a share of its foot. */
function narrow(geometry: BufferGeometry, height: number, taper: number): void {
  const positions = geometry.getAttribute('position');
  for (let at = 0; at < positions.count; at++) {
    if (positions.getY(at) < height / 2) continue;
    positions.setX(at, positions.getX(at) * taper);
    positions.setZ(at, positions.getZ(at) * taper);
  }
  geometry.computeVertexNormals();
}

/** A round bar from one point to another. */
export function bar(
  from: Vec3,
  to: Vec3,
  radius: number,
  tint: Tint,
  sides = 8,
  end = radius,
): BufferGeometry {
  const [a, b] = [new Vector3(...from), new Vector3(...to)];
  const way = b.clone().sub(a);
  const geometry = new CylinderGeometry(end, radius, way.length(), sides);
  const turned = new Quaternion().setFromUnitVectors(new Vector3(0, 1, 0), way.clone().normalize());
  geometry.applyMatrix4(new Matrix4().makeRotationFromQuaternion(turned));
  return tinted(geometry.translate(...a.add(b).multiplyScalar(0.5).toArray()), tint);
}

/** Bars from point to point. */
export function pipe(points: readonly Vec3[], radius: number, tint: Tint): BufferGeometry[] {
  return points.slice(1).map((to, at) => bar(points[at] ?? to, to, radius, tint));
}

/** A ball of few faces, smooth. */
export function ball(
  radius: number,
  at: Vec3,
  tint: Tint,
  squash: Vec3 = [1, 1, 1],
  detail = 1,
): BufferGeometry {
  const geometry = new OctahedronGeometry(radius, detail);
  const positions = geometry.getAttribute('position');
  // an octahedron's own normals are flat
  const normals = new Float32Array(positions.count * 3);
  for (let index = 0; index < positions.count; index++)
    normals.set(
      [
        positions.getX(index) / radius,
        positions.getY(index) / radius,
        positions.getZ(index) / radius,
      ],
      index * 3,
    );
  geometry.setAttribute('normal', new BufferAttribute(normals, 3));
  return tinted(geometry.scale(...squash).translate(...at), tint);
}

/** A ring (a tyre) about the z axis. */
export function ring(
  radius: number,
  thick: number,
  at: Vec3,
  tint: Tint,
  sides = 28,
): BufferGeometry {
  return tinted(new TorusGeometry(radius, thick, 8, sides).translate(...at), tint);
}

/** A disc about the z axis. */
export function wheelDisc(
  radius: number,
  thick: number,
  at: Vec3,
  tint: Tint,
  sides = 24,
): BufferGeometry {
  const geometry = new CylinderGeometry(radius, radius, thick, sides).rotateX(Math.PI / 2);
  return tinted(geometry.translate(...at), tint);
}

/** Lofts as part of a thing that does not move. */
export function skin(...lofts: readonly Loft[]): BufferGeometry {
  return loftGeometry(lofts).toNonIndexed();
}

/** Lofts whose colours end sharply where `tint` says so. */
export function skinTinted(tint: Tint, crease: number, ...lofts: readonly Loft[]): BufferGeometry {
  return tinted(toCreasedNormals(loftGeometry(lofts), crease), tint);
}

/** Gives every face its colour, and drops what merged geometries do not share. */
function tinted(source: BufferGeometry, tint: Tint): BufferGeometry {
  const geometry = source.index ? source.toNonIndexed() : source;
  const positions = geometry.getAttribute('position');
  const colours = new Float32Array(positions.count * 3);
  for (let face = 0; face < positions.count; face += 3) {
    const middle = (axis: 0 | 1 | 2) =>
      (positions.getComponent(face, axis) +
        positions.getComponent(face + 1, axis) +
        positions.getComponent(face + 2, axis)) /
      3;
    const colour = (typeof tint === 'function' ? tint(middle(0), middle(1), middle(2)) : tint).map(
      linear,
    );
    for (const corner of [0, 1, 2]) colours.set(colour, (face + corner) * 3);
  }
  geometry.setAttribute('color', new BufferAttribute(colours, 3));
  geometry.deleteAttribute('uv');
  return geometry;
}
