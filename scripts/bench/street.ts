import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const STREET = join(import.meta.dirname, '../../config/demo/street.mp4');

/** The bundled street is 1280x720 at 12 a second; the noise makes every picture another one. */
const FULL_HD = 'fps=25,scale=1920:1080:flags=lanczos';

/** What the clips show, for the report. */
export const MOTION =
  'the bundled simulated street (cars that come, stand and go, a stall, walkers, a bus, trucks) with noise on every ' +
  'pixel of every picture; 1920x1080, 25/s, H.264, key frame every 2 s, no B-frames';

export interface Piece {
  readonly fromS: number;
  readonly seconds: number;
}

/** A part of the street at about 4 Mbit/s; made once, kept in the folder for temporary files. */
export async function noisyStreet({ fromS, seconds }: Piece): Promise<string> {
  const folder = join(tmpdir(), 'streetwarden-clips');
  const version = createHash('sha256')
    .update(await readFile(STREET))
    .update(FULL_HD)
    .digest('hex')
    .slice(0, 8);
  const path = join(folder, `bench-street-${version}-${fromS}-${seconds}.mp4`);
  if (await isThere(path)) return path;
  await mkdir(folder, { recursive: true });
  const aside = join(folder, `bench-${process.pid}-${fromS}.mp4`);
  await run('ffmpeg', [
    ...['-v', 'error', '-y', '-ss', `${fromS}`, '-t', `${seconds}`, '-i', STREET],
    ...['-vf', `${FULL_HD},noise=alls=8:allf=t`, '-pix_fmt', 'yuv420p', '-an'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '0', '-g', '50', '-keyint_min', '50'],
    ...['-sc_threshold', '0', '-b:v', '4M', '-maxrate', '5M', '-bufsize', '4M', aside],
  ]);
  await rename(aside, path);
  return path;
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/** The street as it is bundled, less than 1 Mbit/s: cheap to decode. */
export const plainStreet = STREET;

/** The walk along the houses, where cars stand and the stall is. */
export const WALK = {
  kind: 'sidewalk',
  polygon: [
    [0, 0.8212],
    [1, 0.5036],
    [1, 0.3737],
    [0, 0.6019],
  ],
};
