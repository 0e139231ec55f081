import * as z from 'zod';
import type { Hours } from '../core/geometry/zone.ts';
import { durationBetween } from '../lib/duration.ts';
import { polygonFault } from './polygon-fault.ts';

const NAME_HOW = 'use small letters, digits and dashes, at most 32 characters';

/** Names of cameras, zones, rules, ...: they become parts of topics and file names. */
export const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, NAME_HOW);

const SHARE_HOW = 'write a share of the picture, 0 to 1';

/** 0 to 1. */
export const share = z.number().min(0, SHARE_HOW).max(1, `${SHARE_HOW} (not pixels)`);

export const picturePoint = z
  .tuple([share, share], { error: 'write a point as [x, y], each from 0 to 1' })
  .meta({ id: 'Point' });

export const polygon = z
  .array(picturePoint)
  .min(3, 'a polygon needs at least 3 corners')
  .max(100, 'a polygon may have at most 100 corners')
  .superRefine((corners, ctx) => {
    const fault = polygonFault(corners);
    if (fault) ctx.addIssue({ code: 'custom', ...fault });
  })
  .describe('Corners as [x, y], each from 0 to 1 (shares of the picture, never pixels).');

/** A duration within bounds, which its description tells. */
export const duration = (least: string, most: string, says: string) =>
  durationBetween(least, most).describe(`${says} ${least} to ${most}.`);

const DATE_HOW = "write a date as 'YYYY-MM-DD'";

export const date = z
  .string({ error: DATE_HOW })
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: DATE_HOW, abort: true })
  .refine(isDay, 'there is no such day');

/** The 30th of February is read as the 2nd of March: only a real day comes back as it went in. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY = `(${DAYS.join('|')})`;
const TIME = '([01]\\d|2[0-3]):[0-5]\\d|24:00';
const HOURS = new RegExp(
  `^(${DAY}(-${DAY})?(,${DAY}(-${DAY})?)* )?(?<from>${TIME})-(?<to>${TIME})$`,
);
const HOURS_HOW = "write hours as '07:00-09:30', 'mon-fri 07:00-19:00' or 'sat,sun 22:00-06:00'";

/** Reads 'mon-fri 07:00-19:00'; an end before the start runs past midnight. */
export const hours = z
  .string({ error: HOURS_HOW })
  .regex(HOURS, HOURS_HOW)
  .transform((text): Hours => {
    const { from = '', to = '' } = HOURS.exec(text)?.groups ?? {};
    const days = text.includes(' ') ? text.slice(0, text.indexOf(' ')) : undefined;
    const span = { from: minutes(from), to: minutes(to) };
    return days === undefined ? span : { weekdays: weekdays(days), ...span };
  })
  .meta({ id: 'Hours' });

function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}

/** 'fri-mon,wed' as [0, 1, 3, 5, 6]. */
function weekdays(text: string): number[] {
  const days = text.split(',').flatMap((part) => {
    const [first = '', last = first] = part.split('-');
    const start = DAYS.indexOf(first);
    const count = ((DAYS.indexOf(last) - start + 7) % 7) + 1;
    return Array.from({ length: count }, (_, i) => (start + i) % 7);
  });
  return [...new Set(days)].toSorted((a, b) => a - b);
}
