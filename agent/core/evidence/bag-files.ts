import { LOG_PROOF_FILE, PAYLOAD_SUMS_FILE, SIGNATURE_FILE } from './file-names.ts';
import { isoDate } from './utc-text.ts';

export interface HashedFile {
  /** Below the package's directory, with forward slashes. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** The bag declaration (RFC 8493 section 2.1.1). */
export const BAGIT_TXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** A sums file as `sha256sum -c` and BagIt read it, ordered by name. */
export function sumsFile(files: readonly HashedFile[]): string {
  return [...files]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    .join('');
}

export interface BagInfo {
  readonly evidenceId: string;
  readonly createdUtcMs: number;
  readonly software: { readonly name: string; readonly version: string };
}

/** bag-info.txt (RFC 8493 section 2.2.2), made of nothing but what the manifest says. */
export function bagInfoTxt(info: BagInfo, payload: readonly HashedFile[]): string {
  const bytes = payload.reduce((sum, file) => sum + file.bytes, 0);
  return [
    `Bag-Software-Agent: ${oneLine(`${info.software.name} ${info.software.version}`)}`,
    `Bagging-Date: ${isoDate(info.createdUtcMs)}`,
    `External-Identifier: ${oneLine(info.evidenceId)}`,
    `Payload-Oxum: ${bytes}.${payload.length}`,
    '',
  ].join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** The files beside `data/` that tagmanifest-sha256.txt covers. */
export const BAG_FILES: readonly string[] = [
  'bag-info.txt',
  'bagit.txt',
  LOG_PROOF_FILE,
  PAYLOAD_SUMS_FILE,
  SIGNATURE_FILE,
];
