import type { Verdict } from './condition.ts';
import type { Detail } from './detail.ts';
import { quantile } from './grid.ts';
import { isKnown, type Ordinary } from './ordinary.ts';

/** Cells with less structure (grey levels) have no edge to judge by: noise would be taken for one. */
const EDGE = 24;
const ENOUGH_CELLS = 10;
/** Share of the ordinary sharpness below which a picture is out of focus. */
const SOFT = 0.6;
/** Below this a picture is soft whatever is known: an edge is spread over ten pixels. */
const ALWAYS_SOFT = 0.2;

/**
 * How steep the edges are: the steepest step over two pixels as a share of the whole range of a cell,
 * median over the cells with structure. 1 for a step, about `0.8 / sigma` behind a Gaussian blur;
 * undefined where too few cells have structure.
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
