import type { Size } from '../../core/vision/view.ts';

/** What ffmpeg says about an input it opened (its "Input #0" lines). */
export interface DescribedInput {
  readonly video?: {
    readonly codec: string;
    readonly profile?: string;
    readonly pixelFormat: string;
    readonly size: Size;
    readonly fps?: number;
  };
  readonly audio?: string;
  readonly startMs?: number;
  /** Absent for live streams. */
  readonly durationMs?: number;
}

const VIDEO =
  /Stream #\S+.*?: Video: (\w+)(?: \(([^)]+)\))?.*?, (\w+)(?:\([^)]*\))?, (\d+)x(\d+)(.*)/;
const AUDIO = /Stream #\S+.*?: Audio: (\w+)/;

/** Reads ffmpeg's description of its input, as versions from 2018 on write it. */
export function describedInput(words: string): DescribedInput {
  const input = words.split(/^Output #0/m)[0] ?? '';
  const video = VIDEO.exec(input);
  const audio = AUDIO.exec(input)?.[1];
  const start = /start: (-?[\d.]+)/.exec(input)?.[1];
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d+):([\d.]+)/.exec(input) ?? [];
  const durationMs = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return {
    ...(video === null ? {} : { video: describedVideo(video) }),
    ...(audio === undefined ? {} : { audio }),
    ...(start === undefined ? {} : { startMs: Number(start) * 1000 }),
    ...(hours === undefined ? {} : { durationMs }),
  };
}

function describedVideo(found: RegExpExecArray): NonNullable<DescribedInput['video']> {
  const [, codec = '', inBrackets, pixelFormat = '', width, height, rest = ''] = found;
  const fps = /, ([\d.]+k?) fps/.exec(rest)?.[1];
  // a name of the container's, `avc1 / 0x31637661`, is no profile
  const profile = inBrackets?.includes('/') === true ? undefined : inBrackets;
  return {
    codec,
    pixelFormat,
    size: { width: Number(width), height: Number(height) },
    ...(profile === undefined ? {} : { profile }),
    ...(fps === undefined ? {} : { fps: Number(fps.replace('k', '000')) }),
  };
}
