import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SHARED_MEMORY = '/dev/shm';
const PREFIX = 'streetwarden-';
const TMPFS_MAGIC = 0x0102_1994;

/** Folders of this process, so that one left by an earlier process of the same number is told apart. */
const mine = new Set<string>();

/**
 * A new folder for one ring, below `streetwarden-<pid>` in `parent`, or in shared memory when that is a
 * tmpfs with `bytes` to spare (containers often have 64 MB), else in the folder for temporary files.
 */
export function makeRingFolder(name: string, bytes: number, parent?: string): string {
  const base = join(parent ?? roomiest(bytes), `${PREFIX}${process.pid}`);
  if (!mine.has(base)) {
    rmSync(base, { recursive: true, force: true });
    // without `recursive` it fails when somebody else was faster, and never follows a link
    mkdirSync(base, { mode: 0o700 });
    mine.add(base);
  }
  return mkdtempSync(join(base, `${name.replace(/[^\w-]/g, '_')}-`));
}

/** Makes a ring's folder again that somebody removed. Throws when its parent is gone too. */
export function restoreRingFolder(folder: string): void {
  const base = join(folder, '..');
  for (const path of [base, folder]) if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
  mine.add(base);
}

/** Removes a ring's folder, and the process's own once it is empty. */
export function removeRingFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const base = join(folder, '..');
  if (!mine.has(base) || list(base).length > 0) return;
  rmSync(base, { recursive: true, force: true });
  mine.delete(base);
}

/**
 * Removes what rings of processes left behind that were killed. To be called once at start, before the
 * first ring is made. Returns the folders removed.
 */
export function cleanStaleRings(parents: readonly string[] = [SHARED_MEMORY, tmpdir()]): string[] {
  const stale = parents.flatMap((parent) =>
    list(parent)
      .filter((name) => isStale(join(parent, name), name))
      .map((name) => join(parent, name)),
  );
  return stale.filter((folder) => {
    try {
      rmSync(folder, { recursive: true, force: true });
      return true;
    } catch (error) {
      if (isCode(error, 'EACCES', 'EPERM')) return false; // another user's: not ours to remove
      throw error;
    }
  });
}

function isStale(folder: string, name: string): boolean {
  const pid = Number(/^streetwarden-(\d+)$/.exec(name)?.[1] ?? 0);
  if (pid === 0 || mine.has(folder)) return false;
  return pid === process.pid || !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, 'ESRCH');
  }
}

function roomiest(bytes: number): string {
  try {
    const { type, bavail, bsize } = statfsSync(SHARED_MEMORY);
    if (type === TMPFS_MAGIC && bavail * bsize >= bytes) return SHARED_MEMORY;
  } catch (error) {
    if (!isCode(error, 'ENOENT', 'EACCES')) throw error;
  }
  return tmpdir();
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isCode(error, 'ENOENT', 'EACCES')) return [];
    throw error;
  }
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
