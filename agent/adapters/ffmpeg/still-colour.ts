import type { ColourReading } from '../../core/evidence/decoded-picture.ts';

/** How the stream's YUV is to be read. */
export interface Colour extends ColourReading {
  /** Whether the stream says its matrix itself. */
  readonly tagged: boolean;
}

/** From this height on an untagged stream is taken as HD (ITU-R BT.709). */
const HD_LINES = 720;

const MATRICES: readonly (readonly [RegExp, Colour['matrix']])[] = [
  [/bt709/, 'bt709'],
  [/bt2020/, 'bt2020'],
  [/smpte170m|bt470|bt601|smpte240m|fcc/, 'bt601'],
];

/** Reads ffmpeg's line about a video stream, e.g. `Video: h264 (High), yuvj420p(pc, bt709, progressive), …`. */
export function colourOf(words: string, height: number): Colour {
  const [, format = '', inside = ''] = /Video: .*?, (\w+)(?:\(([^)]*)\))?,/.exec(words) ?? [];
  const range = format.startsWith('yuvj') || /\bpc\b/.test(inside) ? 'pc' : 'tv';
  // `matrix/primaries/transfer` where they differ
  const tag = inside
    .split(',')
    .map((word) => word.trim().split('/')[0] ?? '')
    .find((word) => MATRICES.some(([pattern]) => pattern.test(word)));
  const named = MATRICES.find(([pattern]) => tag !== undefined && pattern.test(tag));
  if (named !== undefined) return { matrix: named[1], range, tagged: true };
  return { matrix: height >= HD_LINES ? 'bt709' : 'bt601', range, tagged: false };
}
