import type { DetectText } from './draft-manifest.ts';
import type { OutputSummary } from './messages.ts';

/** Corners above this are no shares of a picture: boxes reach past it by little. */
const MOST_SHARE = 2;

/**
 * Decides what the shapes of a graph leave open by the values of a run: whether corners are pixels or shares
 * of the input, and whether a YOLOX grid is raw (offsets and logarithms, single digits) or decoded (pixels).
 */
export function settle(
  draft: DetectText,
  outputs: Readonly<Record<string, OutputSummary>>,
): DetectText {
  const peak = (name: string | undefined) => outputs[name ?? '']?.peak ?? 0;
  const { decoder, corners, input } = draft;
  if (decoder === 'ssd' && corners === 'xyxy-pixels')
    return peak(draft.outputs?.boxes) <= MOST_SHARE ? { ...draft, corners: 'xyxy-shares' } : draft;
  const grid = draft.outputs?.grid;
  const decoded = decoder === 'yolox-grid' && peak(grid) > Math.min(input.width, input.height) / 4;
  if (!decoded || grid === undefined) return draft;
  return { ...draft, decoder: 'yolov5', outputs: { rows: grid } };
}
