import { type Frame, oneRow, type Patch, partOf, twoRows } from './patch.ts';
import { frameOf, type TextRegion } from './text-regions.ts';

/** A place where a plate (or an enlarged number) may be, as a recogniser is to see it. */
export interface PlateCandidate {
  readonly patch: Patch;
  readonly rows: 1 | 2;
  /** Around all of it, pixels of the picture. */
  readonly frame: Frame;
}

type Region = Omit<TextRegion, 'score'>;

/** Length over thickness of one row of seven or eight signs, as detectors mark it. */
const ROW = { least: 2, most: 8 } as const;
/** The same for the two signs above. */
const UPPER_MOST = 3.5;
/** Plates are read with a little of their ground around: shares of the thickness. */
const ROOM = [0.12, 0.06] as const;
const MOST_CANDIDATES = 4;

/**
 * Candidates from lines of text, the likeliest first: low in the vehicle's picture, and wide. `scale`: pixels
 * of the picture per pixel of the regions' map.
 */
export function plateCandidates(
  regions: readonly TextRegion[],
  scale: { readonly x: number; readonly y: number },
): readonly PlateCandidate[] {
  const pairs = regions.flatMap((lower) =>
    regions.flatMap((upper) => (isAbove(upper, lower) ? [pairOf(upper, lower, scale)] : [])),
  );
  const rows = [...regions, ...joined(regions)]
    .filter(({ length, thickness }) => {
      const ratio = length / thickness;
      return ratio >= ROW.least && ratio <= ROW.most;
    })
    .map((region) => rowOf(region, scale));
  return [...pairs, ...rows].sort((a, b) => bottomOf(b) - bottomOf(a)).slice(0, MOST_CANDIDATES);
}

function rowOf(region: Region, scale: { x: number; y: number }): PlateCandidate {
  const frame = frameOf(region, scale, ROOM);
  return { patch: oneRow(frame), rows: 1, frame };
}

function pairOf(upper: Region, lower: Region, scale: { x: number; y: number }): PlateCandidate {
  const [above, below] = [frameOf(upper, scale, ROOM), frameOf(lower, scale, ROOM)];
  // the upper row lies inside the plate's width
  const share = (below.y + below.downY - above.y) / Math.max(1, below.downY);
  return { patch: twoRows(above, below), rows: 2, frame: partOf(below, [0, 1], [1 - share, 1]) };
}

/** Whether a short line stands over the middle of a longer one, as near as rows of one plate. */
function isAbove(upper: Region, lower: Region): boolean {
  if (upper === lower || upper.length > lower.length || lower.length < 1.6 * lower.thickness)
    return false;
  const down = lower.y - upper.y;
  const reach = (upper.thickness + lower.thickness) / 2;
  return (
    upper.length < UPPER_MOST * upper.thickness &&
    upper.thickness > 0.35 * lower.thickness &&
    upper.thickness < 1.3 * lower.thickness &&
    down > 0.5 * reach &&
    down < 1.6 * reach &&
    Math.abs(upper.x - lower.x) < 0.25 * lower.length
  );
}

/** Two lines that are one, cut by the dot or a bolt. */
function joined(regions: readonly Region[]): readonly Region[] {
  return regions.flatMap((left) =>
    regions.flatMap((right) => {
      const gap = right.x - right.length / 2 - (left.x + left.length / 2);
      const thickness = Math.max(left.thickness, right.thickness);
      const alike = Math.min(left.thickness, right.thickness) > 0.6 * thickness;
      const level = Math.abs(left.y - right.y) < 0.5 * thickness;
      if (left === right || !alike || !level || gap < -thickness || gap > 1.2 * thickness)
        return [];
      const [from, to] = [left.x - left.length / 2, right.x + right.length / 2];
      if (left.x >= right.x) return [];
      const angle = Math.atan2(right.y - left.y, right.x - left.x);
      const [x, y] = [(from + to) / 2, (left.y + right.y) / 2];
      return [{ x, y, angle, length: to - from, thickness }];
    }),
  );
}

function bottomOf({ frame: { y, alongY, downY } }: PlateCandidate): number {
  return y + downY + Math.max(0, alongY);
}

/** Width over height up to which a picture of a plate alone may show two rows. */
const TALL = 2.7;
const WIDE = 1.5;

/** How a picture that shows nothing but a plate may be read. */
export function cropCandidates(whole: Frame): readonly PlateCandidate[] {
  const ratio = whole.alongX / whole.downY;
  const upper = partOf(whole, [0.2, 0.8], [0.02, 0.42]);
  const lower = partOf(whole, [0, 1], [0.34, 1]);
  const two: PlateCandidate = { patch: twoRows(upper, lower), rows: 2, frame: whole };
  const one: PlateCandidate = { patch: oneRow(whole), rows: 1, frame: whole };
  if (ratio > TALL) return [one];
  return ratio < WIDE ? [two] : [one, two];
}
