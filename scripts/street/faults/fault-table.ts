import { rateOf } from '../../../agent/core/scoring/intervals.ts';
import { GROUPS, type Group } from './clip.ts';
import type { Alarm } from './judge.ts';
import { FAULT_KINDS, FAULT_S, type FaultKind } from './kinds.ts';
import { markdown } from './markdown.ts';

export interface FaultCase {
  readonly clip: string;
  readonly group: Group;
  readonly kind: FaultKind;
  readonly alarms: readonly Alarm[];
  /** When rules first rested after the fault, mediaMs. */
  readonly restsFromMs: number | undefined;
}

/** Seconds from the fault until the platform is told of it by its right name; undefined where it never is. */
export function foundAfterS({ kind, alarms }: Pick<FaultCase, 'kind' | 'alarms'>) {
  const right = alarms.find(
    ({ condition, mediaMs }) => kind.conditions.includes(condition) && mediaMs >= FAULT_S * 1000,
  );
  return right && right.mediaMs / 1000 - FAULT_S;
}

/** One line a kind: found in time of cases, for each group; all together; then what was found late or not at all. */
export function faultTable(cases: readonly FaultCase[]): string {
  const head = ['fault', ...GROUPS, 'late', 'missed', 'told after at most', 'rests after at most'];
  const kinds = FAULT_KINDS.filter((kind) => cases.some((one) => one.kind === kind));
  const rows = kinds.map((kind) =>
    row(
      kind.name,
      cases.filter((one) => one.kind === kind),
    ),
  );
  const missed = cases
    .filter((one) => !isInTime(one))
    .map((one) => `  ${one.kind.name}: ${one.clip}: ${told(one)}`);
  return [markdown([head, ...rows, row('all', cases)]), inAll(cases), ...missed].join('\n');
}

function row(name: string, all: readonly FaultCase[]): readonly string[] {
  const times = all.map(foundAfterS).filter((time) => time !== undefined);
  const rests = all.map(({ restsFromMs: ms = Number.POSITIVE_INFINITY }) => ms / 1000 - FAULT_S);
  const inTime = (some: readonly FaultCase[]) => some.filter(isInTime).length;
  const groups = GROUPS.map((group) => {
    const some = all.filter((one) => one.group === group);
    return some.length === 0 ? '-' : `${inTime(some)} of ${some.length}`;
  });
  return [
    ...[name, ...groups, `${times.length - inTime(all)}`, `${all.length - times.length}`],
    ...[`${Math.max(0, ...times).toFixed(1)} s`, `${Math.max(0, ...rests).toFixed(1)} s`],
  ];
}

function inAll(cases: readonly FaultCase[]): string {
  const { n, of, share, low, high } = rateOf(cases.filter(isInTime).length, cases.length);
  const percent = (value: number | null) => `${(100 * (value ?? Number.NaN)).toFixed(1)} %`;
  return `found in time: ${n} of ${of}, ${percent(share)} (95 %: ${percent(low)} to ${percent(high)})`;
}

function isInTime(one: FaultCase): boolean {
  return (foundAfterS(one) ?? Number.POSITIVE_INFINITY) <= one.kind.withinS;
}

function told(one: FaultCase): string {
  const after = foundAfterS(one);
  const said = one.alarms.map(({ condition }) => condition).join(', ') || 'nothing';
  return after === undefined ? `not found, said ${said}` : `after ${after.toFixed(1)} s`;
}
