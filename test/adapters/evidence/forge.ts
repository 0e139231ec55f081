import { lstat, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '../../../agent/adapters/evidence/durable-files.ts';

const BIG_BYTES = 1e9;

/** What every attacker can do: make both sums files fit whatever lies there now. */
export async function forgeSums(place: string): Promise<void> {
  const lines = new Map<string, string>();
  for (const item of await readdir(place, { recursive: true, withFileTypes: true })) {
    const path = join(item.parentPath, item.name);
    if (!item.isFile() || (await lstat(path)).size > BIG_BYTES) continue;
    const name = path.slice(place.length + 1);
    lines.set(name, `${(await hashFile(path)).sha256}  ${name}\n`);
  }
  const sums = (of: (name: string) => boolean) =>
    [...lines]
      .filter(([name]) => of(name))
      .sort()
      .map(([, line]) => line)
      .join('');
  const put = async (name: string, content: string) => {
    const path = join(place, name);
    if (!lines.has(name)) return; // taken away or blown up on purpose
    await writeFile(path, content);
    lines.set(name, `${(await hashFile(path)).sha256}  ${name}\n`);
  };
  await put(
    'manifest-sha256.txt',
    sums((name) => name.startsWith('data/')),
  );
  const isTag = (name: string) => !name.startsWith('data/') && name !== 'tagmanifest-sha256.txt';
  await put('tagmanifest-sha256.txt', sums(isTag));
}
