/**
 * The camera's own clock by its RTCP sender reports, as ffmpeg passes it on: it stamps each picture with
 * the newest report carried on by the stream's clock (pts). One report is hearsay: a camera sends the first
 * before its encoder runs, or before its clock is set. Two that agree are a clock.
 */
export interface SenderClock {
  /** Oldest first, at most `MAX_MAPPINGS`; a further one begins where a report disagrees with those before. */
  readonly mappings: readonly Mapping[];
  readonly newestPtsMs: number;
  /** The least of (monotonic clock minus pts). */
  readonly leastLagMs: number;
  readonly leap?: Leap;
  /** Of the newest picture, and where that offset was first seen. */
  readonly offset?: { readonly ms: number; readonly sincePtsMs: number };
}

/** The stream's clock leapt. What reports said before says nothing any more. */
interface Leap {
  /** UTC minus pts by the report before it. */
  readonly offsetMs: number;
  /** How far the stream's clock went ahead of the monotonic one, at once; negative for back. */
  readonly byMs: number;
}

/** How pts and the camera's UTC lie together over a part of the stream. */
interface Mapping {
  readonly fromPtsMs: number;
  /** The picture that brought the newest report. */
  readonly reportPtsMs: number;
  /** UTC minus pts by the newest report. */
  readonly offsetMs: number;
  readonly reports: number;
  /** How far reports lately were from one another. */
  readonly spreadMs: number;
}

export interface SenderSample {
  readonly ptsMs: number;
  /** When it was read. */
  readonly monotonicMs: number;
  /** By the newest report, to the microsecond; absent while none came. */
  readonly reportUtcMs?: number;
}

/** `none`: no report came; `waiting`: for a second one; `unsteady`: they contradict; `stale`: they ended. */
export type SenderState = 'none' | 'waiting' | 'steady' | 'unsteady' | 'stale';

/** Times by one report differ by their rounding only. */
const SAME_MS = 0.002;
/** Two reports that are farther apart contradict one another. */
const AGREE_MS = 100;
/** What reports may be off from the moment of capture, as some tell the moment of sending; see docs/time.md. */
const BASE_ERROR_MS = 60;
/** How far a camera's clock and its stream may run apart while no report comes, by quartz. */
const HOLDOVER_PPM = 100;
/** Cameras report every 1 to 30 s; without a report for so long they have stopped. */
const STALE_MS = 180_000;
/** More than this is not called the camera's time. */
const MAX_ERROR_MS = 100;
/** A picture cannot come so much earlier than the earliest ones did. */
const AHEAD_MS = 1000;
/** Pictures are stored out of order by so much at most. */
const BACK_MS = 3000;
/** No camera reports so often: times that change from picture to picture are put right by ffmpeg itself. */
const REPORTS_APART_MS = 200;
const SPREAD_KEPT = 0.9;
const MAX_MAPPINGS = 8;

/** Takes the next picture of the copy; pure. */
export function stepSenderClock(
  before: SenderClock | undefined,
  sample: SenderSample,
): SenderClock {
  const { ptsMs, monotonicMs, reportUtcMs } = sample;
  const lagMs = monotonicMs - ptsMs;
  const state = before ?? { mappings: [], newestPtsMs: ptsMs, leastLagMs: lagMs };
  const leapt = lagMs < state.leastLagMs - AHEAD_MS || ptsMs < state.newestPtsMs - BACK_MS;
  if (leapt) {
    const byMs = state.leastLagMs - lagMs;
    const steady = steadyOffset(state);
    const leap = steady === undefined ? {} : { leap: { offsetMs: steady, byMs } };
    // what was before must not answer for the same pts that come again
    return { mappings: [], newestPtsMs: ptsMs, leastLagMs: lagMs, ...leap };
  }
  const next = {
    ...state,
    newestPtsMs: Math.max(state.newestPtsMs, ptsMs),
    leastLagMs: Math.min(state.leastLagMs, lagMs),
  };
  return reportUtcMs === undefined ? next : withOffset(next, ptsMs, reportUtcMs - ptsMs);
}

function steadyOffset({ mappings }: SenderClock): number | undefined {
  return mappings.findLast(({ reports }) => reports > 1)?.offsetMs;
}

function withOffset(before: SenderClock, ptsMs: number, offsetMs: number): SenderClock {
  const { offset } = before;
  if (offset !== undefined && Math.abs(offsetMs - offset.ms) <= SAME_MS) return before;
  const state = { ...before, offset: { ms: offsetMs, sincePtsMs: ptsMs } };
  if (offset !== undefined && ptsMs - offset.sincePtsMs < REPORTS_APART_MS)
    return jumbled(state, offsetMs);
  const { leap } = state;
  // the old report still, or new ones that know nothing of the leap: those would be wrong by all of it
  if (leap !== undefined && Math.abs(offsetMs - leap.offsetMs) < Math.abs(leap.byMs) / 2)
    return state;
  const last = state.mappings.at(-1);
  const apartMs = Math.abs(offsetMs - (last?.offsetMs ?? Number.NaN));
  if (apartMs <= SAME_MS) return state;
  const fresh = { reportPtsMs: ptsMs, offsetMs };
  if (last !== undefined && apartMs <= AGREE_MS) {
    // the first is hearsay: the second one corrects it
    const spreadMs = last.reports < 2 ? 0 : Math.max(apartMs, last.spreadMs * SPREAD_KEPT);
    const grown = { ...last, ...fresh, reports: last.reports + 1, spreadMs };
    return { ...state, mappings: [...state.mappings.slice(0, -1), grown] };
  }
  const begun = { ...fresh, fromPtsMs: ptsMs, reports: 1, spreadMs: 0 };
  return { ...state, mappings: [...state.mappings.slice(1 - MAX_MAPPINGS), begun] };
}

/**
 * ffmpeg lets no pts of a copy go back: after RTP times leapt back it gives pictures the next free pts until
 * they have caught up. All that was known is void, as after a leap forward.
 */
function jumbled(state: SenderClock, offsetMs: number): SenderClock {
  const leap = state.leap ?? { offsetMs: steadyOffset(state) ?? offsetMs, byMs: 0 };
  const byMs = Math.min(leap.byMs, offsetMs - leap.offsetMs);
  return { ...state, mappings: [], leap: { ...leap, byMs } };
}

/**
 * When a picture was taken by the camera's clock, and how far off that clock's time may be; undefined where
 * its reports do not say it to 100 ms. Between the last report before and the first after a step of the
 * camera's clock nobody knows which one held.
 */
export function senderTime(
  clock: SenderClock | undefined,
  ptsMs: number,
): { readonly utcMs: number; readonly maxErrorMs: number } | undefined {
  const mapping = mappingAt(clock, ptsMs);
  if (mapping === undefined || stateOf(mapping, clock, ptsMs) !== 'steady') return undefined;
  return { utcMs: mapping.offsetMs + ptsMs, maxErrorMs: errorMs(mapping, ptsMs) };
}

/** What the reports are worth for a picture. */
export function senderState(clock: SenderClock | undefined, ptsMs: number): SenderState {
  const mapping = mappingAt(clock, ptsMs);
  if (mapping !== undefined) return stateOf(mapping, clock, ptsMs);
  return clock?.leap === undefined ? 'none' : 'waiting';
}

function mappingAt(clock: SenderClock | undefined, ptsMs: number): Mapping | undefined {
  return clock?.mappings.findLast(({ fromPtsMs }) => ptsMs >= fromPtsMs);
}

function stateOf(mapping: Mapping, clock: SenderClock | undefined, ptsMs: number): SenderState {
  const over = mapping !== clock?.mappings.at(-1) && ptsMs > mapping.reportPtsMs;
  if (mapping.reports < 2 || over) return 'waiting';
  if (ptsMs - mapping.reportPtsMs > STALE_MS) return 'stale';
  return errorMs(mapping, ptsMs) > MAX_ERROR_MS ? 'unsteady' : 'steady';
}

function errorMs({ reportPtsMs, spreadMs }: Mapping, ptsMs: number): number {
  return BASE_ERROR_MS + spreadMs + (Math.abs(ptsMs - reportPtsMs) * HOLDOVER_PPM) / 1e6;
}
