import type { Stage } from '../episodes/episode.ts';
import type { Plate } from '../plates/fuse-plates.ts';
import { type CloudEvent, cloudEvent, type Envelope } from './cloud-event.ts';

type Facts = Readonly<Record<string, unknown>>;

/** The evidence block of a violation: names and hashes, never the pictures themselves. */
export interface EvidenceBlock {
  readonly packageId: string;
  readonly manifestSha256: string;
  /** The DSSE envelope over the manifest; null where it is too large for an event. */
  readonly dsse: unknown;
  readonly media: readonly {
    readonly id: string;
    readonly role: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly mime: string;
    /** `sha256:…` until the file has arrived somewhere. */
    readonly uri: string;
  }[];
}

/** One stage of one episode, as the platform learns of it. */
export interface ViolationData {
  readonly kind: string;
  readonly stage: Stage;
  readonly evidenceUse: 'clue' | 'penalty';
  readonly camera: string;
  readonly zone?: {
    readonly id: string;
    readonly kind?: string;
    readonly gridCode?: string;
    readonly road?: string;
  };
  readonly place?: {
    readonly lng: number;
    readonly lat: number;
    readonly crs: string;
    readonly accuracyM?: number;
  };
  readonly clock: Facts;
  readonly facts: Facts;
  readonly plate?: Plate;
  readonly priorEpisodes?: number;
  readonly classification?: { readonly scheme: string; readonly code: string };
  readonly evidence?: EvidenceBlock;
}

/** `streetwarden.violation.<stage>.v1` about one episode. */
export function violationEvent(
  envelope: Envelope,
  episodeId: string,
  data: ViolationData,
): CloudEvent<ViolationData> {
  return cloudEvent(
    { ...envelope, camera: data.camera },
    { type: `streetwarden.violation.${data.stage}.v1`, subject: episodeId, data },
  );
}
