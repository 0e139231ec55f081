import type { DecodedPicture } from '../core/evidence/decoded-picture.ts';
import type { Sight } from '../core/evidence/sight.ts';
import type { Box } from '../core/geometry/box.ts';
import type { PixelRect } from '../core/geometry/pixel-rect.ts';
import type { Redaction } from '../core/review/redaction.ts';
import type { CaptureUtc } from '../core/time/capture-utc.ts';
import type { PictureSource } from './ring.ts';

/** A file that goes into a package. */
export interface Media {
  readonly id: string;
  /** `panorama-first`, `panorama-last`, `closeup`, `sheet`, `clip-first`, `clip-last`, ... */
  readonly role: string;
  readonly path: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly captureUtc: CaptureUtc;
  readonly source?: PictureSource & { readonly toMediaMs?: number };
  /** The part of the camera's picture that it shows, in shares; all of it where absent. */
  readonly part?: Box;
  /** Of a photograph: the decoded picture that it was made of. */
  readonly decoded?: DecodedPicture;
  /** The part of that picture that it shows; all of it, where absent. */
  readonly rect?: PixelRect;
  /** What the model found of the subject at this moment. */
  readonly sight?: Sight;
  /** Ids of the media it was made from; absent for originals. */
  readonly derivedFrom?: readonly string[];
  /** Of a review copy: what was made unrecognisable. */
  readonly redaction?: readonly Redaction[];
}

/** What a package is made of; everything but the media is plain JSON. */
export interface PackageInput {
  readonly evidenceId: string;
  readonly episodeId: string;
  readonly violation: string;
  readonly stage: string;
  readonly target: string;
  /** The event's data without its evidence block. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Goes into the manifest as it is: node, camera, model, rule, clock, place, timeline. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly media: readonly Media[];
  /** Roles that must be there; a missing one makes the package a clue and is listed. */
  readonly required: readonly string[];
  /** Reasons beyond missing media why it is a clue and no more. */
  readonly unmet: readonly string[];
}

interface PackageMedia {
  readonly id: string;
  readonly role: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mime: string;
}

export interface WrittenPackage {
  readonly packageId: string;
  readonly directory: string;
  readonly manifestSha256: string;
  readonly evidenceUse: 'clue' | 'penalty';
  readonly why: readonly string[];
  readonly log: { readonly target: string; readonly seq: number };
  /** All files of the package, for upload: path below the directory. */
  readonly files: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly bytes: number;
  }[];
  readonly media: readonly PackageMedia[];
  /** The DSSE envelope, as it stands in the file. */
  readonly dsse: unknown;
}

export interface PackageWriter {
  /**
   * Copies the media in, writes facts, manifest, hashes and signature, adds the leaf to the log, and
   * renames the finished directory into place. The same evidenceId again gives the package already there.
   */
  write(input: PackageInput): Promise<WrittenPackage>;
}

/** One thing wrong with a package, in words. */
export interface Finding {
  readonly file: string;
  readonly message: string;
}

export interface Signer {
  /** SHA-256 of the public key (SPKI, DER), hex. */
  readonly keyId: string;
  readonly algorithm: 'ed25519' | 'es256' | 'sm2';
  /** SPKI, PEM. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** Who signs everything: the node's own key first, further ones (SM2) beside it. */
export type Signers = readonly [Signer, ...Signer[]];
