/**
 * What each decoder reads: the part an output plays, and its usual name in the ONNX file; null where the
 * output is read only if the manifest names it.
 */
export const DECODERS = {
  'boxes-scores': { boxes: 'boxes', scores: 'scores' },
  'yolox-grid': { grid: 'output' },
  /** Ultralytics v8, v9, v11, v12: boxes and a score per label. */
  ultralytics: { rows: 'output0' },
  /** YOLOv5, v7, YOLOX with its decoding inside: the same with an objectness. */
  yolov5: { rows: 'output0' },
  /** YOLOv10, v26: a short list that needs no suppression. */
  'end-to-end': { rows: 'output0' },
  /** D-FINE, DEIM, RT-DETR with their selection inside. */
  detr: { boxes: 'boxes', classes: 'labels', scores: 'scores' },
  /** RF-DETR, DETR and RT-DETR without it. */
  'detr-queries': { boxes: 'dets', logits: 'labels' },
  ssd: {
    boxes: 'detection_boxes',
    classes: 'detection_classes',
    scores: 'detection_scores',
    count: null,
  },
} as const satisfies Record<string, Readonly<Record<string, string | null>>>;

export type DecoderKind = keyof typeof DECODERS;

/** Names in the ONNX file by part, for one manifest. */
export function outputNames(manifest: {
  readonly decoder: DecoderKind;
  readonly outputs: Readonly<Partial<Record<string, string>>>;
}): Readonly<Partial<Record<string, string>>> {
  const usual: Readonly<Record<string, string | null>> = DECODERS[manifest.decoder];
  const names = Object.entries(usual).flatMap(([role, name]) => {
    const used = manifest.outputs[role] ?? name;
    return used === null ? [] : [[role, used] as const];
  });
  return Object.fromEntries(names);
}
