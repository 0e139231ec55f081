import type { Detection } from './detection.ts';
import type { View } from './view.ts';

/** How near to a view's edge, in shares of the view, a box counts as cut by it. */
const EDGE = 0.02;

/** Whether the box ends at an edge of the view that is not an edge of the picture. */
export function isCutByView({ box }: Detection, { source }: View): boolean {
  const x = EDGE * (source.right - source.left);
  const y = EDGE * (source.bottom - source.top);
  return (
    (source.left > 0 && box.left <= source.left + x) ||
    (source.top > 0 && box.top <= source.top + y) ||
    (source.right < 1 && box.right >= source.right - x) ||
    (source.bottom < 1 && box.bottom >= source.bottom - y)
  );
}
