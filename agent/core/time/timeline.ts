/** Where a stream's own clock (pts) lies on the media time line. */
interface Link {
  /** mediaMs minus ptsMs. */
  readonly offsetMs: number;
  readonly newestPtsMs: number;
  /** The least of (monotonic clock minus pts): the sample that came with the least delay. */
  readonly leastLagMs: number;
}

/** The media time line of one camera. Values, so that a caller may keep or drop a step. */
export interface Timeline {
  /** The newest known point of the line, and when it was reached by the monotonic clock. */
  readonly mediaMs: number;
  readonly monotonicMs: number;
  readonly link?: Link;
}

export interface Resume {
  readonly mediaMs: number;
  readonly utcMs: number;
}

export interface Sample {
  readonly ptsMs: number;
  /** When it came in. */
  readonly monotonicMs: number;
}

export interface Step {
  readonly timeline: Timeline;
  readonly mediaMs: number;
  /** pts leapt, and the line was carried on by the monotonic clock. */
  readonly leapt: boolean;
}

/** pts may not run ahead of the monotonic clock by more: a camera sends at most so much at once. */
const AHEAD_MS = 10_000;
/** pts may fall back by so much: B-frames are stored out of order, decoders hold a few pictures. */
const BACK_MS = 3000;
/** Longer pauses between two runs are not bridged: nobody knows what happened in between. */
const BRIDGE_MS = 24 * 3_600_000;

/** Begins a line, or carries one on over a restart. `broken` says why it could not be carried on. */
export function startTimeline(
  now: { readonly monotonicMs: number; readonly utcMs: number },
  resume?: Resume,
): { readonly timeline: Timeline; readonly broken?: string } {
  const { monotonicMs } = now;
  if (resume === undefined) return { timeline: { mediaMs: 0, monotonicMs } };
  const pauseMs = now.utcMs - resume.utcMs;
  if (pauseMs >= 0 && pauseMs <= BRIDGE_MS)
    return { timeline: { mediaMs: resume.mediaMs + pauseMs, monotonicMs } };
  const broken =
    pauseMs < 0
      ? 'the box clock stands before the last moment of the earlier run'
      : 'the earlier run ended more than a day ago';
  return { timeline: { mediaMs: resume.mediaMs + 1, monotonicMs }, broken };
}

/**
 * Forgets the stream's clock: the next sample begins a new connection. The pause is measured by the
 * monotonic clock, or is `gapMs` where that is known better (the next round of a looped file).
 */
export function unlink({ mediaMs, monotonicMs }: Timeline, atMs?: number, gapMs = 0): Timeline {
  return atMs === undefined
    ? { mediaMs, monotonicMs }
    : { mediaMs: mediaMs + gapMs, monotonicMs: atMs };
}

/** Places the next sample of a stream on the line. */
export function stepTimeline(before: Timeline, sample: Sample): Step {
  const { link } = before;
  const lagMs = sample.monotonicMs - sample.ptsMs;
  const leapt =
    link !== undefined &&
    (lagMs < link.leastLagMs - AHEAD_MS || sample.ptsMs < link.newestPtsMs - BACK_MS);
  if (link === undefined || leapt) {
    const passedMs = Math.max(link === undefined ? 0 : 1, sample.monotonicMs - before.monotonicMs);
    const mediaMs = before.mediaMs + passedMs;
    const fresh = {
      offsetMs: mediaMs - sample.ptsMs,
      newestPtsMs: sample.ptsMs,
      leastLagMs: lagMs,
    };
    return {
      timeline: { mediaMs, monotonicMs: sample.monotonicMs, link: fresh },
      mediaMs,
      leapt,
    };
  }
  const mediaMs = sample.ptsMs + link.offsetMs;
  if (sample.ptsMs <= link.newestPtsMs) return { timeline: before, mediaMs, leapt };
  const next = {
    ...link,
    newestPtsMs: sample.ptsMs,
    leastLagMs: Math.min(link.leastLagMs, lagMs),
  };
  return {
    timeline: { mediaMs, monotonicMs: sample.monotonicMs, link: next },
    mediaMs,
    leapt,
  };
}

/** Where a pts of the present connection lies, or undefined before its first sample. */
export function mediaOfPts({ link }: Timeline, ptsMs: number): number | undefined {
  return link === undefined ? undefined : ptsMs + link.offsetMs;
}

/** Where a moment of the monotonic clock lies: for a second stream of the same camera. */
export function mediaAt({ mediaMs, monotonicMs, link }: Timeline, atMs: number): number {
  return link === undefined ? mediaMs + atMs - monotonicMs : atMs - link.leastLagMs + link.offsetMs;
}
