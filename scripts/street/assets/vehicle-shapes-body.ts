/** Metres behind the front, metres over the ground, how much the corner is rounded. */
export type OutlinePoint = readonly [x: number, y: number, round?: number];

/** A pressed shell: seen from the side an outline, seen from the front narrower at the glass. Metres. */
export interface BodyShape {
  /** Where the sides end, from under the front bumper over the roof to under the rear bumper. */
  readonly outline: readonly OutlinePoint[];
  /** Where it begins and ends along the vehicle, from the front, and its highest point. */
  readonly from: number;
  readonly to: number;
  readonly height: number;
  readonly width: number;
  /** How far the middle bulges over the edges: front, roof, rear. */
  readonly crown: readonly [front: number, top: number, rear: number];
  /** Radius between the sides and everything else. */
  readonly edge: number;
  readonly sill: number;
  /** Height of the widest place. */
  readonly hip: number;
  /** Lower edge of the windows, behind the front. */
  readonly belt: readonly OutlinePoint[];
  /** How much narrower a side is at the sill, just over the belt, at the roof. */
  readonly tuck: number;
  readonly shoulder: number;
  readonly tumble: number;
  /** Narrowing towards the ends: over how many metres, by which share of the width. */
  readonly nose: readonly [over: number, share: number];
  readonly tail: readonly [over: number, share: number];
  /** Circles cut out for the wheels. */
  readonly arches: readonly { readonly x: number; readonly y: number; readonly radius: number }[];
}

/** A point of the edge between sides and top; `s` is the way along it, nx and ny point outwards. */
export interface EdgePoint {
  readonly s: number;
  readonly x: number;
  readonly y: number;
  readonly nx: number;
  readonly ny: number;
}

type Flat = readonly [number, number];

/** Corners cut by quadratic curves; open line. */
export function rounded(points: readonly OutlinePoint[], steps = 5, closed = false): Flat[] {
  const count = points.length;
  return points.flatMap((point, index) => {
    const [x, y, round = 0] = point;
    const before = points[closed ? (index + count - 1) % count : index - 1];
    const after = points[closed ? (index + 1) % count : index + 1];
    if (!before || !after || round === 0) return [[x, y]];
    const start = toward(point, before, round);
    const end = toward(point, after, round);
    return Array.from({ length: steps + 1 }, (_, step): Flat => {
      const t = step / steps;
      const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
      return [a * start[0] + b * x + c * end[0], a * start[1] + b * y + c * end[1]];
    });
  });
}

function toward([x, y]: OutlinePoint, [tx, ty]: OutlinePoint, by: number): Flat {
  const reach = Math.hypot(tx - x, ty - y) || 1;
  const share = Math.min(by / reach, 0.48);
  return [x + (tx - x) * share, y + (ty - y) * share];
}

/** The value of a polyline at x, level beyond its ends. */
export function along(line: readonly OutlinePoint[], x: number): number {
  const after = line.findIndex(([at]) => at >= x);
  const next = line[after === -1 ? line.length - 1 : after];
  const last = line[Math.max(0, after - 1)];
  if (!next || !last) return 0;
  if (after <= 0) return next[1];
  const share = (x - last[0]) / (next[0] - last[0] || 1);
  return last[1] + (next[1] - last[1]) * share;
}

/** The edge of a shell in the asset's own axes (+x front), evenly fine. */
export function edgeOf(shape: BodyShape, length: number): readonly EdgePoint[] {
  const step = Math.max(0.18, length / 26);
  const fine = rounded(shape.outline, 4).flatMap((point, index, all): Flat[] => {
    const next = all[index + 1];
    if (!next) return [point];
    const parts = Math.ceil(Math.hypot(next[0] - point[0], next[1] - point[1]) / step) || 1;
    return Array.from({ length: parts }, (_, part) => [
      point[0] + ((next[0] - point[0]) * part) / parts,
      point[1] + ((next[1] - point[1]) * part) / parts,
    ]);
  });
  const fitted = fit(fine, shape);
  let s = 0;
  return fitted.map(([x, y], index) => {
    const before = fitted[index - 1] ?? [x, y];
    const after = fitted[index + 1] ?? [x, y];
    s += Math.hypot(x - before[0], y - before[1]);
    const [dx, dy] = [before[0] - after[0], after[1] - before[1]];
    const size = Math.hypot(dx, dy) || 1;
    return { s, x: length / 2 - x, y, nx: dy / size, ny: dx / size };
  });
}

/** Stretches an outline so that, bulges included, it reaches exactly from `from` to `to` and to `height`. */
function fit(points: readonly Flat[], { from, to, height, crown }: BodyShape): Flat[] {
  const xs = points.map(([x]) => x);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const [start, end] = [from + crown[0], to - crown[2]];
  const top = Math.max(...points.map(([, y]) => y));
  const tall = (height - crown[1]) / top;
  return points.map(([x, y]) => [start + ((x - low) / (high - low)) * (end - start), y * tall]);
}
