/** What the box's own clock is worth. */
export interface BoxSync {
  /**
   * `locked`: it follows a source; `holdover`: it did, and runs on by itself; `unsynced`: it follows none;
   * `unknown`: nobody here can tell.
   */
  readonly state: 'locked' | 'holdover' | 'unsynced' | 'unknown';
  readonly source: 'ntp' | 'ptp' | 'gnss' | 'none' | 'unknown';
  /** Who was asked. */
  readonly via: 'chrony' | 'timesyncd' | 'none';
  /** Name or address of the time server or reference clock. */
  readonly server?: string;
  /** Box minus its source, as its keeper estimates it. */
  readonly offsetMs?: number;
  /** How far from UTC it may be at most, its source being right. */
  readonly maxErrorMs?: number;
  readonly lastSyncUtcMs?: number;
}

export const UNKNOWN_SYNC: BoxSync = { state: 'unknown', source: 'unknown', via: 'none' };

/** A source that was not heard for so long has gone; servers are asked every 17 minutes at most, usually. */
const GONE_MS = 3_600_000;
/** How fast a clock may run off by itself, by quartz. */
const HOLDOVER_PPM = 100;
/** Reference ID of chrony's "local" mode: it follows itself. */
const CHRONY_LOCAL = '7F7F0101';

/**
 * From `chronyc -c tracking`: one line of values. Undefined for anything else. The bound is chrony's own:
 * offset + root dispersion + root delay / 2; the dispersion grows by itself while no source is heard.
 */
export function parseChrony(text: string, nowUtcMs: number): BoxSync | undefined {
  const fields = text.trim().split('\n').at(-1)?.split(',') ?? [];
  const [id = '', name = '', , refTime, offset, , , , , , delay, dispersion, , leap] = fields;
  const [refS, offsetS, delayS, dispersionS] = [refTime, offset, delay, dispersion].map(Number);
  if (fields.length !== 14 || [refS, offsetS, delayS, dispersionS].some(Number.isNaN))
    return undefined;
  if (leap === 'Not synchronised' || id === CHRONY_LOCAL || id === '00000000')
    return { state: 'unsynced', source: 'none', via: 'chrony' };
  const lastSyncUtcMs = Math.round((refS ?? 0) * 1000);
  const errorS = Math.abs(offsetS ?? 0) + (dispersionS ?? 0) + (delayS ?? 0) / 2;
  return {
    state: nowUtcMs - lastSyncUtcMs > GONE_MS ? 'holdover' : 'locked',
    source: sourceOf(name),
    via: 'chrony',
    server: name,
    // chrony counts a clock that is fast as negative
    offsetMs: tenths(-(offsetS ?? 0) * 1000),
    maxErrorMs: Math.ceil(errorS * 1000),
    lastSyncUtcMs,
  };
}

/** chrony names reference clocks by four letters. */
function sourceOf(name: string): BoxSync['source'] {
  if (/^(PHC|PTP)/.test(name)) return 'ptp';
  return /^(PPS|GPS|GNSS|NMEA|SHM|SOCK|KPPS|GP[A-Z])/.test(name) ? 'gnss' : 'ntp';
}

export interface TimesyncdAnswers {
  /** `timedatectl show`. */
  readonly show: string;
  /** `timedatectl timesync-status`; empty where another program keeps the time. */
  readonly status: string;
  /** When timesyncd last set or confirmed the clock: the time of its file, where known. */
  readonly lastSyncUtcMs?: number;
}

/** From systemd's timedatectl. Undefined where it says nothing of the clock. */
export function parseTimesyncd(
  { show, status, lastSyncUtcMs }: TimesyncdAnswers,
  nowUtcMs: number,
): BoxSync | undefined {
  const synchronised = /^NTPSynchronized=(yes|no)$/m.exec(show)?.[1];
  if (synchronised === undefined) return undefined;
  if (synchronised === 'no') return { state: 'unsynced', source: 'none', via: 'timesyncd' };
  const field = (name: string) => new RegExp(`^\\s*${name}: *(\\S.*)$`, 'm').exec(status)?.[1];
  const server = field('Server');
  const distanceMs = span(field('Root distance'));
  const offsetMs = span(field('Offset'));
  const last = lastSyncUtcMs === undefined ? {} : { lastSyncUtcMs };
  // the kernel's flag alone: somebody keeps the time, and does not say how well
  if (server === undefined || distanceMs === undefined || offsetMs === undefined)
    return { state: 'locked', source: 'unknown', via: 'timesyncd', ...last };
  const ageMs = Math.max(0, nowUtcMs - (lastSyncUtcMs ?? nowUtcMs - GONE_MS));
  const errorMs = distanceMs + Math.abs(offsetMs) + (ageMs * HOLDOVER_PPM) / 1e6;
  return {
    state: ageMs > GONE_MS ? 'holdover' : 'locked',
    source: 'ntp',
    via: 'timesyncd',
    server,
    offsetMs: tenths(offsetMs),
    maxErrorMs: Math.ceil(errorMs),
    ...last,
  };
}

const UNIT_MS: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A time span as systemd writes it, such as "+1min 3.5s" or "-172us", in milliseconds. */
function span(text: string | undefined): number | undefined {
  const [, sign, rest = ''] = /^([+-]?)((?:[\d.]+(?:us|ms|s|min|h|d)\s*)+)/.exec(text ?? '') ?? [];
  if (rest === '') return undefined;
  const parts = rest.matchAll(/([\d.]+)(us|ms|s|min|h|d)/g);
  const ms = [...parts].reduce(
    (sum, [, n, unit]) => sum + Number(n) * (UNIT_MS[unit ?? ''] ?? 0),
    0,
  );
  return sign === '-' ? -ms : ms;
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10 + 0; // no minus zero
}
