import type { Box } from '../geometry/box.ts';
import { area } from '../geometry/iou.ts';

/** One moment of an object in which it could be looked at. */
export interface Shot {
  readonly atMs: number;
  readonly box: Box;
  /** How well it is likely to be read: the root of the share of the picture that shows it. */
  readonly worth: number;
  /** Nothing was detected in this very moment: the box lies between those of two detections. */
  readonly between: boolean;
}

/** A box that ends this near to the picture's edge, in shares of the picture, is cut by it. */
const EDGE = 0.004;
/**
 * A cut object is worth so much of a whole one, per edge: less than half, which its crop is (crop-quality.ts),
 * because it is mostly larger than it need be.
 */
const CUT = 0.3;
/** By the lower edge it loses its wheels, not its load. */
const CUT_BELOW = 0.7;
/** Moments in between only fill up: their box is a guess, and a slow camera has no picture there. */
const GUESSED = 0.9;
/** Pictures nearer to one another show the same. */
const APART_MS = 100;
/** Between detections farther apart nobody knows how it moved. */
const MAX_GAP_MS = 700;

/** `hidden`: share of the box behind something nearer, 0 to 1. */
export function shotOf(atMs: number, box: Box, hidden: number): Shot {
  const { left, top, right, bottom } = box;
  const cuts = [left < EDGE, top < EDGE, right > 1 - EDGE].filter(Boolean).length;
  const whole = (bottom > 1 - EDGE ? CUT_BELOW : 1) * CUT ** cuts;
  const worth = Math.sqrt(area(box)) * whole * (1 - hidden);
  return { atMs, box, worth, between: false };
}

/**
 * Moments between two detections of an object, at least 0.1 s from one another and from both, with boxes
 * that move evenly: the ring has pictures there, the detector has looked at none.
 */
export function shotsBetween(from: Shot, to: Shot): Shot[] {
  const gapMs = to.atMs - from.atMs;
  const steps = gapMs > MAX_GAP_MS ? 1 : Math.max(1, Math.floor(gapMs / APART_MS));
  return Array.from({ length: steps - 1 }, (_, index) => {
    const share = (index + 1) / steps;
    const even = (a: number, b: number) => a + (b - a) * share;
    return {
      atMs: even(from.atMs, to.atMs),
      box: {
        left: even(from.box.left, to.box.left),
        top: even(from.box.top, to.box.top),
        right: even(from.box.right, to.box.right),
        bottom: even(from.box.bottom, to.box.bottom),
      },
      worth: GUESSED * Math.min(from.worth, to.worth),
      between: true,
    };
  });
}
