import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BAG_FILES } from '../../core/evidence/bag-files.ts';
import { MANIFEST_FILE, SIGNATURE_FILE, TAG_SUMS_FILE } from '../../core/evidence/file-names.ts';
import type { WrittenPackage } from '../../ports/evidence.ts';
import { hashFile, sha256Hex } from './durable-files.ts';
import { envelopeSchema } from './envelope.ts';
import { manifestSchema, type ReadManifest } from './manifest-schema.ts';

/** Describes a package written here, for event and upload. Does not verify it. */
export async function readPackage(directory: string): Promise<WrittenPackage> {
  const bytes = await readFile(join(directory, MANIFEST_FILE));
  const manifest = manifestSchema.parse(JSON.parse(bytes.toString('utf8')));
  const dsse = envelopeSchema.parse(
    JSON.parse(await readFile(join(directory, SIGNATURE_FILE), 'utf8')),
  );
  return {
    packageId: manifest.evidenceId,
    directory,
    manifestSha256: sha256Hex(bytes),
    evidenceUse: manifest.evidenceUse,
    why: manifest.why,
    log: { target: manifest.log.target, seq: manifest.log.seq },
    files: await listFiles(directory, manifest, bytes),
    media: manifest.media.map(({ id, role, file, sha256, bytes: size, mime }) => ({
      id,
      role,
      path: join(directory, file),
      sha256,
      bytes: size,
      mime,
    })),
    dsse,
  };
}

async function listFiles(
  directory: string,
  { media, facts }: ReadManifest,
  manifest: Uint8Array,
): Promise<WrittenPackage['files']> {
  const tags = [...BAG_FILES, TAG_SUMS_FILE].map(async (name) => ({
    name,
    ...(await hashFile(join(directory, name))),
  }));
  const payload = [facts, ...media].map(({ file, sha256, bytes }) => ({
    name: file,
    sha256,
    bytes,
  }));
  const own = { name: MANIFEST_FILE, sha256: sha256Hex(manifest), bytes: manifest.length };
  const files = [...payload, own, ...(await Promise.all(tags))];
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether there is a directory at `path`. */
export async function isDirectory(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  return found?.isDirectory() ?? false;
}
