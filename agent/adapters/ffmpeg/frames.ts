import type { CaptureUtc } from '../../core/time/capture-utc.ts';
import type { InputSize, Size, View } from '../../core/vision/view.ts';
import type { Frame, FrameSet } from '../../ports/frame-source.ts';
import { contentSize } from './filters.ts';
import type { PixelSet } from './frame-sets.ts';

export interface SetTimes {
  readonly mediaMs: number;
  readonly captureUtc: CaptureUtc;
  readonly damagedMs: number | undefined;
}

/** Pixels, sizes and times as the agent's frames; undefined when a view is missing. */
export function toFrames(
  set: PixelSet,
  views: readonly View[],
  sizes: { readonly input: InputSize; readonly picture: Size },
  times: SetTimes,
): FrameSet | undefined {
  const { input, picture } = sizes;
  const frames = views.flatMap((view, index): Frame[] => {
    const pixels = set.pixels[index];
    if (pixels === undefined) return [];
    return [{ view, ...times, input, content: contentSize(view, picture, input), picture, pixels }];
  });
  const [first, ...rest] = frames;
  return first === undefined || frames.length < views.length ? undefined : [first, ...rest];
}
