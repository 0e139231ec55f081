import type { Box } from '../geometry/box.ts';
import type { CaptureUtc } from '../time/capture-utc.ts';
import { clipOf } from './clip-of.ts';
import { assessUse } from './completeness.ts';
import { mediaFile } from './file-names.ts';
import { field, type GateMedia } from './gate-input.ts';
import { isoUtc } from './utc-text.ts';

export const MANIFEST_SCHEMA = 'streetwarden.evidence/1';

/** Kinds of files that somebody made from a picture; without naming it they prove nothing. */
const DERIVED_ROLES = ['sheet', 'overlay', 'composite', 'review', 'strip'];

export interface NodeIdentity {
  readonly id: string;
  readonly [key: string]: unknown;
}

export interface Software {
  readonly name: string;
  readonly version: string;
  /** Of the program as installed, where known. */
  readonly sha256?: string;
}

/** Who signs: enough to check the signature, not to trust it. */
export interface SignerIdentity {
  readonly keyId: string;
  readonly algorithm: string;
  readonly publicKey: string;
}

interface ManifestMedia extends GateMedia {
  readonly part?: Box;
  readonly file: string;
  readonly utc: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly source?: {
    readonly mediaMs: number;
    readonly ptsMs: number;
    readonly keyframe: boolean;
    readonly lagMs?: number;
  };
  /** The clip that holds its moment; see `clipOf`. */
  readonly clip?: string;
}

/** data/manifest.json: what is signed. The caller's context stands beside these fields. */
export interface Manifest {
  readonly schema: typeof MANIFEST_SCHEMA;
  readonly evidenceId: string;
  readonly episodeId: string;
  readonly violation: string;
  readonly stage: string;
  readonly target: string;
  readonly evidenceUse: 'clue' | 'penalty';
  readonly why: readonly string[];
  readonly required: readonly string[];
  readonly created: CreatedAt;
  readonly node: NodeIdentity;
  readonly software: Software;
  readonly signer: SignerIdentity;
  /** Further keys that signed the same bytes. */
  readonly cosigners?: readonly SignerIdentity[];
  readonly facts: { readonly file: string; readonly bytes: number; readonly sha256: string };
  readonly log: { readonly target: string; readonly seq: number; readonly nodeSeq: number };
  readonly media: readonly ManifestMedia[];
  readonly [context: string]: unknown;
}

interface CreatedAt {
  readonly utc: string;
  readonly utcMs: number;
}

export interface ManifestInput {
  readonly evidenceId: string;
  readonly episodeId: string;
  readonly violation: string;
  readonly stage: string;
  readonly target: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
  readonly unmet: readonly string[];
  readonly media: readonly (Omit<ManifestMedia, 'file' | 'utc'> & {
    readonly captureUtc: CaptureUtc;
  })[];
  readonly createdUtcMs: number;
  readonly node: NodeIdentity;
  readonly software: Software;
  readonly signer: SignerIdentity;
  /** Further keys that signed the same bytes. */
  readonly cosigners?: readonly SignerIdentity[];
  readonly facts: Manifest['facts'];
  readonly log: Manifest['log'];
}

/**
 * The manifest of one package. Throws TypeError when it would say something that cannot be held against
 * it later: an unsafe or double id, a derived file without its origin, context over a field of its own.
 */
export function buildManifest(input: ManifestInput): Manifest {
  const { context, unmet, createdUtcMs, node, ...rest } = input;
  const media = originsFirst(input.media);
  const faults = mediaFaults(media);
  const own = {
    ...rest,
    ...assessUse({ ...input, media }, unmet),
    schema: MANIFEST_SCHEMA,
    created: { utc: isoUtc(createdUtcMs), utcMs: createdUtcMs },
    node: { ...asRecord(field(context, 'node')), ...node },
    media: media.map((file) => ({
      ...file,
      ...clipField(file, media),
      file: mediaFile(file.id, file.mime) ?? '',
      utc: isoUtc(file.captureUtc.utcMs),
    })),
  } as const;
  for (const key of Object.keys(context))
    if (key !== 'node' && Object.hasOwn(own, key))
      faults.push(`context: '${key}' is a field of the manifest itself, choose another name`);
  if (faults.length > 0) throw new TypeError(faults.join('; '));
  return { ...context, ...own };
}

/** What is wrong with a list of media, in words: ids, types, origins. Empty when nothing is. */
export function mediaFaults(media: readonly GateMedia[]): string[] {
  return media.flatMap((file, index) => {
    const before = media.slice(0, index).map(({ id }) => id);
    const name = `media ${JSON.stringify(file.id)}`;
    return [
      ...(mediaFile(file.id, file.mime) === undefined
        ? [`${name} (${file.mime}): id or type cannot be a file of a package`]
        : []),
      ...(before.includes(file.id) ? [`${name}: the id is there twice`] : []),
      ...originFaults(file, before).map((fault) => `${name}: ${fault}`),
      ...redactionFaults(file).map((fault) => `${name}: ${fault}`),
    ];
  });
}

// origins come first, so nothing can be made from itself, not even in a circle
function originFaults({ role, derivedFrom }: GateMedia, before: readonly string[]): string[] {
  const derived = DERIVED_ROLES.some((made) => role.startsWith(made));
  if (derivedFrom === undefined ? derived : derivedFrom.length === 0)
    return [`'${role}' is a derived file, but its origin is not named`];
  return (derivedFrom ?? [])
    .filter((origin) => !before.includes(origin))
    .map((origin) => `is derived from '${origin}', which does not stand before it`);
}

/** Who sees a review copy has to know what is hidden in it, be it nothing. */
function redactionFaults({ role, derivedFrom, redaction }: GateMedia): string[] {
  if (redaction === undefined)
    return role.startsWith('review') ? ['what is hidden in this review copy is not named'] : [];
  return derivedFrom === undefined ? ['something is hidden in it, so it is no original'] : [];
}

/** Puts each file behind those it was made from, else as they come; circles stay and are faults. */
function originsFirst<M extends GateMedia>(media: readonly M[]): M[] {
  const sorted: M[] = [];
  const rest = [...media];
  while (rest.length > 0) {
    const ready = rest.findIndex(({ derivedFrom }) =>
      (derivedFrom ?? []).every((id) => sorted.some((file) => file.id === id)),
    );
    sorted.push(...rest.splice(Math.max(0, ready), 1));
  }
  return sorted;
}

function clipField(file: GateMedia, media: readonly GateMedia[]): { readonly clip?: string } {
  const clip = clipOf(file, media);
  return clip === undefined ? {} : { clip };
}

function asRecord(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
