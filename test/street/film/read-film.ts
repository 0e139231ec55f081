import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { type Ffmpeg, locateFfmpeg } from '../../../agent/adapters/ffmpeg/binary.ts';

const run = promisify(execFile);

let found: Promise<Ffmpeg> | undefined;

/** The one that films are made with here: the system's, or the bundled one. */
export function ffmpegHere(): Promise<Ffmpeg> {
  found ??= locateFfmpeg(process.env);
  return found;
}

/** What ffprobe says, as text. */
export async function probed(...args: readonly string[]): Promise<string> {
  const { ffprobePath = 'ffprobe' } = await ffmpegHere();
  return (await run(ffprobePath, ['-v', 'error', '-select_streams', 'v', ...args])).stdout;
}

export interface Decoded {
  /** Milliseconds. */
  readonly times: readonly number[];
  /** Grey, one byte a pixel. */
  readonly pictures: readonly Buffer[];
}

/** Every picture of a film with its time stamp. */
export async function readFilm(path: string, width: number, height: number): Promise<Decoded> {
  // the first name is the older one
  const table = await probed('-show_entries', 'frame=pkt_pts_time,pts_time', '-of', 'json', path);
  const { frames } = JSON.parse(table) as {
    readonly frames: readonly { pkt_pts_time?: string; pts_time?: string }[];
  };
  const { stdout } = await run(
    (await ffmpegHere()).path,
    ['-v', 'error', '-i', path, '-vsync', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'gray', '-'],
    { encoding: 'buffer', maxBuffer: 1 << 28 },
  );
  const bytes = width * height;
  const pictures = frames.map((_, index) => stdout.subarray(index * bytes, (index + 1) * bytes));
  return {
    times: frames.map((one) => Math.round(Number(one.pts_time ?? one.pkt_pts_time) * 1000)),
    pictures,
  };
}

/** Mean difference of two pictures within rows from (included) to (not), grey levels. */
export function differs(
  a: Buffer | undefined,
  b: Buffer | undefined,
  width: number,
  rows: readonly [number, number],
) {
  if (a === undefined || b === undefined) throw new RangeError('expected two pictures');
  let sum = 0;
  for (let at = rows[0] * width; at < rows[1] * width; at += 1)
    sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return sum / ((rows[1] - rows[0]) * width);
}
