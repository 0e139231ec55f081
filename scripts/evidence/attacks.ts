import { generateKeyPairSync } from 'node:crypto';
import { sha256Hex } from '../../agent/adapters/evidence/durable-files.ts';
import { envelopeText, sealEnvelope } from '../../agent/adapters/evidence/envelope.ts';
import { signerOf } from '../../agent/adapters/evidence/node-key.ts';
import { BAG_FILES, bagInfoTxt, sumsFile } from '../../agent/core/evidence/bag-files.ts';
import { canonicalJson } from '../../agent/core/evidence/canonical-json.ts';
import { EVIDENCE_TYPE } from '../../agent/core/evidence/dsse.ts';
import * as names from '../../agent/core/evidence/file-names.ts';
import type { Random } from '../street/noise/chance.ts';
import { type Files, flipped, type Mutation, oneOf, withFile } from './mutations.ts';

type Json = Record<string, unknown>;

/**
 * What somebody does who knows how packages are made: after each change he recomputes everything that is not
 * signed (hashes, sizes, sums, sum of sums), and in the last ones he signs with a key of his own.
 */
export const ATTACKS: Readonly<Record<string, Mutation>> = {
  'a picture changed': (files, _, random) =>
    resealed(withFile(files, mediaOf(files, random), (bytes) => flipped(bytes, random))),
  'the facts changed': (files, _, random) =>
    resealed(withFile(files, names.FACTS_FILE, (bytes) => altered(bytes, random))),
  'the manifest changed': (files, _, random) =>
    resealed(withFile(files, names.MANIFEST_FILE, (bytes) => altered(bytes, random))),
  'a picture of another package': (files, other, random) => {
    const name = mediaOf(files, random);
    const strange = other.get(name);
    return strange === undefined ? undefined : resealed(withFile(files, name, () => strange));
  },
  'the manifest of another package': (files, other) => {
    const strange = other.get(names.MANIFEST_FILE);
    return strange === undefined
      ? undefined
      : resealed(withFile(files, names.MANIFEST_FILE, () => strange));
  },
  'the log proof of another package': (files, other) => {
    const strange = other.get(names.LOG_PROOF_FILE);
    return strange === undefined
      ? undefined
      : resealed(withFile(files, names.LOG_PROOF_FILE, () => strange));
  },
  'the log proof changed': (files, _, random) =>
    resealed(withFile(files, names.LOG_PROOF_FILE, (bytes) => altered(bytes, random, '\n'))),
  'the signature changed': (files, _, random) =>
    resealed(withFile(files, names.SIGNATURE_FILE, (bytes) => altered(bytes, random, '\n'))),
  'signed by another key': (files, _, random) => {
    const changed = resealed(withFile(files, names.FACTS_FILE, (bytes) => altered(bytes, random)));
    return changed && resealed(signedAnew(changed));
  },
};

function mediaOf(files: Files, random: Random): string {
  return oneOf(
    [...files.keys()].filter((name) => name.startsWith('data/media/')),
    random,
  );
}

/** One value somewhere in it is another one; written as the agent writes it. */
function altered(bytes: Buffer, random: Random, end = ''): Buffer {
  const value: unknown = JSON.parse(bytes.toString('utf8'));
  return Buffer.from(`${canonicalJson(changed(value, random))}${end}`);
}

function changed(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) {
    if (value.length === 0 || random() < 0.1) return value.slice(1);
    const at = Math.floor(random() * value.length);
    return value.map((item, index) => (index === at ? changed(item, random) : item));
  }
  if (typeof value === 'object' && value !== null) {
    const key = oneOf(Object.keys(value), random);
    return { ...value, [key]: changed((value as Json)[key], random) };
  }
  if (typeof value === 'number') return value + oneOf([-1, 1, 1000], random);
  if (typeof value === 'string' && value !== '') return flippedText(value, random);
  return typeof value === 'boolean' ? !value : 'x';
}

function flippedText(text: string, random: Random): string {
  const at = Math.floor(random() * text.length);
  const other = text[at] === 'a' ? 'b' : 'a';
  return text.slice(0, at) + other + text.slice(at + 1);
}

/** Everything that can be recomputed without the key. */
function resealed(files: Files | undefined): Files | undefined {
  if (files === undefined) return undefined;
  const all = new Map(files);
  const manifest = JSON.parse(all.get(names.MANIFEST_FILE)?.toString('utf8') ?? '{}') as Json;
  const described = (file: Json): Json => {
    const bytes = all.get(String(file['file']));
    return bytes === undefined ? file : { ...file, sha256: sha256Hex(bytes), bytes: bytes.length };
  };
  const media = (manifest['media'] as Json[] | undefined)?.map(described) ?? [];
  const made = { ...manifest, media, facts: described((manifest['facts'] ?? {}) as Json) };
  all.set(names.MANIFEST_FILE, Buffer.from(canonicalJson(made)));
  const hashed = (name: string) => {
    const bytes = all.get(name) ?? Buffer.alloc(0);
    return { name, sha256: sha256Hex(bytes), bytes: bytes.length };
  };
  const payload = [...all.keys()].filter((name) => name.startsWith('data/')).map(hashed);
  all.set('bag-info.txt', Buffer.from(bagInfo(manifest, payload)));
  all.set(names.PAYLOAD_SUMS_FILE, Buffer.from(sumsFile(payload)));
  all.set(names.TAG_SUMS_FILE, Buffer.from(sumsFile(BAG_FILES.map(hashed))));
  return all;
}

function bagInfo(manifest: Json, payload: Parameters<typeof bagInfoTxt>[1]): string {
  const { software, created } = manifest as { software?: Json; created?: Json };
  const { name, version } = software ?? {};
  return bagInfoTxt(
    {
      evidenceId: String(manifest['evidenceId']),
      createdUtcMs: Number(created?.['utcMs']) || 0,
      software: { name: String(name), version: String(version) },
    },
    payload,
  );
}

/** The manifest names a key of the attacker, who signs it. The heads of the logs stay the node's. */
function signedAnew(files: Files): Files {
  const signer = signerOf(generateKeyPairSync('ed25519').privateKey);
  const { keyId, algorithm, publicKey } = signer;
  const manifest = JSON.parse(files.get(names.MANIFEST_FILE)?.toString('utf8') ?? '{}') as Json;
  const bytes = Buffer.from(
    canonicalJson({ ...manifest, signer: { keyId, algorithm, publicKey } }),
  );
  const envelope = envelopeText(sealEnvelope([signer], EVIDENCE_TYPE, bytes));
  return new Map(files)
    .set(names.MANIFEST_FILE, bytes)
    .set(names.SIGNATURE_FILE, Buffer.from(envelope));
}
