import type { CabShape } from '../../assets/tipper-shapes.ts';
import type { Vec3 } from '../../world/vector.ts';

/** Half a cab's outline at one height, from the middle of the rear wall round its right side to the nose: [x, z]. */
type Outline = readonly (readonly [x: number, z: number])[];

/** What a strip of the outline is, from the rear to the nose. */
export const STRIPS = [
  ...['wall', 'rear', 'rear', 'quarter', 'window', 'window', 'pillar'],
  ...['post', 'post', 'curve', 'curve', 'front', 'front', 'front'],
] as const;

/** How far along the side (0 rear wall, 1 where the corner begins) the points of the side lie. */
const STOPS = [0, 0.05, 0.12, 0.42, 0.7, 0.93, 1];

interface Section {
  readonly nose: number;
  readonly rear: number;
  readonly half: number;
}

/** The outline at a height, for a cab whose nose is at `nose`. */
export function outlineAt(cab: CabShape, nose: number, y: number): Outline {
  return outline(cab, sectionAt(cab, nose, y));
}

function sectionAt(cab: CabShape, nose: number, y: number): Section {
  const { levels, length, half } = cab;
  const above = Math.max(
    1,
    levels.findIndex(([height]) => height >= y - 1e-9),
  );
  const upper = levels[above] ?? levels[levels.length - 1] ?? [0, 0, 0];
  const lower = levels[above - 1] ?? upper;
  const share = Math.min(1, Math.max(0, (y - lower[0]) / (upper[0] - lower[0] || 1)));
  const mix = (a: number, b: number): number => a + (b - a) * share;
  const back = mix(lower[1], upper[1]);
  const inset = mix(lower[2], upper[2]);
  return { nose: nose - back, rear: nose - length + inset * 0.4, half: half - inset };
}

function outline({ bow, corner }: CabShape, { nose, rear, half }: Section): Outline {
  const start = nose - bow - corner;
  const side = STOPS.map((stop): readonly [number, number] => [
    rear + (start - rear) * stop,
    stop === 0 ? half - 0.05 : half,
  ]);
  const curve = [1, 2, 3, 4].map((step): readonly [number, number] => {
    const angle = (step / 4) * (Math.PI / 2);
    return [start + corner * Math.sin(angle), half - corner + corner * Math.cos(angle)];
  });
  const edge = half - corner;
  const front = [0.66, 0.33, 0].map((share): readonly [number, number] => [
    start + corner + bow * (1 - share ** 2),
    edge * share,
  ]);
  return [[rear, 0], ...side, ...curve, ...front];
}

/** x of the front's surface at a height and a distance from the middle. */
export function faceAt(cab: CabShape, nose: number, y: number, z: number): number {
  const points = outlineAt(cab, nose, y).slice(STOPS.length);
  const away = Math.abs(z);
  for (let at = 1; at < points.length; at += 1) {
    const [outerX, outerZ] = points[at - 1] ?? [0, 0];
    const [innerX, innerZ] = points[at] ?? [0, 0];
    if (away < innerZ) continue;
    const share = Math.min(1, (away - innerZ) / (outerZ - innerZ || 1));
    return innerX + (outerX - innerX) * share;
  }
  return points[points.length - 1]?.[0] ?? nose;
}

/** A piece of skin before the front, for decals and bars: rows from the bottom, columns from the right to the left. */
export function frontPatch(
  cab: CabShape,
  nose: number,
  at: {
    readonly bottom: number;
    readonly top: number;
    readonly half: number;
    readonly off: number;
  },
): readonly (readonly Vec3[])[] {
  const rows = 4;
  const columns = 8;
  return Array.from({ length: rows + 1 }, (_, row) => {
    const y = at.bottom + ((at.top - at.bottom) * row) / rows;
    return Array.from({ length: columns + 1 }, (_, column): Vec3 => {
      const z = at.half * (1 - (2 * column) / columns);
      return [faceAt(cab, nose, y, z) + at.off, y, z];
    });
  });
}
