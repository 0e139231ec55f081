import type { Verdict } from './condition.ts';
import type { Detail } from './detail.ts';
import { quantile } from './grid.ts';
import { isKnown, type Ordinary } from './ordinary.ts';

/** From this structure on (grey levels) a cell ordinarily shows something. */
const SHOWS = 14;
/** Fewer such cells say nothing. */
const ENOUGH_CELLS = 24;
/** What is left of the structure of a cell behind a cloth; fog and rain leave more, and come slowly. */
const LOST = 0.3;
/** Share of the cells that must be lost: in the middle of a street scene there is more to lose than at its edges. */
const COVERED = 0.5;
/** So many cells lose their structure to a lens out of focus, too. */
const BLUR_TAKES = 0.8;
/** Noise alone makes as much structure. */
const NOISE = 3;
/** In less light there is less structure, in proportion; below this share it is not counted on. */
const LEAST_LIGHT = 0.2;
/** The brightest fifth of the cells tells the light: a cover leaves as much free, or hardly anything. */
const UNCOVERED = 0.8;
const SMOOTH = 8;
const ALL_SMOOTH = 0.92;

/**
 * Something before the lens takes the structure from the cells that ordinarily have some. `isAllSoft`: a
 * lens out of focus takes it from many of them, too.
 */
export function judgeCovered(ordinary: Ordinary, detail: Detail, isAllSoft: boolean): Verdict {
  if (!isKnown(ordinary)) return allSmooth(detail);
  const usual = ordinary.structure;
  const cells = [...usual.keys()].filter((cell) => (usual[cell] ?? 0) >= SHOWS);
  if (cells.length < ENOUGH_CELLS) return allSmooth(detail);
  const light = lightLeft(ordinary, detail, cells);
  const lost = cells.filter((cell) => {
    const expected = LOST * light * (usual[cell] ?? 0);
    return (detail.structure[cell] ?? 0) < Math.max(NOISE, expected);
  });
  const share = lost.length / cells.length;
  return {
    bad: share >= (isAllSoft ? BLUR_TAKES : COVERED),
    facts: { share: Math.round(share * 100) / 100 },
  };
}

/** How bright the brighter cells still are, as a share: lamps that go out take light from all of them. */
function lightLeft(ordinary: Ordinary, { mean }: Detail, cells: readonly number[]): number {
  const shares = cells.map((cell) => (mean[cell] ?? 0) / Math.max(1, ordinary.mean[cell] ?? 0));
  return Math.max(LEAST_LIGHT, Math.min(1, quantile(shares, UNCOVERED)));
}

/** Without knowing the scene: hardly a cell shows anything. */
function allSmooth({ structure }: Detail): Verdict {
  const smooth = structure.reduce((sum, value) => sum + (value < SMOOTH ? 1 : 0), 0);
  const share = smooth / structure.length;
  return { bad: share >= ALL_SMOOTH, facts: { share: Math.round(share * 100) / 100 } };
}
