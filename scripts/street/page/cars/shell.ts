import type { Skin } from '../../assets/vehicle-shapes-surface.ts';
import type { Vec3 } from '../../world/vector.ts';
import { bothSides, type Ground } from './patches.ts';
import { even, type Sink, type Tint, tintOf } from './sink.ts';

const BLACK = tintOf('#08090a');

/** The painted skin: both sides with their wheel arches, and front, top and rear in one band. */
export function paintShell(sink: Sink, ground: Ground, tint: (point: Vec3) => Tint): void {
  const { skin } = ground;
  const columns = columnsOf(ground);
  const rows = columns.map(rowsOf(skin));
  const last = columns.length - 1;
  const at = (u: number, v: number): Vec3 => {
    const column = Math.round(u * last);
    return skin.side(columns[column] ?? 0, rows[column]?.[Math.round(v * ROWS)] ?? 0);
  };
  bothSides(at, (sheet, from) => sink.sheet(sheet, { us: even(last), vs: even(ROWS), tint, from }));
  const stations = skin.edge.map(({ s }) => s);
  const end = stations.length - 1;
  sink.sheet((u, v) => skin.band(stations[Math.round(u * end)] ?? 0, v * 2 - 1), {
    ...{ us: even(end), vs: even(10), tint, from: [0, skin.shape.height * 0.4, 0] },
  });
}

const ROWS = 15;

/** Where the side is cut into columns: fine at the ends and around the arches. */
function columnsOf({ skin, half }: Ground): readonly number[] {
  const xs = skin.edge.map(({ x }) => x);
  const [rear, front] = [Math.min(...xs), Math.max(...xs)];
  const near = [0, 0.002, 0.008, 0.02, 0.04, 0.07, 0.11, 0.17, 0.27];
  const steps = Math.min(24, Math.ceil((front - rear) / 0.2));
  const cuts = skin.shape.arches.flatMap(({ x, radius }) =>
    even(10).map((share) => half - x + radius * 0.9999 * Math.cos(Math.PI * share)),
  );
  const all = [
    ...near.flatMap((off) => [rear + off, front - off]),
    ...even(steps).map((share) => rear + (front - rear) * share),
    ...cuts,
    ...cuts.flatMap((x, at) => (at % 11 === 0 ? [x + 0.003] : at % 11 === 10 ? [x - 0.003] : [])),
  ];
  const sorted = [...all].filter((x) => x >= rear && x <= front).sort((a, b) => a - b);
  return sorted.filter((x, at) => at === 0 || x - (sorted[at - 1] ?? 0) > 0.0005);
}

/** Heights of the rows at x, from the sill (or arch) to the roof, closest where the surface turns. */
function rowsOf(skin: Skin): (x: number) => readonly number[] {
  const { edge, hip } = skin.shape;
  return (x) => {
    const [low, high] = skin.span(x);
    const top = Math.max(low, high - edge);
    const rise = Math.max(0, top - low);
    const mid = Math.min(hip, low + rise * 0.6);
    const middle = even(8).map((share) => mid + (top - mid) * share);
    const lower = even(2)
      .slice(0, 2)
      .map((share) => low + (mid - low) * share);
    const curve = [0.4, 0.7, 0.88, 0.97, 1].map((share) => top + (high - top) * share);
    return [...lower, ...middle, ...curve];
  };
}

/** Dark insides of the wheel arches and the floor, so that no light falls through. */
export function darkInside(sink: Sink, { skin, half }: Ground): void {
  const { arches, width, sill, from, to } = skin.shape;
  for (const { x, y, radius } of arches)
    for (const side of [-1, 1]) well(sink, half - x, y, radius + 0.01, side * width);
  const [front, rear, wide] = [half - from - 0.25, half - to + 0.25, width / 2 - 0.16];
  const corners = (low: number): Vec3[] => [
    ...([
      [front, low, -wide],
      [front, low, wide],
      [rear, low, wide],
      [rear, low, -wide],
    ] as const),
  ];
  const points = [...corners(sill - 0.05), ...corners(sill + 0.06)];
  const faces = [0, 1, 2, 0, 2, 3];
  for (let corner = 0; corner < 4; corner += 1) {
    const next = (corner + 1) % 4;
    faces.push(corner, next, next + 4, corner, next + 4, corner + 4);
  }
  sink.add({ points, faces, tint: BLACK, from: [0, sill, 0] });
}

function well(sink: Sink, x: number, y: number, radius: number, width: number): void {
  const inner = width / 2 - Math.sign(width) * 0.36;
  const outer = width / 2 - Math.sign(width) * 0.06;
  const arc = (share: number, reach: number): [number, number] => {
    const angle = Math.PI * (1.25 * share - 0.125);
    return [x + reach * Math.cos(angle), Math.max(0.12, y + reach * Math.sin(angle))];
  };
  sink.sheet((u, v) => [...arc(u, radius), inner + (outer - inner) * v], {
    ...{ us: even(10), vs: even(1), tint: BLACK, from: [x, y, (inner + outer) / 2], inward: true },
  });
  sink.sheet((u, v) => [...arc(u, radius * v), inner], {
    ...{ us: even(10), vs: even(1), tint: BLACK, from: [x, y, 0] },
  });
}
