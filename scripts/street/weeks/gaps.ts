import { random } from '../world/random.ts';
import type { Light } from '../world/scenario.ts';
import { HOUR_MS } from './clock.ts';

/** Share of pictures that never come, by themselves. */
const DROPPED = 0.01;
/** Outages an hour (mean), and how long each is. */
const OUTAGES_PER_HOUR = 0.2;
const OUTAGE_MS = 30_000;
/** Moments an hour at which the camera sets its exposure anew and everything is dark for a while. */
const EXPOSURES_PER_HOUR = 0.5;
const EXPOSURE_MS = 8000;

/** What goes wrong between street and agent, for one camera. */
export interface Gaps {
  /** Whether the picture of this moment does not come. */
  isLost(atMs: number): boolean;
  /** The light as the camera shows it. */
  lightOf(light: Light, atMs: number): Light;
}

export function gapsOf(seed: number, post: string): Gaps {
  const drop = random(seed, post, 'drops');
  const within = (what: string, perHour: number, lastMs: number, atMs: number) => {
    const hour = Math.floor(atMs / HOUR_MS);
    const draw = random(seed, post, what, String(hour));
    if (draw() >= perHour) return false;
    const fromMs = hour * HOUR_MS + draw() * (HOUR_MS - lastMs);
    return atMs >= fromMs && atMs < fromMs + lastMs;
  };
  return {
    isLost: (atMs) => drop() < DROPPED || within('outage', OUTAGES_PER_HOUR, OUTAGE_MS, atMs),
    lightOf: (light, atMs) => {
      const dark = light === 'night' || light === 'infrared';
      return !dark && within('exposure', EXPOSURES_PER_HOUR, EXPOSURE_MS, atMs) ? 'dusk' : light;
    },
  };
}
