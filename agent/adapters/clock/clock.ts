import type { LocalTime } from '../../core/time/capture-utc.ts';
import type { Clock } from '../../ports/clock.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MINUTE_MS = 60_000;

/** The box's clocks; wall time in `timezone` (an IANA name, e.g. 'Asia/Shanghai'). */
export function systemClock(timezone: string): Clock {
  const zone = wall(timezone);
  return {
    monotonicMs: () => performance.now(),
    utcMs: () => Date.now(),
    local: (utcMs) => localTime(zone(utcMs)),
  };
}

/** RFC 3339 with the zone's offset at that moment, e.g. '2026-11-22T10:15:00.250+08:00'. */
export function isoAt(utcMs: number, timezone: string): string {
  const { year, month, day, hour, minute } = wall(timezone)(utcMs);
  const asUtc = Date.UTC(+year, +month - 1, +day, +hour, +minute);
  const offset = Math.round((asUtc - Math.floor(utcMs / MINUTE_MS) * MINUTE_MS) / MINUTE_MS);
  const size = Math.abs(offset);
  const clock = `${two(Math.floor(size / 60))}:${two(size % 60)}`;
  const local = new Date(utcMs + offset * MINUTE_MS).toISOString().slice(0, -1);
  return `${local}${offset < 0 ? '-' : '+'}${clock}`;
}

type Wall = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'weekday', string>>;

function wall(timezone: string): (utcMs: number) => Wall {
  const format = formatOf(timezone);
  return (utcMs) => {
    const parts = new Map(format.formatToParts(utcMs).map(({ type, value }) => [type, value]));
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
    return {
      year: part('year'),
      month: part('month'),
      day: part('day'),
      hour: part('hour'),
      minute: part('minute'),
      weekday: part('weekday'),
    };
  };
}

/** One per time zone of the configuration: making one is slow. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
  });
  formats.set(timezone, made);
  return made;
}

function localTime({ year, month, day, hour, minute, weekday }: Wall): LocalTime {
  return {
    date: `${year}-${month}-${day}`,
    weekday: WEEKDAYS.indexOf(weekday),
    minute: Number(hour) * 60 + Number(minute),
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
