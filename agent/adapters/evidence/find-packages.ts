import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE } from '../../core/evidence/file-names.ts';

/**
 * The packages at a path, in order of their names: those in it, as folders or archives, where it is a folder of
 * packages and no package itself; else the path alone, whatever it is.
 */
export async function findPackages(path: string): Promise<string[]> {
  if (await isThere(join(path, MANIFEST_FILE))) return [path];
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    const inner = join(path, entry.name);
    const isPackage = entry.isDirectory()
      ? await isThere(join(inner, MANIFEST_FILE))
      : entry.isFile() && entry.name.endsWith('.zip');
    if (isPackage) found.push(inner);
  }
  return found.length === 0 ? [path] : found.sort();
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
