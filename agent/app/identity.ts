import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalJson } from '../core/evidence/canonical-json.ts';

export interface SoftwareIdentity {
  readonly name: string;
  readonly version: string;
  /** Over the program's own files as installed. */
  readonly sha256: string;
}

const CODE = dirname(dirname(fileURLToPath(import.meta.url)));
let known: SoftwareIdentity | undefined;

/** Name and version of the program that runs, and a hash of its files. */
export function software(): SoftwareIdentity {
  if (known !== undefined) return known;
  const text = readFileSync(join(dirname(CODE), 'package.json'), 'utf8');
  const { name, version } = JSON.parse(text) as { name: string; version: string };
  known = { name, version, sha256: hashOfCode() };
  return known;
}

/** SHA-256, hex, of the canonical JSON of a value: names rules and zones exactly. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

function hashOfCode(): string {
  const hash = createHash('sha256');
  const files = readdirSync(CODE, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((path) => /\.[jt]s$/.test(path)).sort())
    hash.update(`${file}\0`).update(readFileSync(join(CODE, file)));
  return hash.digest('hex');
}
