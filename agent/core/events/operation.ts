import { type CloudEvent, cloudEvent, type Envelope } from './cloud-event.ts';

/** What can happen to the agent itself. */
export const OPERATIONS = [
  'camera-down',
  'camera-up',
  'camera-changed',
  'camera-frozen',
  'camera-covered',
  'camera-blurred',
  'camera-dark',
  'camera-blown-out',
  'camera-garbled',
  'camera-moved',
  'camera-unknown-scene',
  'camera-other-stream',
  'camera-stream-lag',
  'camera-recovered',
  'view-overdue',
  'view-back',
  'dwell-out-of-reach',
  'clock-skew',
  'disk-low',
  'evidence-failed',
  'model-failed',
  'model-rolled-back',
  'alarm-storm',
  'target-refused',
  'entry-parked',
] as const;

export type Operation = (typeof OPERATIONS)[number];

export interface OperationData {
  readonly message: string;
  readonly code?: string;
  readonly camera?: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** What the camera showed; the file itself goes another way. */
  readonly picture?: OperationPicture;
}

export interface OperationPicture {
  readonly sha256: string;
  readonly bytes: number;
  readonly mime: string;
  /** `sha256:...`; where it can be had is told by `streetwarden.evidence.available.v1`. */
  readonly uri: string;
}

/** `streetwarden.operation.<what>.v1`; `data.camera` names the camera where it concerns one. */
export function operationEvent(
  envelope: Envelope,
  what: Operation,
  data: OperationData,
): CloudEvent<OperationData> {
  const { camera } = data;
  return cloudEvent(
    { ...envelope, ...(camera !== undefined && { camera }) },
    {
      type: `streetwarden.operation.${what}.v1`,
      ...(camera !== undefined && { subject: camera }),
      data,
    },
  );
}
