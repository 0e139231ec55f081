import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const STREET = join(dirname(fileURLToPath(import.meta.url)), '..');
/** What pictures and truth are made by. */
const FOLDERS = ['assets', 'film', 'page', 'truth', 'world'];

let version: Promise<string> | undefined;

/** One name for all sources that a film comes from, three.js included; another one after every change. */
export function codeVersion(): Promise<string> {
  version ??= hash();
  return version;
}

async function hash(): Promise<string> {
  const sum = createHash('sha256');
  const three = createRequire(import.meta.url).resolve('three');
  sum.update(await readFile(join(dirname(three), '..', 'package.json')));
  for (const folder of FOLDERS) {
    const names = await readdir(join(STREET, folder), { recursive: true });
    for (const name of names.filter((one) => one.endsWith('.ts')).sort())
      sum.update(`${folder}/${name}\n`).update(await readFile(join(STREET, folder, name)));
  }
  return sum.digest('hex').slice(0, 24);
}
