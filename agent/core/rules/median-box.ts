import type { Box } from '../geometry/box.ts';
import { median } from '../statistics/median.ts';

/** Edge by edge, so that a box that is wrong on one side keeps its three others. */
export function medianBox(boxes: readonly Box[]): Box {
  return {
    left: median(boxes.map((box) => box.left)),
    top: median(boxes.map((box) => box.top)),
    right: median(boxes.map((box) => box.right)),
    bottom: median(boxes.map((box) => box.bottom)),
  };
}
