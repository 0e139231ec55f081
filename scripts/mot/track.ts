import type { TrackerParams } from '../../agent/core/tracking/params.ts';
import { INITIAL_TRACKER, stepTracker } from '../../agent/core/tracking/step-tracker.ts';
import type { Detection } from '../../agent/core/vision/detection.ts';
import type { MotLine } from './mot-file.ts';
import type { Sequence } from './sequences.ts';

/** Every `step`-th frame, with the frame numbers as they were. */
export function thinned(lines: readonly MotLine[], step: number): readonly MotLine[] {
  return lines.filter(({ frame }) => (frame - 1) % step === 0);
}

/** Runs the tracker over public detections; only boxes seen in the frame count as its answer. */
export function track(
  params: TrackerParams,
  lines: readonly MotLine[],
  {
    fps,
    width,
    height,
    scores: [zero, one],
  }: Pick<Sequence, 'fps' | 'width' | 'height' | 'scores'>,
): readonly MotLine[] {
  const frames = [...new Set(lines.map(({ frame }) => frame))].sort((a, b) => a - b);
  let state = INITIAL_TRACKER;
  return frames.flatMap((frame) => {
    const detections = lines
      .filter((line) => line.frame === frame)
      .map(({ box, confidence }): Detection => {
        const { left, top, right, bottom } = box;
        return {
          label: 'person',
          score: Math.min(1, Math.max(0, (confidence - zero) / (one - zero))),
          box: {
            left: left / width,
            top: top / height,
            right: right / width,
            bottom: bottom / height,
          },
        };
      });
    const step = stepTracker(params, state, detections, (frame * 1000) / fps);
    state = step.state;
    return step.tracks
      .filter(({ seen }) => seen)
      .map(({ id, box: { left, top, right, bottom }, score }) => ({
        frame,
        id,
        box: {
          left: left * width,
          top: top * height,
          right: right * width,
          bottom: bottom * height,
        },
        confidence: score,
      }));
  });
}
