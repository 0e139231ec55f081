import * as z from 'zod';
import { DECODERS, type DecoderKind } from './decoder-outputs.ts';
import { manifestInput } from './manifest-input.ts';

const share = z.number().min(0).max(1);
const name = z.string().min(1);

const golden = z
  .record(name, z.strictObject({ mean: z.number(), peak: z.number() }))
  .describe('mean and largest value of each output for the test pattern');

const sight = z.strictObject({
  label: name,
  score: share,
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});

const common = {
  name: name.regex(/^[a-z0-9][a-z0-9.-]*$/, 'use a-z, 0-9, dot and hyphen'),
  version: name,
  file: name.regex(/^[^/\\]+$/, 'a file beside the manifest, without a folder'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits in lower case'),
  licence: name.describe('SPDX name where there is one'),
  source: name.describe('where the weights come from'),
  input: manifestInput,
  batch: z.union([z.literal('dynamic'), z.int().min(1).max(64)]),
  golden: golden.optional(),
};

const labels = z
  .array(name)
  .min(1)
  .refine((all) => new Set(all).size === all.length, 'a label is named twice');

const kinds = Object.keys(DECODERS) as [DecoderKind, ...DecoderKind[]];

const detect = z.strictObject({
  ...common,
  task: z.literal('detect'),
  labels,
  ids: z
    .array(z.int().min(0).max(100_000))
    .optional()
    .describe(
      'class number of each label, for families that give numbers; 0, 1, 2... where absent',
    ),
  decoder: z.enum(kinds),
  outputs: z
    .strictObject({
      boxes: name.optional(),
      scores: name.optional(),
      classes: name.optional(),
      logits: name.optional(),
      count: name.optional(),
      grid: name.optional(),
      rows: name.optional(),
    })
    .default({})
    .describe('names in the ONNX file, for those that differ from the usual ones of the decoder'),
  strides: z.array(z.int().min(1)).min(1).default([8, 16, 32]).describe('yolox-grid only'),
  corners: z
    .enum(['xyxy-pixels', 'xyxy-shares', 'yxyx-shares'])
    .optional()
    .describe('detr and ssd: order and unit of the corners'),
  activation: z.enum(['sigmoid', 'softmax']).default('sigmoid').describe('detr-queries only'),
  thresholds: z.strictObject({
    default: share,
    labels: z.record(name, share).default({}),
  }),
  nms: z
    .strictObject({
      iou: share,
      across: z
        .boolean()
        .default(false)
        .describe('boxes of different labels suppress each other too'),
    })
    .default({ iou: 0.6, across: false }),
  exclusive: z
    .array(z.array(name).min(2))
    .default([])
    .describe('labels of which an object has only one: the best box stays'),
  sees: z
    .strictObject({ picture: name, objects: z.array(sight) })
    .optional()
    .describe('what it finds in a picture that comes with the agent'),
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
    if (manifest.task !== 'detect') return;
    checkLabels(manifest, context);
    checkOutputs(manifest, context);
  });

export type Manifest = z.output<typeof manifestSchema>;
/** As it is written. */
export type ManifestText = z.input<typeof manifestSchema>;
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

function checkOutputs(manifest: z.output<typeof detect>, context: z.RefinementCtx): void {
  const { decoder, outputs, ids, labels: all } = manifest;
  const roles = Object.keys(DECODERS[decoder]);
  for (const role of Object.keys(outputs)) {
    if (roles.includes(role)) continue;
    const message = `the decoder ${decoder} reads no "${role}", but ${roles.join(', ')}`;
    context.addIssue({ code: 'custom', message, path: ['outputs', role] });
  }
  if (ids === undefined || ids.length === all.length) return;
  const message = `${ids.length} numbers for ${all.length} labels: write one for each`;
  context.addIssue({ code: 'custom', message, path: ['ids'] });
}

/** A threshold per label, in the order of the labels; `overrides` win over the manifest. */
export function thresholdsOf(
  manifest: DetectManifest,
  overrides: Readonly<Partial<Record<string, number>>> = {},
): number[] {
  const { default: fallback, labels } = manifest.thresholds;
  return manifest.labels.map((label) => overrides[label] ?? labels[label] ?? fallback);
}
