import type { PatrolView } from '../scene/patrol-report.ts';
import type { ShortStay } from './short-stays.ts';

/** What was told of a patrol. Plain JSON; bounded by the views and rules of the configuration. */
export interface PatrolTold {
  /** Views that do not come any more. */
  readonly overdue: readonly string[];
  /** Rules that can confirm nothing, each with the dwell of which that was told. */
  readonly outOfReach: Readonly<Record<string, number>>;
}

export const NOTHING_TOLD: PatrolTold = { overdue: [], outOfReach: {} };

export interface PatrolNews {
  /** Views that are overdue now and were not, */
  readonly overdue: readonly PatrolView[];
  /** and the other way round. */
  readonly back: readonly PatrolView[];
  readonly outOfReach: readonly ShortStay[];
}

/** What of the present state was not told yet. Of a rule it is told once for each dwell that it is given. */
export function patrolNews(
  told: PatrolTold,
  views: readonly PatrolView[],
  short: readonly ShortStay[],
): { readonly told: PatrolTold; readonly news: PatrolNews } {
  const wasOverdue = ({ preset }: PatrolView) => told.overdue.includes(preset);
  const overdue = views.filter((view) => view.overdue);
  const outOfReach = Object.fromEntries(short.map(({ rule, dwellMs }) => [rule, dwellMs]));
  return {
    told: {
      overdue: overdue.map(({ preset }) => preset),
      outOfReach: { ...told.outOfReach, ...outOfReach },
    },
    news: {
      overdue: overdue.filter((view) => !wasOverdue(view)),
      back: views.filter((view) => !view.overdue && wasOverdue(view)),
      outOfReach: short.filter(({ rule, dwellMs }) => told.outOfReach[rule] !== dwellMs),
    },
  };
}
