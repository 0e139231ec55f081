import type { PhotoDetector } from '../../adapters/onnx/photo-detector.ts';
import { cropStill } from '../../adapters/pictures/crop.ts';
import type { PlateEngine } from '../../adapters/plate/plate-engine.ts';
import type { Box } from '../../core/geometry/box.ts';
import { boxOfFrame } from '../../core/plates/frame-box.ts';
import type { Pixels } from '../../core/plates/patch.ts';
import {
  type FoundPlate,
  hidePlan,
  otherVehicles,
  type Target,
} from '../../core/review/hide-plan.ts';
import type { Redaction } from '../../core/review/redaction.ts';

export interface Finders {
  readonly detector: Pick<PhotoDetector, 'find'>;
  readonly plates: Pick<PlateEngine, 'readVehicle'>;
}

/** Vehicles are cut with so much around them, as where plates are read for the rules. */
const MARGIN = 0.05;

/** What has to be hidden in a photograph, in shares of it; `target`: whose plate is left, if anybody's. */
export async function findPrivate(
  photo: Pixels,
  target: Target | undefined,
  { detector, plates }: Finders,
): Promise<readonly Redaction[]> {
  const size = { width: photo.width, height: photo.height };
  const detections = await detector.find(photo);
  const platesIn = (box: Box) => readPlates(photo, box, plates);
  const others = [];
  for (const other of otherVehicles(detections, size, target))
    others.push({ ...other, plates: await platesIn(other.box) });
  const own = target && { ...target, plates: await platesIn(target.box) };
  return hidePlan({ size, detections, others, ...(own && { target: own }) });
}

async function readPlates(
  { pixels, width, height }: Pixels,
  box: Box,
  reader: Finders['plates'],
): Promise<readonly FoundPlate[]> {
  const cut = cropStill(pixels, { width, height }, box, MARGIN);
  const sights = await reader.readVehicle(cut);
  return sights.map(({ reading, frame }) => ({
    text: reading.text,
    confidence: reading.confidence,
    box: boxOfFrame(frame, cut),
  }));
}
