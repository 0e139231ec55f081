import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const CHUNK_BYTES = 1 << 20;

export interface Hashed {
  readonly sha256: string;
  readonly bytes: number;
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Writes a new file and waits until it is on the disk. Throws when the file is already there. */
export async function writeDurable(
  path: string,
  content: Uint8Array | string,
  mode = 0o644,
): Promise<void> {
  await using file = await open(path, 'wx', mode);
  await file.writeFile(content);
  await file.sync();
}

/** Writes a file, or replaces it, so that a crash leaves the old one or the new one, never half of it. */
export async function replaceDurable(path: string, content: Uint8Array | string): Promise<void> {
  const draft = `${path}.part`;
  await rm(draft, { force: true });
  await writeDurable(draft, content);
  await rename(draft, path);
  await syncDirectory(dirname(path));
}

/** Makes creations and renames in a directory last through a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  await using directory = await open(path, 'r');
  await directory.sync();
}

/** Copies a file into a new one, hashing exactly the bytes that are written. */
export async function copyHashed(from: string, to: string): Promise<Hashed> {
  await using source = await open(from, constants.O_RDONLY | constants.O_NOFOLLOW);
  await using target = await open(to, 'wx', 0o644);
  const hashed = await readHashed(source, (chunk) => target.writeFile(chunk));
  await target.sync();
  return hashed;
}

/** SHA-256 and size of a file; never follows a symbolic link. */
export async function hashFile(path: string): Promise<Hashed> {
  await using source = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  return await readHashed(source, async () => {});
}

/** The first bytes of a file, at most `bytes`. */
export async function readStart(path: string, bytes: number): Promise<Buffer> {
  await using source = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  const { buffer, bytesRead } = await source.read(Buffer.alloc(bytes), 0, bytes, 0);
  return buffer.subarray(0, bytesRead);
}

async function readHashed(
  source: FileHandle,
  use: (chunk: Uint8Array) => Promise<void>,
): Promise<Hashed> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await source.read(buffer, 0, buffer.length, null);
    if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    await use(chunk);
    bytes += bytesRead;
  }
}

/** The system's word for what went wrong ('ENOSPC', 'ENOENT'), where it is a system error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
