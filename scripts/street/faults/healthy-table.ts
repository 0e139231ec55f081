import { GROUPS, type Group } from './clip.ts';
import type { Alarm, Doubt } from './judge.ts';
import { markdown } from './markdown.ts';

export interface HealthyCase {
  readonly clip: string;
  readonly group: Group;
  readonly lengthMs: number;
  readonly alarms: readonly Alarm[];
  readonly doubts: readonly Doubt[];
}

/** One line a group of healthy footage; then the clips that were doubted. */
export function healthyTable(cases: readonly HealthyCase[]): string {
  const head = ['healthy', 'films', 'minutes', 'false alarms', 'doubt s/h', 'longest doubt'];
  const rows = [...GROUPS, 'made' as const].flatMap((group) => {
    const all = cases.filter((one) => one.group === group);
    if (all.length === 0) return [];
    const hours = sum(all.map(({ lengthMs }) => lengthMs)) / 3_600_000;
    const doubts = all.flatMap((one) => one.doubts);
    return [
      [
        ...[group, `${all.length}`, (hours * 60).toFixed(0)],
        `${sum(all.map(({ alarms }) => alarms.length))}`,
        (sum(doubts.map(({ totalMs }) => totalMs)) / 1000 / hours).toFixed(1),
        `${(Math.max(0, ...doubts.map(({ longestMs }) => longestMs)) / 1000).toFixed(1)} s`,
      ],
    ];
  });
  const doubted = cases
    .filter(({ doubts }) => doubts.length > 0)
    .map(
      ({ clip, doubts, alarms }) =>
        `  ${clip}: ${doubts.map(inWords).join(', ')}${alarms.length > 0 ? ' (ALARM)' : ''}`,
    );
  return [markdown([head, ...rows]), ...doubted].join('\n');
}

function inWords({ condition, totalMs, longestMs }: Doubt): string {
  return `${condition} ${totalMs / 1000} s, at most ${longestMs / 1000} s on end`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
