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
const COVERED = 0.55;
/** Where the cells that are left got darker than this share, lamps went out. */
const DIMMED = 0.7;
const SMOOTH = 8;
const ALL_SMOOTH = 0.92;

/** Something before the lens takes the structure from the cells that ordinarily have some. */
export function judgeCovered(ordinary: Ordinary, detail: Detail): Verdict {
  if (!isKnown(ordinary)) return allSmooth(detail);
  let shown = 0;
  let lost = 0;
  const light: number[] = [];
  ordinary.structure.forEach((usual, cell) => {
    if (usual < SHOWS) return;
    shown += 1;
    if ((detail.structure[cell] as number) < LOST * usual) lost += 1;
    else light.push((detail.mean[cell] as number) / Math.max(1, ordinary.mean[cell] as number));
  });
  if (shown < ENOUGH_CELLS) return allSmooth(detail);
  const share = lost / shown;
  const isDimmed = light.length > 0 && quantile(light, 0.5) < DIMMED;
  return { bad: share >= COVERED && !isDimmed, facts: { share: Math.round(share * 100) / 100 } };
}

/** Without knowing the scene: hardly a cell shows anything. */
function allSmooth({ structure }: Detail): Verdict {
  const smooth = structure.reduce((sum, value) => sum + (value < SMOOTH ? 1 : 0), 0);
  const share = smooth / structure.length;
  return { bad: share >= ALL_SMOOTH, facts: { share: Math.round(share * 100) / 100 } };
}
