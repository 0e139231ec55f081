import type { LocalTime } from '../../../agent/core/time/capture-utc.ts';
import { random } from '../world/random.ts';
import type { Light, Weather } from '../world/scenario.ts';

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

/** Monday, midnight, at the site. */
export const START_UTC_MS = Date.parse('2026-05-11T00:00:00+08:00');

/** The light of an hour of the day: May, at middle latitudes; every third day is overcast. */
export function lightAt(seed: number, atMs: number): Light {
  const hour = Math.floor(atMs / HOUR_MS) % 24;
  if (hour < 5 || hour >= 20) return 'night';
  if (hour === 5 || hour === 19) return 'dusk';
  const day = Math.floor(atMs / (24 * HOUR_MS));
  if (random(seed, 'sky', String(day))() < 1 / 3) return 'overcast';
  return hour === 6 || hour === 18 ? 'low-sun' : 'day';
}

/** One hour in eight it rains. */
export function weatherAt(seed: number, atMs: number): Weather {
  const hour = Math.floor(atMs / HOUR_MS);
  return random(seed, 'rain', String(hour))() < 1 / 8 ? 'rain' : 'clear';
}

const BUSY = [
  ...[0.05, 0.03, 0.03, 0.03, 0.05, 0.15, 0.4, 0.9, 1, 0.7, 0.6, 0.7],
  ...[0.8, 0.7, 0.6, 0.6, 0.7, 0.95, 1, 0.8, 0.6, 0.45, 0.25, 0.1],
];

/** How full the street is at an hour of the day, 0 to 1. */
export function busyAt(hour: number): number {
  return BUSY[hour % 24] ?? 0;
}

export function localAt(atMs: number): LocalTime {
  const site = new Date(START_UTC_MS + 8 * HOUR_MS + atMs);
  return {
    date: site.toISOString().slice(0, 10),
    weekday: site.getUTCDay(),
    minute: site.getUTCHours() * 60 + site.getUTCMinutes(),
  };
}
