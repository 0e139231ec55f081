import type { Candidate } from '../../core/vision/candidate.ts';
import { classTable } from '../../core/vision/class-table.ts';
import { anchorOrder, decodeAnchors } from '../../core/vision/decode-anchors.ts';
import { decodeBoxes } from '../../core/vision/decode-boxes.ts';
import { type Corners, decodeListed, decodeRows } from '../../core/vision/decode-listed.ts';
import { decodeQueries } from '../../core/vision/decode-queries.ts';
import { decodeYolox } from '../../core/vision/decode-yolox.ts';
import type { DecoderKind } from './decoder-outputs.ts';
import type { DetectManifest } from './manifest.ts';
import type { Slice } from './outputs.ts';

/** The outputs of one picture, by the part they play for the decoder. */
type Parts = (role: string) => Slice;
export type Decode = (parts: Parts) => Candidate[];

type MakeDecode = (manifest: DetectManifest, thresholds: Float32Array) => Decode;

const MAKERS: { readonly [K in DecoderKind]: MakeDecode } = {
  'boxes-scores': (_, thresholds) => (parts) =>
    decodeBoxes(parts('boxes').values, parts('scores').values, thresholds),
  'yolox-grid':
    ({ input, strides }, thresholds) =>
    (parts) =>
      decodeYolox(parts('grid').values, input, thresholds, strides),
  ultralytics: (manifest, thresholds) => anchors(manifest, thresholds, false),
  yolov5: (manifest, thresholds) => anchors(manifest, thresholds, true),
  'end-to-end': ({ labels, ids }, thresholds) => {
    const classes = classTable(labels.length, ids);
    return (parts) => decodeRows(parts('rows').values, classes, thresholds);
  },
  detr: (manifest, thresholds) => listed(manifest, thresholds, 'xyxy-pixels'),
  'detr-queries': ({ labels, ids, input, activation }, thresholds) => {
    const layout = { input, activation, classes: classTable(labels.length, ids) };
    return (parts) =>
      decodeQueries(parts('boxes').values, parts('logits').values, layout, thresholds);
  },
  ssd: (manifest, thresholds) => listed(manifest, thresholds, 'yxyx-shares'),
};

/** From the outputs of one picture to candidates in input pixels. */
export function decoderOf(manifest: DetectManifest, thresholds: readonly number[]): Decode {
  return MAKERS[manifest.decoder](manifest, Float32Array.from(thresholds));
}

function anchors({ labels }: DetectManifest, thresholds: Float32Array, objectness: boolean) {
  const width = (objectness ? 5 : 4) + labels.length;
  return (parts: Parts) => {
    const { values, dims } = parts('rows');
    // the shapes were checked when the model was loaded: one of both is as long as this
    const order = anchorOrder(dims, width) ?? 'planes';
    return decodeAnchors(values, { order, objectness }, thresholds);
  };
}

function listed(manifest: DetectManifest, thresholds: Float32Array, usual: Corners) {
  const { labels, ids, input, outputs, corners = usual } = manifest;
  const layout = { corners, input, classes: classTable(labels.length, ids) };
  return (parts: Parts) => {
    const [boxes, classes, scores] = ['boxes', 'classes', 'scores'].map((one) => parts(one).values);
    if (boxes === undefined || classes === undefined || scores === undefined) return [];
    const count = outputs.count === undefined ? undefined : parts('count').values[0];
    const list = { boxes, classes, scores, ...(count !== undefined && { count }) };
    return decodeListed(list, layout, thresholds);
  };
}
