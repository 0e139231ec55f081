import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from './outbox.ts';

export interface SmallDisk extends Disposable {
  readonly path: string;
  /** Takes all room that is left. */
  fill(): void;
  /** Gives it back. */
  empty(): void;
}

/** A file system of its own at `path`. Throws where mounting is not allowed. */
export function smallDisk(path: string, megabytes: number): SmallDisk {
  mkdirSync(path, { recursive: true });
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', path];
  if (spawnSync('mount', options).status !== 0) throw new Error('mounting is not allowed here');
  const filler = join(path, 'filler');
  return {
    path,
    fill: () => {
      const file = openSync(filler, 'w');
      try {
        for (;;) writeSync(file, Buffer.alloc(4096));
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(filler, { force: true }),
    [Symbol.dispose]: () => spawnSync('umount', ['-l', path]),
  };
}

/** Whether a file system may be mounted here (rights of an administrator). */
export function canMount(): boolean {
  using directory = scratch();
  try {
    using _disk = smallDisk(join(directory.path, 'disk'), 1);
    return true;
  } catch {
    return false;
  }
}
