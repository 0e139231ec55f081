import { CONDITIONS } from '../../../agent/core/health/condition.ts';
import { poissonUpper } from '../../../agent/core/scoring/intervals.ts';
import type { DayWatched } from './watch-day.ts';

/** A camera's days, as they are kept in a file. Plain JSON. */
export interface CameraDays extends DayWatched {
  readonly camera: string;
  readonly seed: number;
  readonly hours: number;
  readonly dayHours: number;
}

export interface FaultFound {
  readonly fault: string;
  readonly time: 'day' | 'night';
  readonly camera: string;
  /** Seconds until it was told by one of its names; absent where it was not. */
  readonly afterS?: number;
  /** What else was told. */
  readonly said: readonly string[];
}

const MONTH_HOURS = 30 * 24;

/** False alarms for each condition, per camera and 30 days, with the upper 95 % bound. */
export function daysTable(days: readonly CameraDays[]): string {
  const hours = sum(days.map((one) => one.hours));
  const rows = [...CONDITIONS.slice(0, 8), undefined].map((condition) => {
    const alarms = days.flatMap((one) => one.alarms).filter((alarm) => isOf(alarm, condition));
    const doubted = days.map(({ doubtMs }) =>
      sum(
        Object.entries(doubtMs).map(([name, ms]) =>
          isOf({ condition: name }, condition) ? ms : 0,
        ),
      ),
    );
    const aMonth = (count: number) => ((count * MONTH_HOURS) / hours).toFixed(2);
    return [
      ...[condition ?? 'all', `${alarms.length}`, aMonth(alarms.length)],
      ...[aMonth(poissonUpper(alarms.length)), (sum(doubted) / 1000 / hours).toFixed(1)],
    ];
  });
  const head = ['condition', 'false alarms', 'in 30 camera-days', '95 % at most', 'doubt s/h'];
  const pictures = sum(days.map((one) => one.pictures));
  const judged = sum(days.map((one) => one.judgedMs)) / Math.max(1, pictures);
  const sunrises = sum(days.map((one) => one.hours / one.dayHours));
  return [
    markdown([head, ...rows]),
    '',
    `${days.length} cameras, ${hours.toFixed(1)} hours, ${sunrises.toFixed(1)} days and nights, ${pictures} pictures, ${judged.toFixed(1)} ms each`,
    ...days.flatMap(({ camera, seed, dayHours, alarms }) =>
      alarms.map(({ condition, atMs }) => {
        const hour = ((atMs / 3_600_000 / dayHours) * 24) % 24;
        return `  camera ${camera}, seed ${seed}: ${condition} at ${hour.toFixed(2)} h (${atMs} ms)`;
      }),
    ),
  ].join('\n');
}

function isOf(alarm: { readonly condition: string }, condition: string | undefined): boolean {
  return condition === undefined || alarm.condition === condition;
}

/** One line a fault: found of cases, by day and by night. */
export function faultsTable(found: readonly FaultFound[]): string {
  const names = [...new Set(found.map(({ fault }) => fault))];
  const rows = names.map((name) => {
    const all = found.filter(({ fault }) => fault === name);
    const of = (time: FaultFound['time']) => {
      const some = all.filter((one) => one.time === time);
      return `${some.filter(({ afterS }) => afterS !== undefined).length} of ${some.length}`;
    };
    const slowest = Math.max(0, ...all.map(({ afterS = 0 }) => afterS));
    return [name, of('day'), of('night'), `${slowest.toFixed(1)} s`];
  });
  const missed = found
    .filter(({ afterS }) => afterS === undefined)
    .map(({ fault, time, camera, said }) => {
      return `  ${fault} by ${time}, camera ${camera}: said ${said.join(', ') || 'nothing'}`;
    });
  return [markdown([['fault put in', 'by day', 'by night', 'slowest'], ...rows]), ...missed].join(
    '\n',
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
