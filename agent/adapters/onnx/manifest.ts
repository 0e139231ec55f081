import * as z from 'zod';

const share = z.number().min(0).max(1);
const pixels = z.int().min(1).max(8192);
const triple = z.tuple([z.number(), z.number(), z.number()]);
const name = z.string().min(1);

const input = z.strictObject({
  name: name.describe('name of the input in the ONNX file'),
  layout: z
    .enum(['nhwc-uint8', 'nchw-float32'])
    .describe('rows of pixels as bytes, or planes of floats'),
  colour: z.enum(['rgb', 'bgr']).default('rgb').describe('order of the channels'),
  width: pixels,
  height: pixels,
  border: z.int().min(0).max(255).default(114).describe('grey beside the picture, 0 to 255'),
  fit: z
    .enum(['letterbox', 'stretch'])
    .default('letterbox')
    .describe('how a crop is brought to size (attributes only; frames come letterboxed)'),
  scale: z.number().positive().default(1).describe('float layouts: (pixel * scale - mean) / std'),
  mean: triple.default([0, 0, 0]).describe('per channel, in the order of `colour`'),
  std: triple
    .refine((std) => std.every((value) => value > 0), 'must be above 0')
    .default([1, 1, 1])
    .describe('per channel, in the order of `colour`'),
});

const golden = z
  .record(name, z.strictObject({ mean: z.number(), peak: z.number() }))
  .describe('mean and largest value of each output for the test pattern');

const common = {
  name: name.regex(/^[a-z0-9][a-z0-9.-]*$/, 'use a-z, 0-9, dot and hyphen'),
  version: name,
  file: name.regex(/^[^/\\]+$/, 'a file beside the manifest, without a folder'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits in lower case'),
  licence: name.describe('SPDX name where there is one'),
  source: name.describe('where the weights come from'),
  input,
  batch: z.union([z.literal('dynamic'), z.int().min(1).max(64)]),
  golden: golden.optional(),
};

const labels = z
  .array(name)
  .min(1)
  .refine((all) => new Set(all).size === all.length, 'a label is named twice');

const detect = z.strictObject({
  ...common,
  task: z.literal('detect'),
  labels,
  decoder: z.enum(['boxes-scores', 'yolox-grid']),
  outputs: z
    .strictObject({ boxes: name.optional(), scores: name.optional(), grid: name.optional() })
    .default({})
    .describe('names in the ONNX file: boxes and scores, or grid'),
  strides: z.array(z.int().min(1)).min(1).default([8, 16, 32]).describe('yolox-grid only'),
  thresholds: z.strictObject({
    default: share,
    labels: z.record(name, share).default({}),
  }),
  nms: z.strictObject({ iou: share }).default({ iou: 0.6 }),
  exclusive: z
    .array(z.array(name).min(2))
    .default([])
    .describe('labels of which an object has only one: the best box stays'),
});

const attribute = z.strictObject({
  output: name,
  from: z.int().min(0).default(0).describe('first of its values in the output'),
  states: z.array(name).min(2),
  temperature: z.number().positive().default(1),
});

const attributes = z.strictObject({
  ...common,
  task: z.literal('attributes'),
  decoder: z.literal('softmax'),
  attributes: z.record(name, attribute),
});

/** What `model.yaml` may say. Names that refer to nothing are refused, each at its place. */
export const manifestSchema = z
  .discriminatedUnion('task', [detect, attributes])
  .superRefine((manifest, context) => {
    if (manifest.task === 'detect') checkLabels(manifest, context);
  });

export type Manifest = z.output<typeof manifestSchema>;
export type DetectManifest = Extract<Manifest, { task: 'detect' }>;
export type AttributeManifest = Extract<Manifest, { task: 'attributes' }>;

function checkLabels(manifest: z.output<typeof detect>, context: z.RefinementCtx): void {
  const unknown = (label: string, path: (string | number)[]) => {
    if (manifest.labels.includes(label)) return;
    const message = `"${label}" is not among the labels: ${manifest.labels.join(', ')}`;
    context.addIssue({ code: 'custom', message, path });
  };
  for (const label of Object.keys(manifest.thresholds.labels))
    unknown(label, ['thresholds', 'labels', label]);
  for (const [at, group] of manifest.exclusive.entries())
    for (const [index, label] of group.entries()) unknown(label, ['exclusive', at, index]);
}

/** A threshold per label, in the order of the labels; `overrides` win over the manifest. */
export function thresholdsOf(
  manifest: DetectManifest,
  overrides: Readonly<Partial<Record<string, number>>> = {},
): number[] {
  const { default: fallback, labels } = manifest.thresholds;
  return manifest.labels.map((label) => overrides[label] ?? labels[label] ?? fallback);
}
