import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { canonicalJson } from '../core/evidence/canonical-json.ts';

interface PackageJson {
  readonly name: string;
  readonly version: string;
}

/** Name and version of the program that runs, from its own package.json. */
export function software(): PackageJson {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { name, version } = JSON.parse(text) as PackageJson;
  return { name, version };
}

/** SHA-256, hex, of the canonical JSON of a value: names rules and zones exactly. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
