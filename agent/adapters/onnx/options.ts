import * as z from 'zod';

/** How a model is run; `directory` holds `model.yaml` and the ONNX file. */
export const modelOptionsSchema = z.strictObject({
  directory: z.string().min(1).describe('folder of the model'),
  threads: z
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe('CPU threads for one run; 1 costs the least CPU per picture, more answer sooner'),
  maxBatch: z
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe('pictures in one run at most; on a CPU more than 1 does not pay'),
  thresholds: z
    .record(z.string(), z.number().min(0).max(1))
    .default({})
    .describe('scores, by label, from which on a box counts (0 to 1); wins over the manifest'),
});

export type ModelOptions = z.output<typeof modelOptionsSchema>;
