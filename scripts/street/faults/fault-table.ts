import type { Group } from './clip.ts';
import type { Alarm, Doubt } from './judge.ts';
import { FAULT_KINDS, FAULT_S, type FaultKind } from './kinds.ts';

export interface FaultCase {
  readonly clip: string;
  readonly group: Group;
  readonly kind: FaultKind;
  readonly alarms: readonly Alarm[];
}

export interface HealthyCase {
  readonly clip: string;
  readonly group: Group;
  readonly lengthMs: number;
  readonly alarms: readonly Alarm[];
  readonly doubts: readonly Doubt[];
}

const GROUPS: readonly Group[] = ['by day', 'by dusk and night', 'in rain and fog', 'real'];

/** Seconds from the fault to the first alarm that names it; undefined where none does. */
export function foundAfterS({ kind, alarms }: FaultCase): number | undefined {
  const right = alarms.filter(
    ({ condition, mediaMs }) => kind.conditions.includes(condition) && mediaMs >= FAULT_S * 1000,
  );
  return right.length === 0
    ? undefined
    : Math.min(...right.map(({ mediaMs }) => mediaMs)) / 1000 - FAULT_S;
}

/** One line a kind: found in time of cases, for each group; then what was found late or not at all. */
export function faultTable(cases: readonly FaultCase[]): string {
  const head = ['fault', ...GROUPS, 'late', 'missed', 'slowest'];
  const rows = FAULT_KINDS.map((kind) => {
    const all = cases.filter((one) => one.kind === kind);
    const times = all.map(foundAfterS).filter((time) => time !== undefined);
    const inTime = (some: readonly FaultCase[]) => some.filter(isInTime).length;
    const groups = GROUPS.map((group) => {
      const some = all.filter((one) => one.group === group);
      return some.length === 0 ? '-' : `${inTime(some)} of ${some.length}`;
    });
    const late = times.length - inTime(all);
    return [
      ...[kind.name, ...groups, `${late}`, `${all.length - times.length}`],
      times.length === 0 ? '-' : `${Math.max(...times).toFixed(1)} s`,
    ];
  });
  const missed = cases
    .filter((one) => !isInTime(one))
    .map((one) => `  ${one.kind.name}: ${one.clip}: ${told(one)}`);
  return [markdown([head, ...rows]), ...missed].join('\n');
}

function isInTime(one: FaultCase): boolean {
  return (foundAfterS(one) ?? Number.POSITIVE_INFINITY) <= one.kind.withinS;
}

function told(one: FaultCase): string {
  const after = foundAfterS(one);
  const said = one.alarms.map(({ condition }) => condition).join(', ') || 'nothing';
  return after === undefined ? `not found, said ${said}` : `after ${after.toFixed(1)} s`;
}

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

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
