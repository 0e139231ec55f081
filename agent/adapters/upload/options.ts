import * as z from 'zod';

/** Evidence files are copied into a folder: a mounted share, or a disk that somebody collects. */
const directoryOptions = z
  .strictObject({
    kind: z.literal('directory'),
    path: z
      .string()
      .min(1)
      .describe('The folder; relative to the configuration file. It must exist and be writable.'),
  })
  .meta({ id: 'DirectoryUpload' });

/** How media reach the platform: one of the upload drivers. */
export const uploadOptions = z.discriminatedUnion('kind', [directoryOptions]);

export type DirectoryOptions = z.output<typeof directoryOptions>;
export type UploadOptions = z.output<typeof uploadOptions>;
