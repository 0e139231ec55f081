import type { Size } from '../vision/view.ts';
import { apart } from './affine.ts';
import type { Placement } from './placement.ts';

/** What one picture says. */
export interface Measure {
  readonly atMs: number;
  readonly placement: Placement;
  /** Share of the tiles that lie there. */
  readonly agreeing: number;
}

/** The last measures that lie together; bounded by KEPT. */
export interface Steady {
  readonly recent: readonly Measure[];
  /** One that lies elsewhere, until a second one says the same. */
  readonly leap?: Measure;
}

export const NOT_MEASURED: Steady = { recent: [] };

/** So many measures are averaged (in shake, several of its periods), and none older than that. */
const KEPT = 8;
const OLD_MS = 16_000;
/** Measures that lie within this share of the picture's width say the same. */
const SAME = 0.012;
/** A measure that so many tiles support needs no second one. */
const SURE = 0.6;

/** After one more measure. A single one that lies elsewhere changes nothing, unless it is sure. */
export function steadied(before: Steady, measure: Measure, shape: Size): Steady {
  const recent = before.recent.filter(({ atMs }) => measure.atMs - atMs <= OLD_MS);
  // the old ones are no longer averaged, but still say where it was
  const now = meanOf(recent.length > 0 ? recent : before.recent);
  if (now === undefined || apart(now, measure.placement, shape) <= SAME)
    return { recent: [...recent, measure].slice(-KEPT) };
  const { leap } = before;
  if (leap !== undefined && apart(leap.placement, measure.placement, shape) <= SAME)
    return { recent: [leap, measure] };
  return measure.agreeing >= SURE
    ? { recent: [measure] }
    : { recent: before.recent, leap: measure };
}

/** Mean of the recent measures; undefined where there is none. */
export function meanOf(recent: readonly Measure[]): Placement | undefined {
  if (recent.length === 0) return undefined;
  const mean = (part: keyof Placement) =>
    recent.reduce((sum, { placement }) => sum + placement[part], 0) / recent.length;
  return {
    ...{ xx: mean('xx'), xy: mean('xy'), x0: mean('x0') },
    ...{ yx: mean('yx'), yy: mean('yy'), y0: mean('y0') },
  };
}

/** Of the recent measures; undefined where there is none. */
export function meanAgreement(recent: readonly Measure[]): number | undefined {
  if (recent.length === 0) return undefined;
  return recent.reduce((sum, { agreeing }) => sum + agreeing, 0) / recent.length;
}
