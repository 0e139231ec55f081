import {
  BoxGeometry,
  CylinderGeometry,
  LatheGeometry,
  Mesh,
  MeshStandardMaterial,
  Vector2,
} from 'three';
import type { WheelShape } from '../../assets/vehicle-shapes.ts';
import { Sink, type Tint, tintOf } from './sink.ts';

const TYRE = tintOf('#17181a');
const RIM = tintOf('#aeb2b6');
const GAP = tintOf('#131416');
const STEEL = tintOf('#82878b');
const NUT = tintOf('#7d8186');

/** A wheel about its own hub: turns about z; tyre, rim and spokes in one geometry. Without spokes the rim is a closed one of steel. */
export function buildWheel(shape: WheelShape, spokes: number): Mesh {
  const sink = new Sink();
  const { radius, width } = shape;
  tyre(sink, radius, width, 0);
  if (shape.twin) tyre(sink, radius, width, -width * 1.08);
  rim(sink, { radius: radius * 0.68, width, spokes });
  const material = new MeshStandardMaterial({
    vertexColors: true,
    roughness: 0.5,
    metalness: 0.25,
  });
  return new Mesh(sink.build(), material);
}

function tyre(sink: Sink, radius: number, width: number, off: number): void {
  const [w, bead] = [width / 2, radius * 0.68];
  const profile = [
    [bead, -w * 0.86],
    [radius * 0.86, -w],
    [radius * 0.96, -w * 0.92],
    [radius, -w * 0.7],
    [radius, w * 0.7],
    [radius * 0.96, w * 0.92],
    [radius * 0.86, w],
    [bead, w * 0.86],
  ] as const;
  const lathe = new LatheGeometry(
    profile.map(([r, y]) => new Vector2(r, y)),
    26,
  );
  lathe.rotateX(Math.PI / 2);
  lathe.translate(0, 0, off);
  sink.geometry(lathe, TYRE);
}

interface Rim {
  readonly radius: number;
  readonly width: number;
  readonly spokes: number;
}

function rim(sink: Sink, { radius, width, spokes }: Rim): void {
  const steel = spokes === 0;
  const face = width / 2;
  disc(sink, radius * 1.02, 0.02, face * 0.55, steel ? STEEL : GAP);
  ring(sink, radius, face);
  disc(sink, radius * 0.2, 0.03, face * 0.82, steel ? NUT : RIM);
  if (steel)
    for (let hole = 0; hole < 8; hole += 1)
      disc(sink, radius * 0.11, 0.02, face * 0.6, GAP, radius * 0.64, (Math.PI * hole) / 4);
  for (let spoke = 0; spoke < spokes; spoke += 1) {
    const angle = (2 * Math.PI * spoke) / spokes;
    const bar = new BoxGeometry(radius * 0.92, radius * (1.5 / spokes), 0.03);
    bar.translate(radius * 0.5, 0, face * 0.76);
    bar.rotateZ(angle);
    sink.geometry(bar, RIM);
  }
}

function disc(
  sink: Sink,
  radius: number,
  thick: number,
  z: number,
  tint: Tint,
  out = 0,
  angle = 0,
): void {
  const cylinder = new CylinderGeometry(radius, radius, thick, 14);
  cylinder.rotateX(Math.PI / 2);
  cylinder.translate(out, 0, z);
  cylinder.rotateZ(angle);
  sink.geometry(cylinder, tint);
}

function ring(sink: Sink, radius: number, z: number): void {
  const inner = radius * 0.9;
  const profile = [
    [inner, 0.45],
    [inner, 0.85],
    [radius * 1.01, 0.9],
    [radius * 1.01, 0.45],
  ] as const;
  const points = profile.map(([r, share]) => new Vector2(r, z * share));
  const lathe = new LatheGeometry(points.reverse(), 20);
  lathe.rotateX(Math.PI / 2);
  sink.geometry(lathe, RIM);
}
