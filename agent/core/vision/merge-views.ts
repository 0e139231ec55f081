import { area, iou } from '../geometry/iou.ts';
import { coveredShare } from '../geometry/overlap.ts';
import { isCutByView } from './cut-by-view.ts';
import type { Detection } from './detection.ts';
import type { View } from './view.ts';

/** What was found in one view of a picture. */
export interface ViewDetections {
  readonly view: View;
  readonly detections: readonly Detection[];
}

export interface MergeOptions {
  /** Whole boxes of two views that overlap by more than this are one object. */
  readonly iou: number;
  /** A box cut by its view's edge goes, when this share of it lies in a box of another view. */
  readonly coveredShare: number;
  /** Labels that stand for one kind of object, as in the model's manifest. */
  readonly exclusive: readonly (readonly string[])[];
}

const DEFAULTS: MergeOptions = { iou: 0.5, coveredShare: 0.7, exclusive: [] };

interface Entry {
  readonly detection: Detection;
  readonly view: View;
  readonly cut: boolean;
  readonly viewArea: number;
}

/**
 * One list of objects from several views of one picture.
 *
 * Whole boxes come before those cut by the inner edge of a view, and finer views before coarser ones: an
 * object seen twice keeps the finer box, with the better score and its label. Two halves of an object
 * that no view shows whole stay two. One view alone passes unchanged.
 */
export function mergeViews(
  parts: readonly ViewDetections[],
  options: Partial<MergeOptions> = {},
): readonly Detection[] {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only.detections;
  const settings = { ...DEFAULTS, ...options };
  const kept: Entry[] = [];
  for (const entry of parts.flatMap(entries).sort(byWorth)) {
    const same = kept.findIndex((better) => isSame(better, entry, settings));
    const better = kept[same];
    if (better === undefined) kept.push(entry);
    else if (better.detection.score < entry.detection.score && !entry.cut)
      kept[same] = { ...better, detection: named(better.detection, entry.detection) };
  }
  return kept.map(({ detection }) => detection);
}

function entries({ view, detections }: ViewDetections): Entry[] {
  const viewArea = area(view.source);
  return detections.map((detection) => ({
    detection,
    view,
    cut: isCutByView(detection, view),
    viewArea,
  }));
}

function byWorth(a: Entry, b: Entry): number {
  return (
    Number(a.cut) - Number(b.cut) ||
    a.viewArea - b.viewArea ||
    b.detection.score - a.detection.score
  );
}

function isSame(better: Entry, entry: Entry, settings: MergeOptions): boolean {
  // within one view the detector has already decided
  if (better.view.id === entry.view.id) return false;
  if (!together(better.detection.label, entry.detection.label, settings.exclusive)) return false;
  const [kept, other] = [better.detection.box, entry.detection.box];
  return (
    iou(kept, other) > settings.iou ||
    (entry.cut && coveredShare(other, kept) >= settings.coveredShare)
  );
}

function together(a: string, b: string, exclusive: MergeOptions['exclusive']): boolean {
  return a === b || exclusive.some((group) => group.includes(a) && group.includes(b));
}

function named(finer: Detection, { label, score }: Detection): Detection {
  return { ...finer, label, score };
}
