import { InvalidArgumentError } from 'commander';
import type { Figures } from '../../core/scoring/figures.ts';
import type { Score } from '../../core/scoring/score-events.ts';

export interface Limits {
  readonly minRecall?: number;
  readonly minPrecision?: number;
  readonly maxFalsePerDay?: number;
}

/** A share; throws commander's InvalidArgumentError, which ends with exit code 2. */
export function shareOf(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('write a share from 0 to 1, such as 0.95');
}

/** A count that need not be whole. */
export function amount(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('write a number from 0 on, such as 0.02');
}

/**
 * Which limits do not hold, in sentences: over all and for each kind. A kind without anything to measure
 * is passed over; where nothing at all was to measure, the limit does not hold.
 */
export function broken(score: Score, limits: Limits): string[] {
  const all = check('all kinds', score.overall, limits, true);
  const each = Object.entries(score.kinds).flatMap(([kind, figures]) =>
    check(kind, figures, limits, false),
  );
  return [...all, ...each];
}

function check(name: string, figures: Figures, limits: Limits, must: boolean): string[] {
  const { recall, precision, falsePerDay } = figures;
  const rows = [
    ['recall', recall.share, limits.minRecall, 'at least'],
    ['precision', precision.share, limits.minPrecision, 'at least'],
    ['false alarms per camera-day', falsePerDay.value, limits.maxFalsePerDay, 'at most'],
  ] as const;
  return rows.flatMap(([what, value, limit, word]) => {
    if (limit === undefined) return [];
    const wanted = `expected ${word} ${limit}`;
    if (value === null) return must ? [`${name}: ${what}: ${wanted}, nothing was to measure`] : [];
    const holds = word === 'at least' ? value >= limit : value <= limit;
    return holds ? [] : [`${name}: ${what}: ${wanted}, got ${Math.round(value * 1e4) / 1e4}`];
  });
}
