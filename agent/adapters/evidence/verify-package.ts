import { stat } from 'node:fs/promises';
import type { LogPlace } from '../../core/evidence/compare-logs.ts';
import { LOG_PROOF_FILE, MANIFEST_FILE, SIGNATURE_FILE } from '../../core/evidence/file-names.ts';
import type { Finding } from '../../ports/evidence.ts';
import { sha256Hex, systemCode } from './durable-files.ts';
import type { ReadManifest } from './manifest-schema.ts';
import { listPackage, type PackageFiles } from './package-files.ts';
import { payloadFindings, payloadOf, tagFindings } from './verify-bag.ts';
import { checkLogProof } from './verify-log-proof.ts';
import { manifestFindings, parseManifest } from './verify-manifest.ts';
import { pictureFindings } from './verify-pictures.ts';
import { type ExpectedKey, keysToCheck, signatureFindings } from './verify-signature.ts';
import { openZip } from './zip-files.ts';

interface VerifySummary {
  readonly packageId: string;
  readonly episodeId: string;
  readonly violation: string;
  readonly stage: string;
  readonly manifestSha256: string;
  readonly signedBy: { readonly keyId: string; readonly node: string; readonly software: string };
  /** Whether the signing key was held against one from outside; else the package vouches for itself. */
  readonly keyPinned: boolean;
  readonly createdUtc: string;
  readonly log: { readonly target: string; readonly seq: number; readonly nodeSeq: number };
  readonly evidenceUse: 'clue' | 'penalty';
  readonly why: readonly string[];
  readonly media: number;
}

export interface VerifyReport {
  /** Nothing was found wrong. Says who made the package only where `keyPinned`. */
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  /** True things that a reader might take for granted otherwise. */
  readonly warnings: readonly string[];
  /** Where it stands in its logs, to be held against other packages of them; only when `ok`. */
  readonly places: readonly LogPlace[];
  /** As the manifest has it; to be believed only when `ok`. Absent when the manifest cannot be read. */
  readonly summary?: VerifySummary;
}

/**
 * Checks a package completely: every file against the signed manifest, the BagIt files rebuilt byte for
 * byte, the signature, the proofs of both logs, and what the package says of itself. Finds everything
 * wrong, not only the first thing.
 *
 * Throws AgentError 'key/unusable' when `publicKey` is no key; a bad package is a report, not an error.
 */
export async function verifyPackage(
  path: string,
  expected: ExpectedKey = {},
): Promise<VerifyReport> {
  const other = await otherThanPackage(path);
  if (other !== undefined) return noPackage(other);
  if (!(await stat(path)).isFile()) {
    const findings: Finding[] = [];
    return await verifyFiles(await listPackage(path, findings), expected, findings);
  }
  const findings: Finding[] = [];
  await using files = await openZip(path, findings);
  if (files === undefined)
    return noPackage('this file is no archive of a package; give the folder or the .zip of one');
  const report = await verifyFiles(files, expected, findings);
  const { summary } = report;
  if (summary === undefined || files.root === summary.packageId) return report;
  const message = `the archive unpacks into ${files.root}, expected ${summary.packageId}`;
  return {
    ...report,
    ok: false,
    findings: [...report.findings, { file: '.', message }],
    places: [],
  };
}

function noPackage(message: string): VerifyReport {
  return { ok: false, findings: [{ file: '.', message }], warnings: [], places: [] };
}

async function verifyFiles(
  files: PackageFiles,
  expected: ExpectedKey,
  findings: Finding[],
): Promise<VerifyReport> {
  const bytes = await files.read(MANIFEST_FILE, findings);
  if (bytes === undefined)
    findings.push({
      file: MANIFEST_FILE,
      message: `${MANIFEST_FILE} is missing or unreadable: this is no package`,
    });
  const manifest = bytes === undefined ? undefined : parseManifest(bytes, findings);
  if (bytes === undefined || manifest === undefined)
    return { ok: false, findings, warnings: [], places: [] };
  const payload = payloadOf(manifest, bytes);
  findings.push(
    ...manifestFindings(manifest),
    ...(await payloadFindings(files, payload)),
    ...(await pictureFindings(files, manifest)),
    ...(await tagFindings(files, manifest, payload)),
  );
  const keys = keysToCheck(manifest, expected, findings);
  const signature = await files.read(SIGNATURE_FILE, findings);
  const proof = await files.read(LOG_PROOF_FILE, findings);
  if (keys !== undefined && signature !== undefined)
    findings.push(...signatureFindings(signature, bytes, keys));
  const log =
    keys !== undefined && proof !== undefined
      ? checkLogProof(proof, bytes, manifest, keys)
      : { findings: [], places: [] };
  findings.push(...log.findings);
  const keyPinned = expected.publicKey !== undefined || expected.keyId !== undefined;
  return {
    ok: findings.length === 0,
    findings: onceEach(findings),
    places: findings.length === 0 ? log.places : [],
    warnings: keyPinned
      ? []
      : [
          `Signed by key ${manifest.signer.keyId}, which came with the package: compare this id with the node's own (node.pub.pem), or anybody may have made it.`,
        ],
    summary: { ...summaryOf(manifest), manifestSha256: sha256Hex(bytes), keyPinned },
  };
}

/** What a path leads to that is plainly no package, with what to do; undefined for anything else. */
async function otherThanPackage(directory: string): Promise<string | undefined> {
  try {
    const found = await stat(directory);
    return found.isFile() || found.isDirectory()
      ? undefined
      : 'this is no file and no folder; give a package';
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT')
      return 'there is nothing at this path; give the folder or the .zip of a package';
    if (code === 'EACCES') return 'no permission to read this folder';
    if (code === 'ENOTDIR') return 'a file stands in the middle of this path';
    throw error;
  }
}

function summaryOf(manifest: ReadManifest): Omit<VerifySummary, 'manifestSha256' | 'keyPinned'> {
  const { evidenceId, episodeId, violation, stage, evidenceUse, why, log, media } = manifest;
  const { created, signer, node, software } = manifest;
  return {
    packageId: evidenceId,
    episodeId,
    violation,
    stage,
    signedBy: {
      keyId: signer.keyId,
      node: node.id,
      software: `${software.name} ${software.version}`,
    },
    createdUtc: created.utc,
    log,
    evidenceUse,
    why,
    media: media.length,
  };
}

function onceEach(findings: readonly Finding[]): Finding[] {
  const seen = new Map(findings.map((finding) => [`${finding.file}\n${finding.message}`, finding]));
  return [...seen.values()];
}
