import { createHash } from 'node:crypto';
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** $STREET_CACHE, else the user's cache folder: films never lie among the sources. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const { STREET_CACHE: named, XDG_CACHE_HOME: caches } = env;
  if (named) return named;
  return join(caches || join(homedir(), '.cache'), 'streetwarden-street');
}

/** A short name for a value; the same for the same content, whatever the order of its keys. */
export function keyOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts, sorted)).digest('hex').slice(0, 24);
}

function sorted(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

/**
 * The folder of that key: the one made earlier, else what `make` puts into an empty folder beside it. It
 * gets its name only when `make` is through, so that a killed run leaves no half film; what dead runs left
 * is cleared away.
 */
export async function cached(
  cache: string,
  key: string,
  make: (folder: string) => Promise<void>,
): Promise<{ readonly folder: string; readonly hit: boolean }> {
  const folder = join(cache, key);
  if (await exists(folder)) return { folder, hit: true };
  await mkdir(cache, { recursive: true });
  await clear(cache);
  const aside = `${folder}.part-${process.pid}`;
  // a run before a restart may have had this process's number
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside);
  try {
    await make(aside);
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    // another run was faster with the same film
    if (!(await exists(folder))) throw error;
  }
  return { folder, hit: false };
}

async function clear(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const pid = Number(/\.part-(\d+)$/.exec(name)?.[1] ?? Number.NaN);
    if (pid > 0 && !alive(pid)) await rm(join(cache, name), { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false; // not there is an answer, not a failure
  }
}
