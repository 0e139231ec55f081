import type { EpisodePolicy, EpisodeState } from './episode.ts';

/** How many episodes were told lately, and whether the storm was reported. Part of the episode state. */
export type BudgetState = Pick<EpisodeState, 'told' | 'stormSinceUtcMs'>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A storm is over when both counts have fallen to this share of their limits: else it would flicker. */
const RECOVERED = 0.75;

type Limits = EpisodePolicy['budget'];

function used(told: readonly number[], utcMs: number): { hour: number; day: number } {
  return { hour: told.filter((at) => utcMs - at < HOUR_MS).length, day: told.length };
}

/** Drops what is older than a day, and ends the storm when the budget has recovered. */
export function ageBudget(limits: Limits, before: BudgetState, utcMs: number): BudgetState {
  // entries from the future were written before the clock was set back: they would never grow old
  const told = before.told.filter((at) => utcMs - at < DAY_MS && at - utcMs < HOUR_MS);
  const { hour, day } = used(told, utcMs);
  const over =
    hour <= Math.floor(limits.perHour * RECOVERED) && day <= Math.floor(limits.perDay * RECOVERED);
  const { stormSinceUtcMs } = before;
  return { told, ...(stormSinceUtcMs !== undefined && !over && { stormSinceUtcMs }) };
}

/** Asks for one more episode: whether it may be told, and whether the storm begins with it. */
export function takeBudget(
  limits: Limits,
  before: BudgetState,
  utcMs: number,
): { budget: BudgetState; granted: boolean; stormBegins: boolean } {
  if (before.stormSinceUtcMs !== undefined) {
    return { budget: before, granted: false, stormBegins: false };
  }
  const { hour, day } = used(before.told, utcMs);
  if (hour >= limits.perHour || day >= limits.perDay) {
    const budget = { told: before.told, stormSinceUtcMs: utcMs };
    return { budget, granted: false, stormBegins: true };
  }
  return { budget: { told: [...before.told, utcMs] }, granted: true, stormBegins: false };
}
