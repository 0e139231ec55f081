import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { type ZipMember, zipDirectory, zipLocalHeader } from '../../core/evidence/zip-layout.ts';
import type { WrittenPackage } from '../../ports/evidence.ts';
import { syncDirectory } from './durable-files.ts';

const CHUNK_BYTES = 1 << 20;

/**
 * Writes a package as one archive, stored and not compressed, that unpacks into a directory named by its
 * evidence number (RFC 8493, 2.3). The same package gives the same bytes. Nothing half written is left
 * under `path`. Throws what the file system throws, RangeError beyond 4 GiB.
 */
export async function zipPackage(
  { packageId, directory, files }: Pick<WrittenPackage, 'packageId' | 'directory' | 'files'>,
  path: string,
): Promise<void> {
  const draft = `${path}.part`;
  await rm(draft, { force: true });
  try {
    await using archive = await open(draft, 'wx', 0o644);
    const members: ZipMember[] = [];
    for (const { name } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const member = { name: `${packageId}/${name}`, ...(await measured(join(directory, name))) };
      await archive.writeFile(zipLocalHeader(member));
      await eachChunk(join(directory, name), (chunk) => archive.writeFile(chunk));
      members.push(member);
    }
    await archive.writeFile(zipDirectory(members));
    await archive.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await rename(draft, path);
  await syncDirectory(dirname(path));
}

/** The checksum stands before the content, so a file is read twice: once for it, once to be copied. */
async function measured(path: string): Promise<{ bytes: number; crc32: number }> {
  let [bytes, sum] = [0, 0];
  await eachChunk(path, async (chunk) => {
    bytes += chunk.length;
    sum = crc32(chunk, sum);
  });
  return { bytes, crc32: sum };
}

async function eachChunk(path: string, use: (chunk: Uint8Array) => Promise<void>): Promise<void> {
  await using file: FileHandle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
    if (bytesRead === 0) return;
    await use(buffer.subarray(0, bytesRead));
  }
}
