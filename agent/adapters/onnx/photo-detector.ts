import sharp from 'sharp';
import { pixelRect } from '../../core/geometry/pixel-rect.ts';
import type { Pixels } from '../../core/plates/patch.ts';
import { photoViews } from '../../core/review/photo-views.ts';
import { unitedViews } from '../../core/review/united-views.ts';
import type { Detection } from '../../core/vision/detection.ts';
import type { View } from '../../core/vision/view.ts';
import { otherTask } from './detector.ts';
import { loadManifest } from './load-manifest.ts';
import { type DetectManifest, thresholdsOf } from './manifest.ts';
import type { FrameItem } from './messages.ts';
import { checkNumbers } from './outputs.ts';
import { viewItem } from './picture-item.ts';
import { detectionsReader } from './read-outputs.ts';
import { openSession } from './session.ts';

/** Searches single photographs, whole and in parts, for small things too. */
export interface PhotoDetector {
  readonly info: { readonly name: string; readonly version: string; readonly sha256: string };
  /** Objects in the photograph, boxes in shares of it. Throws AgentError 'model/failed'. */
  find(photo: Pixels): Promise<readonly Detection[]>;
}

/**
 * Loads the model in `directory` into this thread, which it blocks while it runs: use it in a process of its
 * own. `thresholds`: by label; win over the manifest. Throws AgentError 'model/...'.
 */
export async function openPhotoDetector(
  directory: string,
  thresholds: Readonly<Record<string, number>>,
): Promise<PhotoDetector> {
  const { manifest, path } = await loadManifest(directory);
  if (manifest.task !== 'detect') throw otherTask(manifest, 'detect');
  const least = thresholdsOf(manifest, thresholds);
  const session = await openSession({ manifest, path, threads: 1, thresholds: least });
  const read = detectionsReader(manifest, least);
  const { name, version, sha256, exclusive } = manifest;
  return {
    info: { name, version, sha256 },
    find: async (photo) => {
      const parts = [];
      for (const view of photoViews(photo, manifest.input)) {
        const item = await itemOf(photo, view, manifest.input);
        const outputs = await session.run([item]);
        checkNumbers(outputs);
        parts.push({ view, detections: read(outputs, 0, item) });
      }
      return unitedViews(parts, (a, b) => a === b || isOneOf(exclusive, a, b));
    },
  };
}

function isOneOf(groups: DetectManifest['exclusive'], a: string, b: string): boolean {
  return groups.some((group) => group.includes(a) && group.includes(b));
}

/** The view as a camera's frame would come to the model. */
function itemOf(
  { pixels, width, height }: Pixels,
  view: View,
  input: DetectManifest['input'],
): Promise<FrameItem> {
  const part = pixelRect(view.source, { width, height });
  const cut = sharp(pixels, { raw: { width, height, channels: 3 } }).extract(part);
  return viewItem(cut, { view, size: part }, input);
}
