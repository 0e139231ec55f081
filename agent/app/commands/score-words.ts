import type { Figures } from '../../core/scoring/figures.ts';
import type { Rate } from '../../core/scoring/intervals.ts';
import { REASON_WORDS } from '../../core/scoring/reasons.ts';
import type { Fault, Score } from '../../core/scoring/score-events.ts';
import type { Spread } from '../../core/scoring/spread.ts';
import { counted } from './words.ts';

const NONE = 'n/a';
/** So many misses and false alarms are listed one by one. */
const MOST_FAULTS = 40;

/** The score for a person: a table with a column per kind, then each fault, then what was not judged. */
export function scoreWords(score: Score): string {
  const { recordings, overall, faults } = score;
  return [
    `${counted(recordings.length, 'recording')} of ${lengthText(overall.cameraDays)}, ${counted(overall.episodes, 'true episode')}`,
    '',
    ...table(score),
    ...(faults.length === 0 ? [] : ['', ...faultLines(faults)]),
    ...notJudgedLines(score),
    '',
  ].join('\n');
}

/** Of all recordings together. */
function lengthText(days: number): string {
  if (days >= 2) return `${fixed(days, 1)} days`;
  return days * 24 >= 2 ? `${fixed(days * 24, 1)} hours` : `${fixed(days * 1440, 1)} minutes`;
}

const ROWS: readonly (readonly [name: string, cell: (figures: Figures) => string])[] = [
  ['true episodes', ({ episodes }) => `${episodes}`],
  ['found', ({ found }) => `${found}`],
  ['missed', ({ missed }) => `${missed}`],
  ['false alarms', ({ falseAlarms }) => `${falseAlarms}`],
  ['  duplicates', ({ duplicates }) => `${duplicates}`],
  ['recall', ({ recall }) => share(recall)],
  ['  95 % interval', ({ recall }) => interval(recall)],
  ['precision', ({ precision }) => share(precision)],
  ['  95 % interval', ({ precision }) => interval(precision)],
  ['camera-days', ({ cameraDays }) => fixed(cameraDays, 4)],
  ['false per camera-day', ({ falsePerDay }) => few(falsePerDay.value)],
  ['  95 % upper bound', ({ falsePerDay }) => few(falsePerDay.high)],
  ['delay, median / p95', ({ delayMs }) => pair(delayMs)],
  ['dwell error, confirmed', ({ dwellErrorMs }) => pair(dwellErrorMs.confirmedSize)],
  ['dwell error, cleared', ({ dwellErrorMs }) => pair(dwellErrorMs.clearedSize)],
  ['plates read', ({ plates }) => share(plates.read)],
  ['plates right', ({ plates }) => share(plates.whole)],
  ['plate characters right', ({ plates }) => share(plates.characters)],
  ['load right', ({ load }) => share(load)],
  ['cover right', ({ cover }) => share(cover)],
  ['(suspected)', ({ suspected }) => `${suspected}`],
  [
    '(left in time: told / true)',
    ({ selfCorrected: { reported, episodes } }) => `${reported} / ${episodes}`,
  ],
];

function table({ kinds, overall }: Score): string[] {
  const columns: (readonly [string, Figures])[] = Object.entries(kinds);
  if (columns.length !== 1) columns.push(['all', overall]);
  const rows = [
    ['', ...columns.map(([name]) => name)],
    ...ROWS.map(([name, cell]) => [name, ...columns.map(([, figures]) => cell(figures))]),
  ];
  const widths =
    rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('   ')
      .trimEnd(),
  );
}

function faultLines(faults: readonly Fault[]): string[] {
  const shown = faults.slice(0, MOST_FAULTS);
  const rest = faults.length - shown.length;
  return [
    'misses and false alarms:',
    ...shown.map((fault) => `  ${faultTitle(fault)} (${faultPlace(fault)})`),
    ...(rest === 0 ? [] : [`  and ${rest} more: --json lists them all`]),
  ];
}

/** 'false sidewalk-parking: it left in time'. */
export function faultTitle({ what, kind, reason }: Fault): string {
  return `${what === 'miss' ? 'missed' : 'false'} ${kind}: ${REASON_WORDS[reason]}`;
}

/** 'corner at 0:28.2, 2026-05-01T00:00:28.200Z, silver'. */
export function faultPlace({ camera, atMs, timeUtc, truth }: Fault): string {
  const tenths = Math.round(Math.abs(atMs) / 100);
  const seconds = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  const at = `${atMs < 0 ? '-' : ''}${Math.floor(tenths / 600)}:${seconds}`;
  return [`${camera} at ${at}`, timeUtc, ...(truth === undefined ? [] : [truth])].join(', ');
}

function notJudgedLines({ notJudged, recordings }: Score): string[] {
  const { outside, otherKinds, unknownCameras, notDue } = notJudged;
  const lines: string[] = [];
  const [first] = outside;
  if (first !== undefined)
    lines.push(
      `${counted(outside.length, 'confirmation')} outside the time of every recording, the first of camera ` +
        `${first.camera} at ${first.timeUtc}; the first recording begins at ${inUtc(recordings[0]?.startUtc)}: ` +
        'replay with --start and the startUtc of the truth',
    );
  const list = (counts: Readonly<Record<string, number>>, what: string) =>
    Object.entries(counts).map(
      ([name, count]) => `${counted(count, 'confirmation')} ${what} ${name}`,
    );
  lines.push(...list(otherKinds, 'of a kind that the truth does not speak of:'));
  lines.push(...list(unknownCameras, 'of a camera without a truth:'));
  if (notDue > 0)
    lines.push(`${counted(notDue, 'true episode')} complete only after the end of the recording`);
  return lines.length === 0 ? [] : ['', 'not judged:', ...lines.map((line) => `  ${line}`)];
}

function inUtc(time: string | undefined): string {
  return time === undefined ? '?' : new Date(time).toISOString();
}

function interval({ low, high }: Rate): string {
  return low === null || high === null ? NONE : `${percent(low)} to ${percent(high)}`;
}

function share(rate: Rate): string {
  return rate.share === null ? NONE : `${percent(rate.share)} (${rate.n} of ${rate.of})`;
}

/** Three digits that count: 0.0123, 1.23, 3920. */
function few(value: number | null): string {
  return value === null ? NONE : `${Number(value.toPrecision(3))}`;
}

function pair({ n, median, p95 }: Spread): string {
  if (median === null || p95 === null) return NONE;
  return `${fixed(median / 1000, 1)} s / ${fixed(p95 / 1000, 1)} s (of ${n})`;
}

/** As a whole, only what is whole: 99.96 % is no 100 %. */
function percent(value: number | null): string {
  if (value === null) return NONE;
  const text = (value * 100).toFixed(1);
  if (text === '100.0') return value === 1 ? '100 %' : '99.9 %';
  return text === '0.0' && value > 0 ? '0.1 %' : `${text} %`;
}

const fixed = (value: number, digits: number): string => value.toFixed(digits);
