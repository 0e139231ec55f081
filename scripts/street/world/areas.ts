import type { Bay, StreetLayout } from './layout.ts';
import type { GroundPoint } from './vector.ts';

/** Areas along the street reach from -60 to 60 m. */
const REACH = 60;
/** Of a site's gate, metres. */
const GATE_WIDTH = 8;
const CROSSING_WIDTH = 5;

/** The names of the areas that a street has: 'far-walk', 'near-walk', 'road', 'lane:0', 'bay:0', 'bays', ... */
export function areaNames(layout: StreetLayout): string[] {
  const bays = layout.bays.map((_, index) => `bay:${index}`);
  return [
    ...['far-walk', 'near-walk', 'road', 'shopfront'],
    ...Array.from({ length: layout.lanes }, (_, index) => `lane:${index}`),
    ...(bays.length > 0 ? ['bays', ...bays] : []),
    ...(layout.crossing === undefined ? [] : ['crossing']),
    ...(layout.gate === undefined ? [] : ['gate']),
  ];
}

/**
 * A named area of the ground, its corners in order. `lane:0` is the one at the far kerb; `shopfront` the
 * 2 m of the far sidewalk before the houses; `bays` all bays from the first to the last; `gate` the far
 * sidewalk before the gate. Throws RangeError for a name that the street does not have.
 */
export function areaOf(layout: StreetLayout, name: string): readonly GroundPoint[] {
  const { roadWidth, farWalk, nearWalk, lanes, crossing, gate } = layout;
  const along = (from: number, to: number) => rectangle(-REACH, REACH, from, to);
  if (name === 'far-walk') return along(-farWalk, 0);
  if (name === 'near-walk') return along(roadWidth, roadWidth + nearWalk);
  if (name === 'road') return along(0, roadWidth);
  if (name === 'shopfront') return along(-farWalk, -farWalk + Math.min(2, farWalk));
  if (name === 'crossing' && crossing !== undefined)
    return rectangle(crossing - CROSSING_WIDTH / 2, crossing + CROSSING_WIDTH / 2, 0, roadWidth);
  if (name === 'gate' && gate !== undefined)
    return rectangle(gate - GATE_WIDTH / 2, gate + GATE_WIDTH / 2, -farWalk, 0);
  if (name === 'bays' && layout.bays.length > 0) return around(layout.bays);
  const [, kind, number] = /^(lane|bay):(\d+)$/.exec(name) ?? [];
  const index = Number(number);
  const bay = kind === 'bay' ? layout.bays[index] : undefined;
  if (bay) return around([bay]);
  if (kind === 'lane' && index < lanes)
    return along((index * roadWidth) / lanes, ((index + 1) * roadWidth) / lanes);
  throw new RangeError(
    `expected an area of ${layout.id} (${areaNames(layout).join(', ')}), not '${name}'`,
  );
}

function around(bays: readonly Bay[]): readonly GroundPoint[] {
  return rectangle(
    Math.min(...bays.map(({ x }) => x)),
    Math.max(...bays.map(({ x, length }) => x + length)),
    Math.min(...bays.map(({ z }) => z)),
    Math.max(...bays.map(({ z, width }) => z + width)),
  );
}

function rectangle(left: number, right: number, far: number, near: number): readonly GroundPoint[] {
  return [
    [left, near],
    [right, near],
    [right, far],
    [left, far],
  ];
}

/** Height of the ground in metres; a short ramp on the road's side of each kerb. */
export function groundHeight({ roadWidth, kerb }: StreetLayout, z: number): number {
  const behind = Math.max(-z, z - roadWidth);
  return kerb * Math.min(1, Math.max(0, 1 + behind / RAMP));
}

/** Metres before the kerb in which things that cross it rise to it. */
const RAMP = 0.4;
