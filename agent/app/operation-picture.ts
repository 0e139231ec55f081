import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceDurable, sha256Hex } from '../adapters/evidence/durable-files.ts';
import type { OperationPicture } from '../core/events/operation.ts';
import type { OutboxEntry } from '../ports/outbox.ts';

const MIME = 'image/jpeg';
/** The oldest go: a camera that flaps for months must not fill the disk. Some 30 kB each. */
const KEPT = 500;

export interface KeptPicture {
  readonly picture: OperationPicture;
  /** The file on its way to a platform. */
  entry(target: string): OutboxEntry;
}

export interface PictureOf {
  /** Of the event that it belongs to. */
  readonly id: string;
  readonly camera: string;
  readonly createdUtcMs: number;
}

/** Keeps the picture of an operational event on disk until its platforms have it. */
export async function keepPicture(
  folder: string,
  { id, camera, createdUtcMs }: PictureOf,
  jpeg: Uint8Array,
): Promise<KeptPicture> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${id}.jpg`);
  await replaceDurable(path, jpeg);
  await removeOldest(folder);
  const sha256 = sha256Hex(jpeg);
  const bytes = jpeg.byteLength;
  const file = `operations/${id}.jpg`;
  return {
    picture: { sha256, bytes, mime: MIME, uri: `sha256:${sha256}` },
    entry: (target) => ({
      ...{ kind: 'media', id: file, group: file, name: file, target },
      ...{ path, sha256, bytes, mime: MIME, camera, createdUtcMs },
    }),
  };
}

/** Names are UUIDv7: in order of their time. */
async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jpg')).sort();
  for (const name of names.slice(0, -KEPT)) await rm(join(folder, name), { force: true });
}
