import { type Dossier, field, fieldNumber, fieldText, type GateInput } from './gate-input.ts';
import { isoDate } from './utc-text.ts';

const MAX_ERROR_MS = 1000;
/** Times that the camera's own clock gave: their error is against that clock, not against UTC. */
const CAMERA_METHODS: readonly string[] = ['rtcp-sr', 'osd'];
const TRACEABLE: readonly string[] = ['ntp', 'ptp', 'gnss'];
/** The earliest and the latest calendar day that it can be anywhere: nothing here knows the time zone. */
const EARLIEST_ZONE_MS = -12 * 3_600_000;
const LATEST_ZONE_MS = 14 * 3_600_000;

const DOSSIER_FIELDS: { [K in keyof Dossier]: string } = {
  deviceId: 'device number',
  standardRef: 'standard',
  inspectionCertNo: 'inspection certificate',
  calibrationValidTo: 'calibration date',
  techReviewId: 'technical review',
  legalReviewId: 'legal review',
  legalBasis: 'legal basis',
  publicNoticeUrl: 'public notice',
  publicNoticeDate: 'date of the public notice',
};

/**
 * Clock conditions of GA/T 832: locked to ntp, ptp or satellites, and at most 1.0 s off. Reads `context.clock`
 * as clock-facts.ts writes it; `cameraOffsetMs`, how far the camera's clock is off, must be there where that
 * clock timed a picture, and it must not have been set within the episode.
 */
export function unmetClock({ context, media }: GateInput): string[] {
  const clock = field(context, 'clock');
  if (typeof clock !== 'object' || clock === null) return ['clock: its state was not recorded'];
  const unmet: string[] = [];
  if (field(clock, 'state') !== 'locked')
    unmet.push(`clock: ${fieldText(clock, 'state') ?? 'state unknown'}, must be locked`);
  const source = fieldText(clock, 'source') ?? 'unknown';
  if (!TRACEABLE.includes(source))
    unmet.push(`clock: time source is ${source}, must be ntp, ptp or gnss`);
  const maxErrorMs = fieldNumber(clock, 'maxErrorMs');
  if (maxErrorMs === undefined || maxErrorMs < 0 || maxErrorMs > MAX_ERROR_MS)
    unmet.push(
      `clock: error may be ${maxErrorMs ?? 'any number of'} ms, at most 1000 ms are allowed`,
    );
  const stepMs = fieldNumber(clock, 'cameraStepMs');
  if (stepMs !== undefined)
    unmet.push(`clock: the camera's clock was set by ${stepMs / 1000} s within the episode`);
  return [...unmet, ...unmetOffsets(clock, media)];
}

function unmetOffsets(clock: object, media: GateInput['media']): string[] {
  const byCamera = media.some(({ captureUtc }) => CAMERA_METHODS.includes(captureUtc.method));
  const uncompared = byCamera && fieldNumber(clock, 'cameraOffsetMs') === undefined;
  const off = ['offsetMs', 'cameraOffsetMs', 'osdOffsetMs'].flatMap((key) => {
    const offsetMs = Math.abs(fieldNumber(clock, key) ?? 0);
    return offsetMs > MAX_ERROR_MS
      ? [`clock: ${key} is ${offsetMs} ms, at most 1000 ms are allowed`]
      : [];
  });
  return uncompared
    ? ["clock: how far the camera's clock is off (cameraOffsetMs) was not measured", ...off]
    : off;
}

/** The camera's dossier: every field there, calibration not run out, the notice published before. */
export function unmetDossier({ context, media }: GateInput): string[] {
  const dossier = field(field(context, 'camera'), 'dossier') ?? field(context, 'dossier');
  if (typeof dossier !== 'object' || dossier === null)
    return ['dossier: the camera has none, so no review of the device can be shown'];
  const unmet = Object.entries(DOSSIER_FIELDS)
    .filter(([key]) => fieldText(dossier, key) === undefined)
    .map(([key, words]) => `dossier: ${words} (${key}) is missing`);
  const times = media.map(({ captureUtc }) => captureUtc.utcMs);
  if (times.length === 0) return unmet;
  const validTo = fieldText(dossier, 'calibrationValidTo');
  if (
    validTo !== undefined &&
    !(isDate(validTo) && isoDate(Math.max(...times) + LATEST_ZONE_MS) <= validTo)
  )
    unmet.push(`dossier: calibration is valid to ${validTo}, not safely past the last picture`);
  const notice = fieldText(dossier, 'publicNoticeDate');
  if (
    notice !== undefined &&
    !(isDate(notice) && notice <= isoDate(Math.min(...times) + EARLIEST_ZONE_MS))
  )
    unmet.push(`dossier: public notice is of ${notice}, not safely before the first picture`);
  return unmet;
}

/** Model and rule must be named, or nobody can follow how the decision came about. */
export function unmetOrigin({ context }: GateInput): string[] {
  const unmet: string[] = [];
  if (!/^[0-9a-f]{64}$/.test(fieldText(field(context, 'model'), 'sha256') ?? ''))
    unmet.push('model: its SHA-256 was not recorded');
  if (fieldText(field(context, 'rule'), 'id') === undefined)
    unmet.push('rule: its id was not recorded');
  return unmet;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}
