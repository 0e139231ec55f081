import type { PassagePicture } from '../../core/rederive/judge-state.ts';
import { mergeViews, type ViewDetections } from '../../core/vision/merge-views.ts';
import { type View, WHOLE } from '../../core/vision/view.ts';
import type { Detector } from '../../ports/detector.ts';
import type { Film } from './films.ts';

/** What the model finds in pictures of a clip, looking at them as a camera's loop does. */
export async function detectAgain(
  { decoder, frames }: Film,
  indices: readonly number[],
  detector: Detector,
  views: readonly View[] = [WHOLE],
): Promise<PassagePicture[]> {
  const found: ViewDetections[][] = indices.map(() => []);
  for (const view of views) {
    const pictures = await decoder.views(indices, { view, input: detector.info.input }, frames);
    for (const [at, picture] of pictures.entries()) {
      // in turn: of two pictures of one view the newer one would take the older one's place
      const detections = (await detector.detect('deep', picture)) ?? [];
      found[at]?.push({ view, detections });
    }
  }
  return indices.map((index, at) => ({
    index,
    timeMs: frames.frames[index]?.timeMs ?? 0,
    detections: mergeViews(found[at] ?? [], { exclusive: detector.info.exclusive ?? [] }),
  }));
}
