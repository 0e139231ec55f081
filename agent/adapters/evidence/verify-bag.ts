import {
  BAG_FILES,
  BAGIT_TXT,
  bagInfoTxt,
  type HashedFile,
  sumsFile,
} from '../../core/evidence/bag-files.ts';
import * as names from '../../core/evidence/file-names.ts';
import type { Finding } from '../../ports/evidence.ts';
import { sha256Hex } from './durable-files.ts';
import type { ReadManifest } from './manifest-schema.ts';
import type { PackageFiles } from './package-files.ts';

/** The files that a package with this manifest must have, hashes and sizes as signed. */
export function payloadOf({ facts, media }: ReadManifest, manifestBytes: Buffer): HashedFile[] {
  return [
    { name: names.FACTS_FILE, sha256: facts.sha256, bytes: facts.bytes },
    { name: names.MANIFEST_FILE, sha256: sha256Hex(manifestBytes), bytes: manifestBytes.length },
    ...media.map(({ file, sha256, bytes }) => ({ name: file, sha256, bytes })),
  ];
}

/** Missing, extra and altered files, by the signed manifest and not by the sums that lie beside it. */
export async function payloadFindings(
  files: PackageFiles,
  payload: readonly HashedFile[],
): Promise<Finding[]> {
  const expected = new Set([...payload.map(({ name }) => name), ...BAG_FILES, names.TAG_SUMS_FILE]);
  const findings: Finding[] = [];
  for (const name of expected)
    if (!files.sizes.has(name)) findings.push({ file: name, message: `${name} is missing` });
  for (const name of files.sizes.keys())
    if (!expected.has(name))
      findings.push({ file: name, message: `${name} does not belong to the package` });
  for (const file of payload) {
    const message = await difference(files, file);
    if (message !== undefined) findings.push({ file: file.name, message });
  }
  return findings;
}

async function difference(
  files: PackageFiles,
  { name, sha256, bytes }: HashedFile,
): Promise<string | undefined> {
  const size = files.sizes.get(name);
  if (size === undefined) return undefined;
  // a wrong size needs no hashing, however large the file was made
  if (size !== bytes) return `${name} was altered: it has ${size} bytes, signed were ${bytes}`;
  const hash = (await files.hash(name)).sha256;
  return hash === sha256
    ? undefined
    : `${name} was altered: its SHA-256 is ${hash}, signed was ${sha256}`;
}

/** Tag files are rebuilt from the manifest and compared byte for byte, so that nothing hides in them. */
export async function tagFindings(
  files: PackageFiles,
  manifest: ReadManifest,
  payload: readonly HashedFile[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const rebuilt = new Map<string, string>([
    ['bagit.txt', BAGIT_TXT],
    ['bag-info.txt', bagInfoTxt({ ...manifest, createdUtcMs: manifest.created.utcMs }, payload)],
    [names.PAYLOAD_SUMS_FILE, sumsFile(payload)],
  ]);
  const tags: HashedFile[] = [];
  for (const name of BAG_FILES) {
    const content = rebuilt.get(name) ?? (await files.read(name, findings));
    if (content !== undefined)
      tags.push({ name, sha256: sha256Hex(content), bytes: content.length });
  }
  rebuilt.set(names.TAG_SUMS_FILE, sumsFile(tags));
  for (const [name, content] of rebuilt) {
    const found = await files.read(name, findings);
    if (found !== undefined && !found.equals(Buffer.from(content)))
      findings.push({ file: name, message: tagMessage(name, content, found.toString('utf8')) });
  }
  return findings;
}

function tagMessage(name: string, expected: string, found: string): string {
  const due = expected.split('\n');
  const there = found.split('\n');
  const at = due.findIndex((line, index) => line !== there[index]);
  const line = at === -1 ? due.length : at;
  const shown = (lines: readonly string[]) => JSON.stringify((lines[line] ?? '').slice(0, 200));
  return `${name} is not what the manifest makes of it: line ${line + 1} is ${shown(there)}, expected ${shown(due)}`;
}
