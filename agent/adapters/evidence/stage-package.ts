import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BAG_FILES,
  BAGIT_TXT,
  bagInfoTxt,
  type HashedFile,
  sumsFile,
} from '../../core/evidence/bag-files.ts';
import { canonicalBytes } from '../../core/evidence/canonical-json.ts';
import { EVIDENCE_TYPE } from '../../core/evidence/dsse.ts';
import * as names from '../../core/evidence/file-names.ts';
import type { PackageEntry } from '../../core/evidence/log-entry.ts';
import {
  buildManifest,
  type ManifestInput,
  type NodeIdentity,
  type SignerIdentity,
  type Software,
} from '../../core/evidence/manifest.ts';
import {
  PICTURE_HEAD_BYTES,
  readPictureHead,
  unmetColour,
} from '../../core/evidence/picture-head.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Media, PackageInput, Signer, Signers } from '../../ports/evidence.ts';
import { copyHashed, readStart, sha256Hex, syncDirectory, writeDurable } from './durable-files.ts';
import { envelopeText, sealEnvelope } from './envelope.ts';

export interface Maker {
  readonly signers: Signers;
  readonly node: NodeIdentity;
  readonly software: Software;
}

/** A package in the making: all but log-proof.json and the sums that cover it. */
export interface StagedPackage {
  readonly directory: string;
  readonly entry: PackageEntry;
  readonly tags: readonly HashedFile[];
}

/**
 * Writes everything that does not need the log's new heads into `directory` (which is made here), each
 * file synced. Throws TypeError when a manifest cannot be made of the input.
 */
export async function stagePackage(
  directory: string,
  input: PackageInput,
  maker: Maker,
  numbers: { readonly seq: number; readonly nodeSeq: number; readonly utcMs: number },
): Promise<StagedPackage> {
  await mkdir(join(directory, 'data', 'media'), { recursive: true });
  const facts = await writeHashed(directory, names.FACTS_FILE, canonicalBytes(input.facts));
  const copied: Copied[] = [];
  for (const file of input.media) copied.push(await copyMedia(directory, file));
  const { signers, node, software } = maker;
  const [signer, ...cosigners] = signers;
  const manifest = buildManifest({
    evidenceId: input.evidenceId,
    episodeId: input.episodeId,
    violation: input.violation,
    stage: input.stage,
    target: input.target,
    context: input.context,
    required: input.required,
    unmet: [...input.unmet, ...copied.flatMap(({ unmet }) => unmet)],
    media: copied.map(({ media }) => media),
    createdUtcMs: numbers.utcMs,
    node,
    software,
    signer: identityOf(signer),
    ...(cosigners.length > 0 && { cosigners: cosigners.map(identityOf) }),
    facts: { file: names.FACTS_FILE, bytes: facts.bytes, sha256: facts.sha256 },
    log: { target: input.target, seq: numbers.seq, nodeSeq: numbers.nodeSeq },
  });
  const bytes = canonicalBytes(manifest);
  const own = await writeHashed(directory, names.MANIFEST_FILE, bytes);
  const payload = [
    facts,
    own,
    ...manifest.media.map((file) => ({ name: file.file, sha256: file.sha256, bytes: file.bytes })),
  ];
  const info = { evidenceId: input.evidenceId, createdUtcMs: numbers.utcMs, software };
  const envelope = sealEnvelope(signers, EVIDENCE_TYPE, bytes);
  return {
    directory,
    entry: {
      type: 'package',
      target: input.target,
      seq: numbers.seq,
      evidenceId: input.evidenceId,
      episodeId: input.episodeId,
      stage: input.stage,
      manifestSha256: own.sha256,
      utcMs: numbers.utcMs,
    },
    tags: [
      await writeHashed(directory, 'bagit.txt', BAGIT_TXT),
      await writeHashed(directory, 'bag-info.txt', bagInfoTxt(info, payload)),
      await writeHashed(directory, names.PAYLOAD_SUMS_FILE, sumsFile(payload)),
      await writeHashed(directory, names.SIGNATURE_FILE, envelopeText(envelope)),
    ],
  };
}

/** Adds log-proof.json and the tag sums, and syncs the directories: the package is then whole. */
export async function finishPackage(staged: StagedPackage, logProof: string): Promise<void> {
  const { directory } = staged;
  const proof = await writeHashed(directory, names.LOG_PROOF_FILE, logProof);
  const tags = [...staged.tags, proof].filter(({ name }) => BAG_FILES.includes(name));
  await writeHashed(directory, names.TAG_SUMS_FILE, sumsFile(tags));
  // '..' too: once logged, the package must be found here even when the rename never came
  for (const part of ['data/media', 'data', '.', '..']) await syncDirectory(join(directory, part));
}

interface Copied {
  readonly media: ManifestInput['media'][number];
  readonly unmet: readonly string[];
}

async function copyMedia(directory: string, media: Media): Promise<Copied> {
  const { path, ...described } = media; // where it lay on this machine is nobody's business
  const name = names.mediaFile(media.id, media.mime);
  if (name === undefined)
    throw new AgentError(
      'evidence/write',
      `Media ${JSON.stringify(media.id)} (${media.mime}) cannot be a file of a package. Use letters, digits, '.', '-', '_' and one of ${Object.keys(names.EXTENSIONS).join(', ')}.`,
    );
  const file = join(directory, name);
  const hashed = await copyHashed(path, file);
  const head = readPictureHead(await readStart(file, PICTURE_HEAD_BYTES));
  if (head === undefined) return { media: { ...described, ...hashed }, unmet: [] };
  const { width, height } = head; // the file's own word counts, not the caller's
  return { media: { ...described, ...hashed, width, height }, unmet: unmetColour(media, head) };
}

function identityOf({ keyId, algorithm, publicKey }: Signer): SignerIdentity {
  return { keyId, algorithm, publicKey };
}

async function writeHashed(
  directory: string,
  name: string,
  content: Uint8Array | string,
): Promise<HashedFile> {
  const bytes = Buffer.from(content);
  await writeDurable(join(directory, name), bytes);
  return { name, sha256: sha256Hex(bytes), bytes: bytes.length };
}
