import type { Box } from '../geometry/box.ts';
import { area } from '../geometry/iou.ts';
import { appearanceDistance } from '../vision/appearance.ts';

/** Distance of appearances from which two objects are clearly not the same. */
const OTHER = 0.3;
/** The slot's look follows slow changes (dusk, shade) with this time constant. */
const FOLLOW_MS = 60_000;
/** Of a sudden other look on the same track: headlights pass, the camera's night mode stays. */
const FOLLOW_OTHER_MS = 600_000;

type Look = readonly number[] | undefined;

/** Clearly another one; false where one of the looks is not known. */
export function looksOther(a: Look, b: Look): boolean {
  return a !== undefined && b !== undefined && appearanceDistance(a, b) > OTHER;
}

/** Whether a track that drives off is something else than what stood there: other look, else other size. */
export function isStranger(a: Look, b: Look, from: Box, to: Box): boolean {
  if (a !== undefined && b !== undefined) return looksOther(a, b);
  const ratio = area(to) / Math.max(1e-9, area(from));
  return ratio > 2.5 || ratio < 0.4;
}

/** The remembered look, moved a little towards the one seen now. */
export function followLook(before: Look, now: Look, sinceMs: number): Look {
  if (before === undefined || now === undefined || before.length !== now.length) {
    return before ?? now;
  }
  const followMs = looksOther(before, now) ? FOLLOW_OTHER_MS : FOLLOW_MS;
  const weight = Math.min(0.2, Math.max(0, sinceMs) / followMs);
  return before.map((value, at) => value + ((now[at] ?? value) - value) * weight);
}
