import type { Hours } from '../geometry/zone.ts';
import type { LocalTime } from '../time/capture-utc.ts';

/** Dates ('YYYY-MM-DD') that do not behave as their weekday says. */
export interface Calendar {
  /** Count as Sunday. */
  readonly holidays: readonly string[];
  /** Worked weekend days (调休): count as Monday. */
  readonly workdays: readonly string[];
}

const SUNDAY = 0;
const MONDAY = 1;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 31);
}

/** The date before, 'YYYY-MM-DD'. */
export function dayBefore(date: string): string {
  let [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  day -= 1;
  if (day === 0) {
    month -= 1;
    if (month === 0) [year, month] = [year - 1, 12];
    day = daysIn(year, month);
  }
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function countsAs(calendar: Calendar | undefined, date: string, weekday: number): number {
  // a worked day wins, so that a holiday range may be written whole
  if (calendar?.workdays.includes(date)) return MONDAY;
  if (calendar?.holidays.includes(date)) return SUNDAY;
  return weekday;
}

function spanOpen(span: Hours, today: number, yesterday: number, minute: number): boolean {
  const on = (weekday: number) => span.weekdays === undefined || span.weekdays.includes(weekday);
  if (span.to > span.from) return on(today) && minute >= span.from && minute < span.to;
  // past midnight: the span belongs to the day on which it begins
  return (on(today) && minute >= span.from) || (on(yesterday) && minute < span.to);
}

/**
 * Whether one of the spans holds at this wall time; always, where there are none. `from` is inside, `to`
 * is not; `to` at or below `from` runs past midnight and belongs to the weekday on which it begins.
 */
export function isOpen(
  hours: readonly Hours[] | undefined,
  calendar: Calendar | undefined,
  local: LocalTime,
): boolean {
  if (hours === undefined || hours.length === 0) return true;
  const today = countsAs(calendar, local.date, local.weekday);
  const yesterday = countsAs(calendar, dayBefore(local.date), (local.weekday + 6) % 7);
  return hours.some((span) => spanOpen(span, today, yesterday, local.minute));
}
