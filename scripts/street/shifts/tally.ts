import type { Said } from './judge.ts';

/** What one case came to. */
export interface Outcome {
  readonly group: string;
  readonly change: string;
  readonly film: string;
  readonly wanted: 'well' | 'moved' | 'unknown';
  /** What was wanted was said within 30 s and stayed; of what is well: nothing was ever called bad. */
  readonly found: boolean;
  /** Seconds from the change to the first bad verdict. */
  readonly afterS: number | undefined;
  /** Errors of the corrected and the uncorrected corners once settled, pixels of 1280. */
  readonly off: readonly number[];
  readonly uncorrected: readonly number[];
  /** Seconds of bad verdicts that should not be, the longest in a row, and seconds watched. */
  readonly falseS: number;
  readonly longestS: number;
  readonly watchedS: number;
  /** Share of pictures about which nothing was said. */
  readonly silent: number;
}

/** A change counts as found when it is called bad within that. */
const WITHIN_S = 30;
/** Corrections are judged from then on, or from the middle of what is shorter. */
const SETTLED_S = 10;

export function outcomeOf(
  about: Pick<Outcome, 'group' | 'change' | 'film' | 'wanted'>,
  said: readonly Said[],
  stepS: number,
): Outcome {
  const from = said[0]?.atMs ?? 0;
  const isBad = ({ moved, unknown }: Said) => moved === true || unknown === true;
  const right = ({ moved, unknown }: Said) =>
    about.wanted === 'moved' ? moved === true : unknown === true || moved === true;
  const first = said.find((one) => right(one));
  const afterS = first && (first.atMs - from) / 1000;
  // a picture of which nothing is said leaves what was said before
  const last = said
    .filter(({ moved, unknown }) => moved !== undefined || unknown !== undefined)
    .slice(-3);
  const stays = last.filter((one) => right(one)).length >= 2;
  const watchedS = said.length * stepS;
  const settledS = Math.min(SETTLED_S, watchedS / 2);
  const settled = said.filter(({ atMs }) => atMs - from >= settledS * 1000);
  const wrong = about.wanted === 'well' ? said.map(isBad) : [];
  return {
    ...about,
    found: about.wanted === 'well' ? !wrong.includes(true) : (afterS ?? 99) <= WITHIN_S && stays,
    afterS,
    off: settled.flatMap(({ off }) => off ?? []),
    uncorrected: settled.flatMap(({ uncorrected }) => uncorrected ?? []),
    falseS: wrong.filter(Boolean).length * stepS,
    longestS: longestRun(wrong) * stepS,
    watchedS,
    silent:
      said.filter(({ moved, unknown }) => moved === undefined && unknown === undefined).length /
      Math.max(1, said.length),
  };
}

function longestRun(flags: readonly boolean[]): number {
  let longest = 0;
  let run = 0;
  for (const flag of flags) {
    run = flag ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

const HEAD = [
  ...['change', 'conditions', 'wanted', 'cases', 'as wanted', 'missed', 'after s (95 %)'],
  ...['off px, median', '95 %', 'uncorrected px', 'false s/h', 'longest s', 'silent'],
];

/** One line per change and conditions, in the order in which they come. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const groups = new Map<string, Outcome[]>();
  for (const one of outcomes) {
    const key = `${one.change}|${one.group}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const rows = [HEAD, ...[...groups.values()].map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rowOf(cases: readonly Outcome[]): readonly string[] {
  const [one] = cases;
  if (one === undefined) return [];
  const { change, group, wanted } = one;
  const found = cases.filter((each) => each.found).length;
  const sum = (of: (each: Outcome) => number) => cases.reduce((total, each) => total + of(each), 0);
  const after = cases.flatMap(({ afterS }) => afterS ?? []);
  const off = cases.flatMap((each) => each.off);
  const uncorrected = cases.flatMap((each) => each.uncorrected);
  const watched = sum(({ watchedS }) => watchedS);
  const false_ =
    wanted === 'well' ? ((3600 * sum(({ falseS }) => falseS)) / watched).toFixed(0) : '-';
  const longest = wanted === 'well' ? Math.max(...cases.map(({ longestS }) => longestS)) : 0;
  return [
    ...[change, group, wanted, String(cases.length), String(found), String(cases.length - found)],
    wanted === 'well' ? '-' : `${at(after, 0.5, 1)} (${at(after, 0.95, 1)})`,
    ...(wanted === 'unknown'
      ? ['-', '-', '-']
      : [at(off, 0.5, 1), at(off, 0.95, 1), at(uncorrected, 0.5, 1)]),
    ...[false_, wanted === 'well' ? longest.toFixed(0) : '-'],
    `${((100 * sum(({ silent }) => silent)) / cases.length).toFixed(0)} %`,
  ];
}

/** The value below which that share of the values lies; '-' where there is none. */
function at(values: readonly number[], share: number, digits: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return value === undefined ? '-' : value.toFixed(digits);
}
