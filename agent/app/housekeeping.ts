import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes the pictures of episodes that were never confirmed and are older than `keepMs`. */
export async function sweepHeld(folder: string, keepMs: number, nowUtcMs: number): Promise<number> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    if (nowUtcMs - (await stat(path)).mtimeMs <= keepMs) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
