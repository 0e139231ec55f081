import { directoryUploader } from '../adapters/upload/directory.ts';
import type { UploadOptions } from '../adapters/upload/options.ts';
import type { Uploader } from '../ports/uploader.ts';

type Kind = UploadOptions['kind'];
type Opener<K extends Kind> = (options: Extract<UploadOptions, { kind: K }>) => Uploader;

/** Every kind of upload in the schema has a line here; a missing one does not compile. */
const OPENERS: { readonly [K in Kind]: Opener<K> } = {
  directory: directoryUploader,
};

export function openUploader<K extends Kind>(
  options: Extract<UploadOptions, { kind: K }>,
): Uploader {
  return (OPENERS[options.kind] as Opener<K>)(options);
}
