import { BoxGeometry, CylinderGeometry } from 'three';
import type { VehicleShape } from '../../assets/vehicle-shapes.ts';
import type { Sinks } from './details.ts';
import { bothSides, type Ground, raised } from './patches.ts';
import { even, tintOf } from './sink.ts';

/** Height of boxes on roofs, metres. */
const ROOF_BOX = 0.2;
const PLASTIC = tintOf('#1b1c1e');

/** Dark sills and arches, rails on the roof, wipers' shelf, light bars. */
export function trims(sinks: Sinks, ground: Ground, shape: VehicleShape): void {
  sill(sinks, ground, shape);
  if (shape.cladding !== undefined)
    for (const arch of shape.body.arches) archTrim(sinks, ground, arch, shape.cladding);
  if (shape.rails) rails(sinks, ground, shape.rails);
  for (const [from, to] of shape.roofBoxes ?? []) roofBox(sinks, ground, from, to);
  if (shape.lightBar !== undefined) lightBar(sinks, ground, shape.lightBar);
}

function sill(sinks: Sinks, ground: Ground, { body, cladding }: VehicleShape): void {
  const { skin, half } = ground;
  const ends = [...body.arches].sort((a, b) => a.x - b.x);
  const [first, last] = [ends[0], ends[ends.length - 1]];
  if (!first || !last || first === last) return;
  const [from, to] = [first.x + first.radius + 0.03, last.x - last.radius - 0.03];
  const high = cladding === undefined ? 0.06 : cladding + 0.08;
  const at = (u: number, v: number) =>
    raised(skin, half - from - (to - from) * u, body.sill + 0.004 + high * v, 0.006);
  bothSides(at, (sheet, away) =>
    sinks.trim.sheet(sheet, { us: even(12), vs: even(2), tint: PLASTIC, from: away }),
  );
}

function archTrim(
  sinks: Sinks,
  { skin, half }: Ground,
  arch: { readonly x: number; readonly y: number; readonly radius: number },
  wide: number,
): void {
  const at = (u: number, v: number) => {
    const angle = Math.PI * (u * 1.04 - 0.02);
    const reach = arch.radius + 0.004 + wide * v;
    const y = Math.max(skin.shape.sill, arch.y + reach * Math.sin(angle));
    return raised(skin, half - arch.x + reach * Math.cos(angle), y, 0.012);
  };
  bothSides(at, (sheet, from) =>
    sinks.trim.sheet(sheet, { us: even(16), vs: even(1), tint: PLASTIC, from }),
  );
}

function rails(sinks: Sinks, { skin, half }: Ground, [from, to]: readonly [number, number]): void {
  const middle = half - (from + to) / 2;
  const [, y, z] = skin.band(skin.atX(middle), 0.93);
  for (const side of [-1, 1]) {
    const rail = new CylinderGeometry(0.022, 0.022, to - from, 6);
    rail.rotateZ(Math.PI / 2 - 0.02);
    rail.translate(middle, y + 0.03, z * side);
    sinks.metal.geometry(rail, tintOf('#9da1a5'));
  }
}

/** What cools a bus or holds its batteries. */
function roofBox(sinks: Sinks, { skin, half }: Ground, from: number, to: number): void {
  const [x, y] = skin.band(skin.atX(half - (from + to) / 2), 0);
  const box = new BoxGeometry(to - from, ROOF_BOX, skin.shape.width * 0.66);
  box.translate(x, y + ROOF_BOX / 2 - 0.03, 0);
  sinks.paint.geometry(box, tintOf('#d9dddd'));
}

function lightBar(sinks: Sinks, { skin, half }: Ground, x: number): void {
  const [px, y] = skin.band(skin.atX(half - x), 0);
  const wide = skin.shape.width * 0.62;
  const colours = [
    [-0.32, '#d0121c', 'paint'],
    [0.32, '#1240e0', 'paint'],
    [0, '#d8dde2', 'trim'],
  ] as const;
  for (const [share, hex, bucket] of colours) {
    const part = new BoxGeometry(0.26, 0.12, share === 0 ? wide * 0.22 : wide * 0.42);
    part.translate(px, y + 0.085, share * wide);
    sinks[bucket].geometry(part, tintOf(hex));
  }
  const foot = new BoxGeometry(0.16, 0.05, wide * 0.9);
  foot.translate(px, y + 0.01, 0);
  sinks.trim.geometry(foot, PLASTIC);
}
