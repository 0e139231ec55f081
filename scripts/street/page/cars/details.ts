import { BoxGeometry, SphereGeometry } from 'three';
import type { FacePatch, PatchOf, VehicleShape } from '../../assets/vehicle-shapes.ts';
import { along, rounded } from '../../assets/vehicle-shapes-body.ts';
import type { Vec3 } from '../../world/vector.ts';
import type { Bucket } from './materials.ts';
import {
  bandSheet,
  bothSides,
  facePatch,
  type Ground,
  raised,
  sidePolygon,
  spanOf,
} from './patches.ts';
import { even, mixTint, type Sink, type Tint, tintOf } from './sink.ts';

export type Sinks = Readonly<Record<Bucket, Sink>>;

export interface Stuff {
  readonly bucket: Bucket;
  readonly tint: Tint;
  readonly out: number;
}

/** What a patch is made of and how far it lies off the paint, so that patches over patches do not fight. */
export function stuffOf(of: PatchOf, second: Tint, paint: Tint): Stuff {
  const stuff: Readonly<Record<PatchOf, Stuff>> = {
    glass: { bucket: 'glass', tint: GLASS, out: 0.008 },
    dark: { bucket: 'trim', tint: tintOf('#17181a'), out: 0.006 },
    grille: { bucket: 'trim', tint: tintOf('#0c0d0e'), out: 0.008 },
    chrome: { bucket: 'metal', tint: tintOf('#c9cdd1'), out: 0.016 },
    head: { bucket: 'head', tint: tintOf('#c9cfd4'), out: 0.012 },
    tail: { bucket: 'tail', tint: tintOf('#8e0d10'), out: 0.012 },
    amber: { bucket: 'amber', tint: tintOf('#c96a12'), out: 0.014 },
    paint: { bucket: 'paint', tint: paint, out: 0.01 },
    second: { bucket: 'paint', tint: second, out: 0.004 },
    display: { bucket: 'trim', tint: tintOf('#0a0a0b'), out: 0.012 },
    'plate-recess': { bucket: 'trim', tint: tintOf('#202124'), out: 0.006 },
  };
  return stuff[of];
}

const GLASS = tintOf('#42494e');
const UPPER = tintOf('#5a646b');
const SKY = tintOf('#8f9ca4');
const SEAT = tintOf('#74716c');
const RUBBER = tintOf('#0b0c0d');

/** Windscreen, rear window and side windows with seats behind them, pillars and rubber around. */
export function windows(sinks: Sinks, ground: Ground, shape: VehicleShape, pillar: Tint): void {
  for (const [pane, end, seats] of [
    [shape.screen, 'front', 0.5],
    [shape.back, 'rear', 0.42],
  ] as const)
    if (pane) screenPane(sinks, ground, pane, end, seats);
  // the sides of buses are all but flat
  const rows = shape.route === undefined ? 6 : 4;
  for (const side of shape.sides.filter((one) => one.of === 'glass' && !one.right)) {
    const frame = sidePolygon(
      ground,
      side.points.map(([x, y, r = 0]) => grown(side.points, x, y, r)),
      0.004,
    );
    bothSides(frame.at, (at, from) =>
      sinks.trim.sheet(at, { us: frame.us, vs: even(rows - 1), tint: RUBBER, from }),
    );
    const { at, us } = sidePolygon(ground, side.points, 0.009);
    bothSides(at, (sheet, from) =>
      sinks.glass.sheet(sheet, { us, vs: even(rows), tint: glassOf(ground, shape), from }),
    );
  }
  for (const x of shape.pillars) pillarAt(sinks, ground, shape, x, pillar);
}

function grown(
  points: readonly (readonly [number, number, number?])[],
  x: number,
  y: number,
  round: number,
): readonly [number, number, number] {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [dx, dy] = [x - mean(0), y - mean(1)];
  return [x + Math.sign(dx) * 0.02, y + Math.sign(dy) * 0.016, round];
}

/** Large panes of buses mirror the sky; what is behind them is drawn apart. */
function glassOf(ground: Ground, { seats, route }: VehicleShape): (point: Vec3) => Tint {
  if (route === undefined) return sideGlass(ground, seats);
  const { belt, height } = ground.skin.shape;
  const low = along(belt, 1);
  return ([, y]) => mixTint(GLASS, SKY, Math.max(0, (y - low) / (height - low)));
}

/** The backs of the seats, and heads above some, behind dark glass that is lighter towards its top. */
function sideGlass({ half, skin }: Ground, seats: readonly number[]): (point: Vec3) => Tint {
  const { belt, height } = skin.shape;
  return ([x, y]) => {
    const at = half - x;
    const up = (y - along(belt, at)) / (height - along(belt, at));
    const seat = up < 0.5 && seats.some((one) => Math.abs(at - one - up * 0.12) < 0.14);
    return seat ? SEAT : mixTint(GLASS, UPPER, Math.max(0, up));
  };
}

function screenPane(
  sinks: Sinks,
  ground: Ground,
  [low, high, share]: readonly [number, number, number],
  end: 'front' | 'rear',
  seats: number,
): void {
  const at = [low, high].map((y) => ground.skin.atHeight(y, end));
  const reach: readonly [number, number] = [Math.min(...at), Math.max(...at)];
  const border = bandSheet(
    ground,
    [reach[0] - 0.025, reach[1] + 0.02],
    [-share - 0.03, share + 0.03],
    0.004,
  );
  const from: Vec3 = [0, 0.5, 0];
  sinks.trim.sheet(border, { us: even(8), vs: even(6), tint: RUBBER, from });
  const width = ground.skin.shape.width / 2;
  const tint = ([, y, z]: Vec3): Tint => {
    const up = (y - low) / (high - low);
    const head = Math.abs(Math.abs(z) / width - seats) < 0.16 && up < 0.62 && up > 0.08;
    return head ? SEAT : GLASS;
  };
  const pane = bandSheet(ground, reach, [-share, share], 0.009);
  sinks.glass.sheet(pane, { us: even(16), vs: even(7), tint, from });
}

/** A dark post over the glass, from its lower to its upper edge at x. */
function pillarAt(sinks: Sinks, ground: Ground, shape: VehicleShape, x: number, tint: Tint): void {
  const { skin, half } = ground;
  const wide = 0.035;
  for (const { of, right, points } of shape.sides) {
    const [low, high] = spanOf(rounded(points, 4, true), x);
    if (of !== 'glass' || right || high <= low) continue;
    const at = (u: number, v: number) =>
      raised(skin, half - x - wide + 2 * wide * u, low + (high - low) * v, 0.014);
    bothSides(at, (sheet, from) =>
      sinks.trim.sheet(sheet, { us: even(2), vs: even(6), tint, from }),
    );
  }
}

/** Gaps of the doors, handles, mirrors, and whatever lies on front and rear. */
export function fittings(sinks: Sinks, ground: Ground, shape: VehicleShape, paint: Tint): void {
  for (const x of shape.doors) doorGap(sinks.trim, ground, x);
  for (const x of shape.handles) handle(sinks.metal, ground, x, paint);
  if (shape.mirror) mirrors(sinks, ground, shape.mirror, paint);
  const second = tintOf(shape.livery?.second ?? '#20252b');
  const faces: readonly (readonly ['front' | 'rear', readonly FacePatch[]])[] = [
    ['front', shape.front],
    ['rear', shape.rear],
  ];
  for (const [end, patches] of faces)
    for (const patch of patches) {
      const { bucket, tint, out } = stuffOf(patch.of, second, paint);
      const pane = patch.of === 'glass';
      if (pane) framed(sinks.trim, ground, end, patch);
      facePatch(sinks[bucket], ground, end, patch, pane ? upright(patch) : tint, out);
    }
}

/** An upright pane mirrors the street below and the sky above. */
function upright({ y: [low, high] }: FacePatch): (point: Vec3) => Tint {
  return ([, y]) => mixTint(GLASS, SKY, Math.min(1, Math.max(0, (y - low) / (high - low))) ** 2);
}

function framed(sink: Sink, ground: Ground, end: 'front' | 'rear', patch: FacePatch): void {
  const { y, share } = patch;
  const wider: FacePatch = {
    ...patch,
    y: [y[0] - 0.035, y[1] + 0.03],
    share: [share[0] - 0.02, share[1] + 0.02],
  };
  facePatch(sink, ground, end, wider, RUBBER, 0.004);
}

const GAP = tintOf('#0a0b0c');

function doorGap(sink: Sink, ground: Ground, x: number): void {
  const { skin, half } = ground;
  const [low, high] = skin.span(half - x);
  const top = Math.min(
    high - 0.12,
    skin.shape.belt.reduce((most, [, y]) => Math.max(most, y), 0) - 0.06,
  );
  const at = (u: number, v: number) =>
    raised(skin, half - x + (u - 0.5) * 0.022, low + 0.08 + (top - low - 0.08) * v, 0.006);
  bothSides(at, (sheet, from) => sink.sheet(sheet, { us: even(1), vs: even(10), tint: GAP, from }));
}

function handle(sink: Sink, { skin, half }: Ground, x: number, paint: Tint): void {
  const belt = skin.shape.belt[1]?.[1] ?? 0.9;
  for (const side of [-1, 1]) {
    const [px, py, pz] = raised(skin, half - x, belt - 0.07, 0.014);
    const bar = new BoxGeometry(0.18, 0.032, 0.04);
    bar.translate(px, py, pz * side);
    sink.geometry(bar, paint);
  }
}

function mirrors(
  sinks: Sinks,
  { skin, half }: Ground,
  [x, y, size]: readonly [number, number, number],
  paint: Tint,
): void {
  for (const side of [-1, 1]) {
    const [px, py, pz] = skin.side(half - x, y);
    const shell = new SphereGeometry(0.1 * size, 10, 8);
    shell.scale(0.75, 0.72, 1.05);
    shell.translate(px, py + 0.05, (pz + 0.12 * size) * side);
    // those of trucks and buses are black
    if (size > 1.5) sinks.trim.geometry(shell, GAP);
    else sinks.paint.geometry(shell, paint);
    const foot = new BoxGeometry(0.06, 0.03, 0.12);
    foot.translate(px, py - 0.01, (pz + 0.03) * side);
    sinks.trim.geometry(foot, GAP);
    const glass = new BoxGeometry(0.01, 0.1 * size, 0.17 * size);
    glass.translate(px - 0.075 * size, py + 0.05, (pz + 0.12 * size) * side);
    sinks.glass.geometry(glass, SEAT);
  }
}
