import * as z from 'zod';
import { MANIFEST_SCHEMA } from '../../core/evidence/manifest.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hex');
const size = z.int().min(0);
const box = z.strictObject({
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
});
const hidden = z.enum(['head', 'plate', 'plate-place']);
const signer = z.strictObject({ keyId: hash, algorithm: z.string(), publicKey: z.string() });

/** The shape of manifest.json. Loose: the caller's context stands beside these fields. */
export const manifestSchema = z.looseObject({
  schema: z.literal(MANIFEST_SCHEMA),
  evidenceId: z.string(),
  episodeId: z.string(),
  violation: z.string(),
  stage: z.string(),
  target: z.string(),
  evidenceUse: z.enum(['clue', 'penalty']),
  why: z.array(z.string()),
  required: z.array(z.string()),
  created: z.strictObject({ utc: z.string(), utcMs: z.number() }),
  node: z.looseObject({ id: z.string() }),
  software: z.looseObject({ name: z.string(), version: z.string() }),
  signer,
  cosigners: z.array(signer).min(1).max(8).exactOptional(),
  facts: z.strictObject({ file: z.string(), bytes: size, sha256: hash }),
  log: z.strictObject({ target: z.string(), seq: z.int().min(1), nodeSeq: z.int().min(1) }),
  media: z.array(
    z.looseObject({
      id: z.string(),
      role: z.string(),
      file: z.string(),
      mime: z.string(),
      width: size,
      height: size,
      bytes: size,
      sha256: hash,
      utc: z.string(),
      captureUtc: z.strictObject({
        utcMs: z.number(),
        method: z.enum(['rtcp-sr', 'osd', 'arrival', 'file']),
        maxErrorMs: z.number(),
      }),
      source: z.looseObject({ mediaMs: z.number() }).exactOptional(),
      part: box.exactOptional(),
      derivedFrom: z.array(z.string()).exactOptional(),
      redaction: z.array(z.strictObject({ what: hidden, box })).exactOptional(),
    }),
  ),
});

/** A manifest that came from a file. */
export type ReadManifest = z.output<typeof manifestSchema>;
