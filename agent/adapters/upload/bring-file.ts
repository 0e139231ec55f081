import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MediaEntry, Upload } from '../../ports/uploader.ts';

export interface CopyJob {
  readonly directory: string;
  readonly entry: Pick<MediaEntry, 'name' | 'path' | 'sha256'>;
}

/** A disk that is full or away comes back; a source that is gone or changed does not. */
class Hopeless extends Error {}

/**
 * Copies a file below a directory: first under a temporary name, synced and read back against the hash,
 * then renamed. A file already there is only checked. Never throws.
 */
export async function bringFile({ directory, entry }: CopyJob): Promise<Upload> {
  try {
    const destination = inside(directory, entry.name);
    if ((await sha256Of(destination)) !== entry.sha256) await copy(entry, destination);
    return { result: 'stored', uri: pathToFileURL(destination).href };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { result: error instanceof Hopeless ? 'poison' : 'later', reason };
  }
}

/** The name may have folders, but may not lead out of the directory. */
function inside(directory: string, name: string): string {
  const levels = name.split(/[/\\]/);
  if (
    levels.some((level) => level === '' || level === '.' || level === '..') ||
    name.includes('\0')
  )
    throw new Hopeless(`${JSON.stringify(name)} is no name below the upload directory`);
  return join(directory, levels.join(sep));
}

async function copy(entry: CopyJob['entry'], destination: string): Promise<void> {
  const before = await sha256Of(entry.path);
  if (before === undefined) throw new Hopeless(`${entry.path} is no longer there`);
  if (before !== entry.sha256)
    throw new Hopeless(`${entry.path} is not the file that was stored: sha256 is ${before}`);
  await mkdir(dirname(destination), { recursive: true });
  // the same name at each try, so that a broken copy is overwritten and none is left behind
  const partial = `${destination}.part`;
  await copyFile(entry.path, partial);
  await sync(partial);
  const arrived = await sha256Of(partial);
  if (arrived !== entry.sha256) {
    await rm(partial, { force: true });
    throw new Error(`the copy of ${entry.name} differs from its source: sha256 is ${arrived}`);
  }
  await rename(partial, destination);
  await sync(dirname(destination));
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Hex; undefined when there is no such file. */
async function sha256Of(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}
