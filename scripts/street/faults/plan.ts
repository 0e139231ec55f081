import type { Clip } from './clip.ts';
import { CASE_S, type FaultKind } from './kinds.ts';
import type { Made } from './made.ts';
import { PING_PONG, type StreamPlan } from './stream-args.ts';

const FILM = { width: 640, height: 360, fps: 5, kbps: 800 };
const REAL = { width: 800, height: 450, fps: 10, kbps: 1500 };

type Given = Pick<StreamPlan, 'seed' | 'font' | 'cover'>;

/** A clip that plays forth and back, with grain that is new each time, and a fault from `FAULT_S` on. */
export function faultPlan(clip: Clip, fault: FaultKind, given: Given): StreamPlan {
  const { width, height, fps, kbps } = clip.group === 'real' ? REAL : FILM;
  return {
    ...{ input: ['-i', clip.path], width, fps, kbps, fault, ...given },
    healthy: [`fps=${fps},scale=${width}:${height},${PING_PONG.join(';')}`],
    grain: clip.isDark ? 6 : 4,
    codec: fault.codec ?? 'h264',
    gopS: given.seed % 2 === 0 ? 2 : 4,
    lengthS: CASE_S,
  };
}

/** The clip as it is. */
export function healthyPlan(clip: Clip, given: Given): StreamPlan {
  const { width, fps, kbps } = FILM;
  return {
    ...{ input: ['-i', clip.path], width, fps, kbps, ...given, healthy: [] },
    ...{ grain: 0, codec: 'h264', gopS: 2, lengthS: 600 },
  };
}

/** A single picture of a clip for as long as wanted, with new grain in each. */
export function madePlan(made: Made, still: Clip, given: Given): StreamPlan {
  const { fps, grain, codec, gopS, kbps, lengthS, filters } = made;
  return {
    ...{ fps, grain, codec, gopS, kbps, lengthS, ...given, width: FILM.width },
    input: ['-ss', '3', '-i', still.path],
    healthy: [
      'trim=end_frame=1',
      `loop=loop=${lengthS * fps}:size=1`,
      `setpts=N/(${fps}*TB)`,
      ...filters,
    ],
  };
}
