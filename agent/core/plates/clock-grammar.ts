import { type Form, grammarOf } from './grammar.ts';

const DIGITS = '0123456789';
const SEPARATORS = '-/.';
const COLON = ':';

type Order = 'year-first' | 'year-last';

const year = ['2', '0', DIGITS, DIGITS];
/** Month and day of either order. */
const two = ['0123', DIGITS];
const time = ['012', DIGITS, COLON, '012345', DIGITS, COLON, '012345', DIGITS];
const DATES: readonly (readonly [Order, readonly string[]])[] = [
  ['year-first', [...year, SEPARATORS, ...two, SEPARATORS, ...two]],
  ['year-first', [...year, '年', ...two, '月', ...two, '日']],
  ['year-last', [...two, SEPARATORS, ...two, SEPARATORS, ...year]],
];
const CHINESE = ['星', '期', '一二三四五六日天'];
const ENGLISH = ['MTWFS', 'aouehr', 'neduti'];
const HALF_DAY = ['AP', 'M'];
const THOUSANDTHS = ['.:', DIGITS, DIGITS, DIGITS];

/** What stands between date and time, and behind them. */
const AROUND: readonly (readonly [between: readonly string[], behind: readonly string[]])[] = [
  [[], []],
  [CHINESE, []],
  [ENGLISH, []],
  [[], CHINESE],
  [[], ENGLISH],
  [[], THOUSANDTHS],
  [[], HALF_DAY],
  [CHINESE, HALF_DAY],
  [ENGLISH, HALF_DAY],
];

const FORMS: readonly Form<Order>[] = DATES.flatMap(([kind, date]) =>
  AROUND.map(([between, behind]) => ({ kind, slots: [...date, ...between, ...time, ...behind] })),
);

/** The date and time that cameras burn into their pictures; spaces are not signs. */
export const CLOCK_LINES = grammarOf(FORMS);

/** A civil time as a camera shows it: no zone, nothing after it. */
export interface ClockTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond?: number;
}

/** The readings of a line: two where 03-04-2025 may be either; none for a day or hour that there is not. */
export function clockTimes(text: string): readonly ClockTime[] {
  const [, date = '', clock = '', half] = LINE.exec(text) ?? [];
  const numbers = (date.match(/\d+/g) ?? []).map(Number);
  const [shown = 99, minute = 99, second = 99, millisecond] = clock.split(/[:.]/).map(Number);
  const hour = hourOf(shown, half);
  const [a = 0, b = 0, c = 0] = numbers;
  const orders = a > 999 ? [[a, b, c]] : [[c, a, b], ...(a === b ? [] : [[c, b, a]])];
  return orders.flatMap(([year = 0, month = 0, day = 0]) => {
    const isTime = hour < 24 && minute < 60 && second < 60;
    if (!isTime || !isDay(year, month, day)) return [];
    const thousandths = millisecond === undefined ? {} : { millisecond };
    return [{ year, month, day, hour, minute, second, ...thousandths }];
  });
}

/** Date, time of day, half of the day; whatever names the weekday is dropped. */
const LINE = /^(.*?)(\d\d:\d\d:\d\d(?:[.:]\d{3})?)([AP])?/;

/** 12 at night is 0, 12 at noon 12; 99 for an hour that twelve hours do not have. */
function hourOf(shown: number, half: string | undefined): number {
  if (half === undefined) return shown;
  if (shown < 1 || shown > 12) return 99;
  return (shown % 12) + (half === 'P' ? 12 : 0);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(year: number, month: number, day: number): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days;
}
