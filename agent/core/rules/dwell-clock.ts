import type { RuleSignal } from './rule.ts';
import type { Slot } from './slot.ts';

/** How far one standing object has come on its way to a violation. */
export interface DwellClock {
  readonly sinceMs: number;
  readonly suspectedMs?: number;
  readonly confirmedMs?: number;
  /** Full hours already reported: 0, 1, 2, 4, 8, ... */
  readonly hours: number;
}

interface Limits {
  readonly settleMs: number;
  readonly dwellMs: number;
}

const HOUR_MS = 3_600_000;

/** The largest power of two in the full hours gone by; 0 in the first hour. */
function doublingHours(ms: number): number {
  return ms < HOUR_MS ? 0 : 2 ** Math.floor(Math.log2(ms / HOUR_MS));
}

/** What has become true by a sight at `atMs`: to be called only when the thing is seen there. */
export function stepClock(
  limits: Limits,
  before: DwellClock,
  atMs: number,
): { clock: DwellClock; types: RuleSignal['type'][] } {
  const elapsedMs = atMs - before.sinceMs;
  const types: RuleSignal['type'][] = [];
  let clock = before;
  if (clock.suspectedMs === undefined && elapsedMs >= limits.settleMs) {
    clock = { ...clock, suspectedMs: atMs };
    types.push('suspect');
  }
  if (clock.suspectedMs === undefined) return { clock, types };
  const hours = doublingHours(elapsedMs);
  if (clock.confirmedMs === undefined && elapsedMs >= limits.dwellMs) {
    clock = { ...clock, confirmedMs: atMs, hours };
    types.push('confirm');
  }
  if (clock.confirmedMs !== undefined && hours > clock.hours) {
    clock = { ...clock, hours };
    types.push('update');
  }
  return { clock, types };
}

/** A signal about the slot; `atMs` also ends the dwell time that it states. */
export function slotSignal(
  type: RuleSignal['type'],
  slot: Slot,
  clock: DwellClock,
  atMs: number,
  facts: Readonly<Record<string, unknown>> = {},
): RuleSignal {
  const label = Object.entries(slot.labels).sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'unknown';
  return {
    type,
    place: slot.place,
    sinceMs: clock.sinceMs,
    atMs,
    subject: { label, box: slot.box, trackIds: slot.trackIds, zoneId: slot.zoneId },
    facts: {
      dwellMs: Math.round(atMs - clock.sinceMs),
      overlap: round(slot.overlap),
      label,
      zoneId: slot.zoneId,
      observations: slot.observations,
      longestGapMs: Math.round(slot.longestGapMs),
      moved: round(slot.moved),
      ...(clock.hours > 0 && { stillThereHours: clock.hours }),
      ...facts,
    },
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
