import { canonicalJson } from '../../core/evidence/canonical-json.ts';
import { assessUse } from '../../core/evidence/completeness.ts';
import { FACTS_FILE, isSafeId, MANIFEST_FILE, mediaFile } from '../../core/evidence/file-names.ts';
import { mediaFaults } from '../../core/evidence/manifest.ts';
import { isoUtc } from '../../core/evidence/utc-text.ts';
import type { Finding } from '../../ports/evidence.ts';
import { manifestSchema, type ReadManifest } from './manifest-schema.ts';

/** Reads manifest.json; undefined (with findings) when it cannot be understood at all. */
export function parseManifest(bytes: Buffer, findings: Finding[]): ReadManifest | undefined {
  const add = (message: string) => findings.push({ file: MANIFEST_FILE, message });
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
    if (!Buffer.from(canonicalJson(value)).equals(bytes))
      add('the manifest is not canonical JSON (RFC 8785): it was written by something else');
  } catch (error) {
    add(`the manifest is no JSON: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  const parsed = manifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    add(`the manifest's '${issue.path.join('.')}' is wrong: ${issue.message}`);
  return undefined;
}

/** Whether the manifest agrees with itself: names, origins, times, and what it says it may be used for. */
export function manifestFindings(manifest: ReadManifest): Finding[] {
  const messages = [
    ...mediaFaults(manifest.media),
    ...nameFaults(manifest),
    ...timeFaults(manifest),
    ...useFaults(manifest),
  ];
  if (manifest.log.target !== manifest.target)
    messages.push(`it is for '${manifest.target}', but logged for '${manifest.log.target}'`);
  return messages.map((message) => ({ file: MANIFEST_FILE, message: `manifest: ${message}` }));
}

function nameFaults({ evidenceId, media, facts }: ReadManifest): string[] {
  const wrong = media
    .filter(({ id, mime, file }) => mediaFile(id, mime) !== file)
    .map(({ id, file }) => `media '${id}' names the file '${file}', which is not its place`);
  // directories and archives are named by it
  if (!isSafeId(evidenceId)) wrong.push(`${JSON.stringify(evidenceId)} is no evidence number`);
  return facts.file === FACTS_FILE ? wrong : [...wrong, `facts are said to be in '${facts.file}'`];
}

function timeFaults({ created, media }: ReadManifest): string[] {
  const stamps = media.map(({ id, utc, captureUtc }) => ({
    name: id,
    utc,
    utcMs: captureUtc.utcMs,
  }));
  return [{ name: 'created', ...created }, ...stamps]
    .filter(({ utc, utcMs }) => isoUtc(utcMs) !== utc)
    .map(({ name, utc, utcMs }) => `${name}: ${utc} and ${utcMs} ms are not the same time`);
}

function useFaults(manifest: ReadManifest): string[] {
  const { why, evidenceUse } = manifest;
  const unnamed = assessUse({ ...manifest, context: manifest }).why.filter(
    (condition) => !why.includes(condition),
  );
  const faults = unnamed.map((condition) => `does not name an unmet condition: ${condition}`);
  const due = why.length === 0 && unnamed.length === 0 ? 'penalty' : 'clue';
  if (evidenceUse !== due) faults.push(`evidenceUse is '${evidenceUse}', but is due '${due}'`);
  return faults;
}
