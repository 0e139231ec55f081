import type { Verdict } from './condition.ts';
import type { Detail } from './detail.ts';
import { quantile } from './grid.ts';
import { isKnown, type Ordinary } from './ordinary.ts';

/** Cells with less structure (grey levels) have no edge to judge by: noise would be taken for one. */
const EDGE = 24;
const ENOUGH_CELLS = 10;
/**
 * Share of the ordinary sharpness below which a picture is out of focus: a blur of sigma 2 pixels leaves 0.61
 * to 0.68 of it, healthy films keep 0.95.
 */
const SOFT = 0.72;
/** Below this share all edges are soft: it is the lens, even where much of the structure is lost besides. */
const ALL_SOFT = 0.45;
/** Below this a picture is soft whatever is known: a blur of sigma 8 leaves 0.23 to 0.27, soft footage has 0.46. */
const ALWAYS_SOFT = 0.27;

/**
 * How steep the edges are: the steepest step over two pixels as a share of the whole range of a cell,
 * median over the cells with structure. 1 for a step, 0.8 in sharp films, 0.5 behind a Gaussian blur of
 * sigma 2, 0.25 of sigma 8; undefined where too few cells have structure.
 */
export function measureSharpness({ structure, range, steepest }: Detail): number | undefined {
  const shares: number[] = [];
  structure.forEach((value, cell) => {
    if (value >= EDGE) shares.push((steepest[cell] as number) / Math.max(1, range[cell] as number));
  });
  return shares.length < ENOUGH_CELLS ? undefined : quantile(shares, 0.5);
}

export function judgeBlurred(ordinary: Ordinary, sharpness: number | undefined): Verdict {
  if (sharpness === undefined) return { bad: false };
  const facts = { sharpness: Math.round(sharpness * 1000) / 1000 };
  const usual = isKnown(ordinary) ? ordinary.sharpness : 0;
  return { bad: sharpness < Math.max(ALWAYS_SOFT, SOFT * usual), facts };
}

/** Whether what is left of the edges is so soft that the lens must be out of focus. */
export function isAllSoft(ordinary: Ordinary, sharpness: number | undefined): boolean {
  return isKnown(ordinary) && sharpness !== undefined && sharpness < ALL_SOFT * ordinary.sharpness;
}
