import type { Box } from '../geometry/box.ts';

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  const middle = values.length / 2;
  const high = values[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? ((values[middle - 1] ?? high) + high) / 2 : high;
}

/** Edge by edge, so that a box that is wrong on one side keeps its three others. */
export function medianBox(boxes: readonly Box[]): Box {
  return {
    left: median(boxes.map((box) => box.left)),
    top: median(boxes.map((box) => box.top)),
    right: median(boxes.map((box) => box.right)),
    bottom: median(boxes.map((box) => box.bottom)),
  };
}
