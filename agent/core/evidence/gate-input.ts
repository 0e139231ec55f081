import type { Redaction } from '../review/redaction.ts';
import type { CaptureUtc } from '../time/capture-utc.ts';

/** A file of the package, as the completeness gate sees it. */
export interface GateMedia {
  readonly id: string;
  readonly role: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly captureUtc: CaptureUtc;
  readonly source?: {
    readonly mediaMs: number;
    /** Where a clip ends. */
    readonly toMediaMs?: number;
    /** By how much its stream lay behind, see ports/ring.ts. */
    readonly lagMs?: number;
  };
  readonly derivedFrom?: readonly string[];
  readonly redaction?: readonly Redaction[];
}

/**
 * Papers of one camera. Dates are 'YYYY-MM-DD' at the site; `calibrationValidTo` is the last valid day.
 */
export interface Dossier {
  readonly deviceId: string;
  readonly standardRef: string;
  readonly inspectionCertNo: string;
  readonly calibrationValidTo: string;
  readonly techReviewId: string;
  readonly legalReviewId: string;
  readonly legalBasis: string;
  readonly publicNoticeUrl: string;
  readonly publicNoticeDate: string;
}

/**
 * What the gate reads. `context` is plain JSON of unknown origin (it may come out of a package), so the
 * gate believes nothing of it but what has the right type.
 */
export interface GateInput {
  readonly violation: string;
  readonly required: readonly string[];
  readonly media: readonly GateMedia[];
  readonly context: Readonly<Record<string, unknown>>;
}

/** `value[key]` where `value` is an object, else undefined. */
export function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

export function fieldText(value: unknown, key: string): string | undefined {
  const found = field(value, key);
  return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}

export function fieldNumber(value: unknown, key: string): number | undefined {
  const found = field(value, key);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}
