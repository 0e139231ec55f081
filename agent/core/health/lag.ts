import { median } from '../statistics/median.ts';

/** By how much one stream lies behind the other, by several comparisons. Plain data. */
export interface Lag {
  /** What the last comparisons measured, newest last, milliseconds; at most `KEPT`. */
  readonly measured: readonly number[];
  /** What is made up for: 0 while that is not certain. */
  readonly correctedMs: number;
}

export const NO_LAG: Lag = { measured: [], correctedMs: 0 };

const KEPT = 5;
/** So many must agree: one may have taken one car for another. */
const AGREE = 3;
/** Pictures of the small stream lie up to 0.7 s apart, so that a single measure is off by half of that. */
const APART_MS = 400;
/** Less is not made up for, and no change of what is made up for. */
const LEAST_MS = 300;

/** After one more comparison. Pure. */
export function stepLag(before: Lag, lagMs: number): Lag {
  const measured = [...before.measured.slice(1 - KEPT), lagMs];
  const middle = median(measured);
  const agreeing = measured.filter((one) => Math.abs(one - middle) <= APART_MS);
  const meant = agreeing.length < AGREE ? 0 : Math.round(mean(agreeing));
  const due = Math.abs(meant) < LEAST_MS ? 0 : meant;
  const isSame = due !== 0 && Math.abs(due - before.correctedMs) < LEAST_MS;
  return { measured, correctedMs: isSame ? before.correctedMs : due };
}

/** Whether more comparisons are wanted soon: what they measure is not what is made up for. */
export function isOpen({ measured, correctedMs }: Lag): boolean {
  const last = measured.at(-1);
  return last !== undefined && Math.abs(last - correctedMs) >= APART_MS;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
