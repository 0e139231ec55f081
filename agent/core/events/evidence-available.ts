import { type CloudEvent, cloudEvent, type Envelope } from './cloud-event.ts';

/** Where a file named in an earlier event can be had now. */
export interface EvidenceAvailableData {
  readonly sha256: string;
  readonly bytes: number;
  readonly mime: string;
  readonly name: string;
  readonly uri: string;
  readonly packageId?: string;
}

/** `streetwarden.evidence.available.v1`; subject is the episode, where it is known. */
export function evidenceAvailableEvent(
  envelope: Envelope,
  episodeId: string | undefined,
  data: EvidenceAvailableData,
): CloudEvent<EvidenceAvailableData> {
  return cloudEvent(envelope, {
    type: 'streetwarden.evidence.available.v1',
    ...(episodeId !== undefined && { subject: episodeId }),
    data,
  });
}
