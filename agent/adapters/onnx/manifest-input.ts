import * as z from 'zod';

const pixels = z.int().min(1).max(8192);
const triple = z.tuple([z.number(), z.number(), z.number()]);
const name = z.string().min(1);

const LAYOUTS = ['nhwc-uint8', 'nchw-float32', 'nhwc-float32', 'nchw-uint8'] as const;

/** How a model wants its pictures. */
export const manifestInput = z
  .strictObject({
    name: name.describe('name of the input in the ONNX file'),
    layout: z
      .enum(LAYOUTS)
      .describe('rows of pixels (nhwc) or planes of channels (nchw); bytes or floats'),
    colour: z.enum(['rgb', 'bgr']).default('rgb').describe('order of the channels'),
    width: pixels,
    height: pixels,
    border: z.int().min(0).max(255).default(114).describe('grey beside the picture, 0 to 255'),
    fit: z
      .enum(['letterbox', 'stretch'])
      .default('letterbox')
      .describe('aspect kept with a border, or drawn to the full size'),
    place: z
      .enum(['top-left', 'centre'])
      .default('top-left')
      .describe('where a letterboxed picture lies'),
    scale: z.number().positive().default(1).describe('float layouts: (pixel * scale - mean) / std'),
    mean: triple.default([0, 0, 0]).describe('per channel, in the order of `colour`'),
    std: triple
      .refine((std) => std.every((value) => value > 0), 'must be above 0')
      .default([1, 1, 1])
      .describe('per channel, in the order of `colour`'),
    sizes: name
      .optional()
      .describe('second input that is told width and height of the input (orig_target_sizes)'),
  })
  .superRefine(({ layout, scale, mean, std }, context) => {
    const changed = scale !== 1 || mean.some((value) => value !== 0) || std.some((v) => v !== 1);
    if (!layout.endsWith('uint8') || !changed) return;
    const message = 'scale, mean and std are for float layouts: bytes go in as they are';
    context.addIssue({ code: 'custom', message, path: ['scale'] });
  });

export type ManifestInput = z.output<typeof manifestInput>;
