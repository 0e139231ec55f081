import { appearance } from '../../core/vision/appearance.ts';
import type { Detection } from '../../core/vision/detection.ts';
import { contentStart, fromStart, toPicture } from '../../core/vision/letterbox.ts';
import { softmax } from '../../core/vision/softmax.ts';
import { labelGroups, suppress } from '../../core/vision/suppress.ts';
import type { Reading } from '../../ports/detector.ts';
import { outputNames } from './decoder-outputs.ts';
import { decoderOf } from './decoders.ts';
import type { AttributeManifest, DetectManifest } from './manifest.ts';
import type { FrameItem } from './messages.ts';
import { type Outputs, slice } from './outputs.ts';

export type ReadOutputs<I, A> = (outputs: Outputs, index: number, item: I) => A;

/** From a detector's outputs to objects in shares of the camera's picture. */
export function detectionsReader(
  manifest: DetectManifest,
  thresholds: readonly number[],
): ReadOutputs<FrameItem, Detection[]> {
  const { labels, nms, exclusive, input } = manifest;
  const decode = decoderOf(manifest, thresholds);
  const names = outputNames(manifest);
  const groups = labelGroups(labels, nms.across ? [labels] : exclusive);
  return (outputs, index, { pixels, content, view }) => {
    const start = contentStart(input.place, content, input);
    const found = decode((role) => slice(outputs, names[role] ?? role, index, manifest.batch));
    return suppress(found, { iou: nms.iou, groups }).map((candidate) => {
      const box = fromStart(candidate, start);
      return {
        label: labels[candidate.label] ?? '',
        score: candidate.score,
        box: toPicture(box, content, view),
        appearance: appearance({ data: pixels, width: input.width, content }, box),
      };
    });
  };
}

/** From a classifier's outputs to a probability per state of each attribute. */
export function readingsReader({
  attributes,
  batch,
}: AttributeManifest): ReadOutputs<unknown, Reading[]> {
  return (outputs, index) =>
    Object.entries(attributes).map(([attribute, { output, from, states, temperature }]) => {
      const { values } = slice(outputs, output, index, batch);
      const shares = softmax(values.subarray(from, from + states.length), temperature);
      return {
        attribute,
        states: Object.fromEntries(states.map((state, at) => [state, shares[at] ?? 0])),
      };
    });
}
