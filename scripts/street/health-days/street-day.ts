import type { DayCamera } from './camera.ts';
import type { Canvas } from './canvas.ts';
import { developed } from './develop.ts';
import type { Footage } from './footage.ts';
import { noiseTable } from './grain.ts';
import { guestsOf } from './guests.ts';
import { type Scene, showGuest } from './show-guest.ts';
import { skyOf } from './sky.ts';
import { showRain } from './weather-on.ts';

export interface DayAndNight {
  readonly day: Footage;
  readonly night: Footage;
}

/** Ms of a mast's sway, and of its gusts. */
const SWAY_MS = 2300;
const GUST_MS = 29_000;
/** Of what is drawn, 64ths of its own grain. */
const GRAIN = 40;

/** The pictures of a camera by the time of its stream; `dayMs`: how long a simulated day is. */
export function streetDay(
  camera: DayCamera,
  { day, night }: DayAndNight,
  dayMs: number,
): (ms: number) => Canvas {
  const sky = skyOf(camera, dayMs);
  const guests = guestsOf(camera, (ms) => sky(ms).hour);
  const noise = noiseTable(camera.seed, GRAIN);
  return (ms) => {
    const now = sky(ms);
    const at = Math.round(ms / 500);
    const canvas = developed({ day, night, at, sky: now, ...swayAt(ms, now.wind, day) });
    const scene: Scene = { canvas, sky: now, ms, noise };
    for (const guest of guests(ms)) showGuest(guest, scene);
    showRain(scene, camera.seed);
    return canvas;
  };
}

/** Whole pixels, so that the sensor's noise stays what it is. */
function swayAt(ms: number, wind: number, [first]: Footage) {
  const gust = 0.6 + 0.4 * Math.sin((2 * Math.PI * ms) / GUST_MS);
  const turn = wind * gust * Math.sin((2 * Math.PI * ms) / SWAY_MS);
  const width = first?.width ?? 0;
  return { swayX: Math.round(turn * width), swayY: Math.round((turn * width) / 3) };
}
