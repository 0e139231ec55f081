import { iou } from '../geometry/iou.ts';
import { coveredShare } from '../geometry/overlap.ts';
import { isCutByView } from '../vision/cut-by-view.ts';
import type { Detection } from '../vision/detection.ts';
import type { ViewDetections } from '../vision/merge-views.ts';

/** What an edge cuts is a piece of something when so much of it lies in that. */
const PIECE = 0.7;
/** Two boxes of one kind that overlap by more are one thing. */
const SAME = 0.6;

/**
 * Everything that any view of a picture shows, for who must miss nothing: a large thing as the whole picture
 * shows it, a small one as a part does. Only the pieces of what is there already, and the same thing again, go.
 * The coarsest view comes first; `isOneKind`: labels that one thing may get.
 */
export function unitedViews(
  views: readonly ViewDetections[],
  isOneKind: (a: string, b: string) => boolean,
): readonly Detection[] {
  const kept: Detection[] = [];
  for (const { view, detections } of views)
    for (const detection of detections) {
      const isCutHere = isCutByView(detection, view);
      const isThere = kept.some(
        ({ label, box }) =>
          isOneKind(label, detection.label) &&
          (iou(box, detection.box) > SAME ||
            (isCutHere && coveredShare(detection.box, box) >= PIECE)),
      );
      if (!isThere) kept.push(detection);
    }
  return kept;
}
