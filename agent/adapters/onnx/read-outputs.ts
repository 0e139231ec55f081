import { appearance } from '../../core/vision/appearance.ts';
import type { Candidate } from '../../core/vision/candidate.ts';
import { decodeBoxes } from '../../core/vision/decode-boxes.ts';
import { decodeYolox } from '../../core/vision/decode-yolox.ts';
import type { Detection } from '../../core/vision/detection.ts';
import { toPicture } from '../../core/vision/letterbox.ts';
import { softmax } from '../../core/vision/softmax.ts';
import { labelGroups, suppress } from '../../core/vision/suppress.ts';
import type { Reading } from '../../ports/detector.ts';
import type { AttributeManifest, DetectManifest } from './manifest.ts';
import type { FrameItem } from './messages.ts';
import { type Outputs, slice } from './session.ts';
import { outputNames } from './tensor-shapes.ts';

export type ReadOutputs<I, A> = (outputs: Outputs, index: number, item: I) => A;

/** From a detector's outputs to objects in shares of the camera's picture. */
export function detectionsReader(
  manifest: DetectManifest,
  thresholds: readonly number[],
): ReadOutputs<FrameItem, Detection[]> {
  const decode = candidatesReader(manifest, Float32Array.from(thresholds));
  const groups = labelGroups(manifest.labels, manifest.exclusive);
  const { width } = manifest.input;
  return (outputs, index, { pixels, content, view }) => {
    const kept = suppress(decode(outputs, index), { iou: manifest.nms.iou, groups });
    return kept.map((candidate) => ({
      label: manifest.labels[candidate.label] ?? '',
      score: candidate.score,
      box: toPicture(candidate, content, view),
      appearance: appearance({ data: pixels, width, content }, candidate),
    }));
  };
}

function candidatesReader(
  manifest: DetectManifest,
  thresholds: Float32Array,
): (outputs: Outputs, index: number) => Candidate[] {
  const names = outputNames(manifest);
  if (manifest.decoder === 'boxes-scores')
    return (outputs, index) =>
      decodeBoxes(
        slice(outputs, names.boxes, index),
        slice(outputs, names.scores, index),
        thresholds,
      );
  const { input, strides } = manifest;
  return (outputs, index) =>
    decodeYolox(slice(outputs, names.grid, index), input, thresholds, strides);
}

/** From a classifier's outputs to a probability per state of each attribute. */
export function readingsReader({ attributes }: AttributeManifest): ReadOutputs<unknown, Reading[]> {
  return (outputs, index) =>
    Object.entries(attributes).map(([attribute, { output, from, states, temperature }]) => {
      const logits = slice(outputs, output, index).subarray(from, from + states.length);
      const shares = softmax(logits, temperature);
      return {
        attribute,
        states: Object.fromEntries(states.map((state, at) => [state, shares[at] ?? 0])),
      };
    });
}
