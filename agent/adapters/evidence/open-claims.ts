import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FACTS_FILE, MANIFEST_FILE } from '../../core/evidence/file-names.ts';
import type { Claims } from '../../core/rederive/claims.ts';
import { Closer } from '../../lib/closer.ts';
import { readClaims } from './claims-schema.ts';
import { listPackage, type PackageFiles } from './package-files.ts';
import { openZip } from './zip-files.ts';

/** A package opened for deriving it again. */
export interface OpenedClaims extends AsyncDisposable {
  readonly claims: Claims;
  /** A copy of a file of the package, which nobody else changes; undefined where it is not there. */
  copy(file: string): Promise<string | undefined>;
}

/**
 * Opens a package, a folder or an archive, to be derived again. Whether it is whole and signed is for
 * `verifyPackage` to say. Undefined where its manifest cannot be read.
 */
export async function openClaims(path: string): Promise<OpenedClaims | undefined> {
  const closing = new Closer();
  try {
    const files = await filesOf(path, closing);
    const claims = files && (await claimsOf(files));
    if (files === undefined || claims === undefined) {
      await closing.close();
      return undefined;
    }
    const folder = await mkdtemp(join(tmpdir(), 'streetwarden-deep-'));
    closing.defer(folder, () => rm(folder, { recursive: true, force: true }));
    const copies = new Map<string, Promise<string>>();
    return {
      claims,
      copy: async (file) => {
        if (!files.sizes.has(file)) return undefined;
        const copy = copies.get(file) ?? extract(files, file, join(folder, `${copies.size}`));
        copies.set(file, copy);
        return await copy;
      },
      [Symbol.asyncDispose]: () => closing.close(),
    };
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function filesOf(path: string, closing: Closer): Promise<PackageFiles | undefined> {
  // what is wrong with the files was told before
  if (!(await stat(path)).isFile()) return await listPackage(path, []);
  const zip = await openZip(path, []);
  if (zip !== undefined) closing.defer(path, () => zip[Symbol.asyncDispose]());
  return zip;
}

async function claimsOf(files: PackageFiles): Promise<Claims | undefined> {
  const [manifest, facts] = [
    await files.read(MANIFEST_FILE, []),
    await files.read(FACTS_FILE, []),
  ].map(parsed);
  return readClaims(manifest, facts);
}

function parsed(bytes: Buffer | undefined): unknown {
  try {
    return bytes === undefined ? undefined : JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function extract(files: PackageFiles, file: string, path: string): Promise<string> {
  await files.extract(file, path);
  return path;
}
