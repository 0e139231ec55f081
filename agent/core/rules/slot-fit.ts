import type { Box } from '../geometry/box.ts';
import { area, iou } from '../geometry/iou.ts';
import { boxContainment, movement } from '../geometry/overlap.ts';
import { isStranger, looksOther } from './look.ts';
import { GO, type Mover } from './mover.ts';
import { isWholeOf, standsLevel } from './rival-box.ts';
import type { Slot } from './slot.ts';

/** Whether a box around the slot's may be of the same thing; what hangs in the air says nothing by its ground. */
type MayHold = (slotBox: Box, box: Box) => boolean;

/** A track that passes by may be handed on to what stands there: that was seen until a moment before. */
const LONG_UNSEEN_MS = 5000;

/** What stands on the ground itself: a bus that halts before the place ends lower. */
export const onItsGround: MayHold = (slotBox, box) =>
  area(box) <= area(slotBox) || standsLevel(slotBox, box);

function near(slot: Slot, box: Box, minIou: number, mayHold: MayHold = () => true): boolean {
  if (movement(slot.box, box) >= GO) return false;
  if (iou(slot.box, box) >= minIou) return true;
  return boxContainment(slot.box, box) >= 0.8 && mayHold(slot.box, box);
}

/**
 * How well the mover continues the slot: 0 not at all, above 2 the track that held it last. `mayHold`: of
 * boxes that are in one another.
 */
export function fit(slot: Slot, mover: Mover, mayHold: MayHold): number {
  // the median is late: what has just driven off is not seen here any more
  if (movement(slot.box, mover.now) >= GO) return 0;
  if (slot.trackIds.includes(mover.id)) {
    if (!near(slot, mover.box, 0.3, mayHold)) return 0;
    // the tracker may have handed the id to what passes in front
    const isSame = iou(slot.box, mover.box) >= 0.5 || comesOut(slot, mover);
    if (!isSame && looksOther(slot.appearance, mover.appearance)) return 0;
    return (slot.trackIds.at(-1) === mover.id ? 2 : 1) + iou(slot.box, mover.box);
  }
  const stands = mover.still !== undefined || isCalm(mover);
  if (!stands || !near(slot, mover.box, 0.4, mayHold) || isAnother(slot, mover)) {
    return 0;
  }
  return Math.max(0.01, iou(slot.box, mover.box));
}

/** It looks otherwise, or was still on its way there when what stood there had long been seen for the last time. */
function isAnother(slot: Slot, mover: Mover): boolean {
  const cameMs = (mover.besideMs ?? Number.NEGATIVE_INFINITY) - slot.lastMs;
  return cameMs > LONG_UNSEEN_MS || looksOther(slot.appearance, mover.appearance);
}

/** Of what was half hidden the look was that of the thing in front, too. */
function comesOut(slot: Slot, mover: Mover): boolean {
  return mover.still !== undefined && isWholeOf(slot.box, mover.box);
}

/** Something in passing moves between two seconds; what comes back into view does not. */
function isCalm({ samples }: Mover): boolean {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || samples.length < 2) return false;
  return movement(first.box, last.box) < 0.1;
}

/** The slot's own track was seen at another place, and it is not a passer-by that took over the id. */
export function droveOff(slot: Slot, mover: Mover): boolean {
  if (slot.trackIds.at(-1) !== mover.id || near(slot, mover.box, 0.3)) return false;
  return (
    movement(slot.box, mover.box) >= GO &&
    !isStranger(slot.appearance, mover.appearance, slot.box, mover.box)
  );
}

/** Something else has come to stand in the place. */
export function isReplaced(slot: Slot, mover: Mover): boolean {
  if (mover.still === undefined || slot.trackIds.includes(mover.id)) return false;
  return iou(slot.box, mover.still.box) >= 0.5 && isAnother(slot, mover);
}
