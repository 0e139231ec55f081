import type { Box } from '../geometry/box.ts';
import { groundStrip, shareInside } from '../geometry/strip.ts';
import type { Zone } from '../geometry/zone.ts';
import type { LocalTime } from '../time/capture-utc.ts';
import type { Track } from '../tracking/track.ts';
import { type Calendar, isOpen } from './schedule.ts';

/** Share of the ground strip inside an `except` or `ignore` zone from which an object is let be. */
const EXEMPT = 0.5;
/** The same of what the picture's edge cuts: nobody sees how much of its ground lies in the zone beyond. */
const EXEMPT_CUT = 0.35;
/** A box that ends this near to the picture's edge is cut by it. */
const EDGE = 0.01;
/** What is in stays in until its share is this much lower. */
export const LEAVING = 0.1;

/** The zone with the largest share of the box's ground strip, and that share. */
export interface ZoneHit {
  readonly zone: Zone;
  readonly share: number;
}

/** The best of the zones that is open now and does not say `ignore`. */
export function bestZone(zones: readonly Zone[], box: Box): ZoneHit | undefined {
  const strip = groundStrip(box);
  let best: ZoneHit | undefined;
  for (const zone of zones) {
    if (zone.kind === 'ignore') continue;
    const share = shareInside(strip, zone.polygon);
    if (share > (best?.share ?? 0)) best = { zone, share };
  }
  return best;
}

export function openZones(
  zones: readonly Zone[],
  calendar: Calendar | undefined,
  local: LocalTime,
): Zone[] {
  return zones.filter((zone) => isOpen(zone.hours, calendar, local));
}

/** Whether the box stands in one of the zones where it may; `slack` > 0 makes it harder (hysteresis). */
export function isExempt(zones: readonly Zone[], box: Box, slack = 0): boolean {
  const strip = groundStrip(box);
  const least = (isGroundCut(box) ? EXEMPT_CUT : EXEMPT) + slack;
  return zones.some((zone) => shareInside(strip, zone.polygon) >= least);
}

/** A cut at the top says nothing of the ground. */
function isGroundCut({ left, right, bottom }: Box): boolean {
  return left < EDGE || right > 1 - EDGE || bottom > 1 - EDGE;
}

/** The zones, open now, in which an object is let be by the rule: its exceptions, and what is to be ignored. */
export function exemptZones(
  rule: {
    readonly zones: readonly Zone[];
    readonly except: readonly Zone[];
    readonly calendar?: Calendar;
  },
  local: LocalTime,
): Zone[] {
  return [
    ...openZones(rule.except, rule.calendar, local),
    ...ignoreZones(openZones(rule.zones, rule.calendar, local)),
  ];
}

/** Zones of kind `ignore` out of a list. */
export function ignoreZones(zones: readonly Zone[]): Zone[] {
  return zones.filter((zone) => zone.kind === 'ignore');
}

/** The tracks that do not stand in a zone of kind `ignore`: what every rule of the camera may look at. */
export function withoutIgnored(tracks: readonly Track[], zones: readonly Zone[]): Track[] {
  const ignored = ignoreZones(zones);
  return tracks.filter((track) => !isExempt(ignored, track.box));
}
