import type { Uploader } from '../../ports/uploader.ts';
import { CopyProcess } from './copy-process.ts';
import type { DirectoryOptions } from './options.ts';

/**
 * Copies files below a directory (a mounted share, a disk that somebody collects); see bringFile. The
 * directory may hang: nothing else does then.
 */
export function directoryUploader({ path }: DirectoryOptions): Uploader {
  const copies = new CopyProcess();
  return {
    kind: 'directory',
    upload: ({ name, path: source, sha256 }, signal) =>
      copies.copy({ directory: path, entry: { name, path: source, sha256 } }, signal),
    [Symbol.dispose]: () => copies[Symbol.dispose](),
  };
}
