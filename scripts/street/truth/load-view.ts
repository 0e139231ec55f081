import type { TruthObject } from './frame.ts';

/** Angles under which one looks down on the boards, degrees: nothing to see of a level load, and all of it. */
const DOWN = { none: 4, all: 12 };
/** From within so many degrees of the front the cab stands before the load, and this much steeper is needed. */
const CAB = { within: 45, steeper: 12 };
/** Over the cab one sees the more of the box behind it the steeper one looks: from here on as from the side. */
const OVER_CAB = { from: 12, all: 24 };
/** A load lies in the upper part of a tipper: where only wheels are cut, it is all there. */
const UPPER = 0.6;

/** Angle under which a camera looks down on the top of something, degrees; heights and distance in metres. */
export function downOn(eyeHeight: number, height: number, distance: number): number {
  const slope = (eyeHeight - height) / Math.max(1, distance);
  return (Math.asin(Math.max(-1, Math.min(1, slope))) * 180) / Math.PI;
}

/**
 * Share of the load that the angle shows, 0 to 1; `down` in degrees. A heap stands out over the boards and is
 * seen from below too, but not behind the cab.
 */
export function openView(
  { aspect, load }: Pick<TruthObject, 'aspect' | 'load'>,
  down: number,
): number {
  const inFront = Math.max(0, 1 - aspect / CAB.within);
  if (load === 'heaped' && inFront === 0) return 1;
  const over = down - CAB.steeper * inFront;
  return Math.min(1, Math.max(0, (over - DOWN.none) / (DOWN.all - DOWN.none)));
}

/** How far one looks over the cab into the box, 0 (not at all) to 1. */
export function overCab(down: number): number {
  return Math.min(1, Math.max(0, (down - OVER_CAB.from) / (OVER_CAB.all - OVER_CAB.from)));
}

/** Share of the part that carries the load which is in the picture and not hidden by others, 0 to 1. */
export function loadInSight({
  extent,
  box,
  visibility,
}: Pick<TruthObject, 'extent' | 'box' | 'visibility'>): number {
  const [wide, high] = [extent.right - extent.left, extent.bottom - extent.top];
  const across = (box.right - box.left) / wide;
  const whole = (across * (box.bottom - box.top)) / high;
  const lowest = extent.top + UPPER * high;
  const upper = (across * Math.max(0, Math.min(box.bottom, lowest) - box.top)) / (UPPER * high);
  return upper * Math.min(1, visibility / whole);
}
