import type { LocalTime } from '../core/time/capture-utc.ts';

export interface Clock {
  /** Never steps; milliseconds since some start. */
  monotonicMs(): number;
  /** May step; milliseconds since 1970 UTC. */
  utcMs(): number;
  /** Wall time at the site. */
  local(utcMs: number): LocalTime;
}
