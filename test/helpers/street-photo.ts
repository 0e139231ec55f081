import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const SHARED = at('../../../shared/data');
const PHOTO = `${SHARED}/vehicles-atl/valid/images/C4_png.rf.62380b2cc06f64013480d86026f09fb3.jpg`;
const FONT = at('../../node_modules/@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf');

/** Cars on a road from above; none of them ever stands. 30 s, H.264 without B-frames. */
export const MOVING_CARS = `${SHARED}/video/car-detection.mp4`;

/** Whether the pictures and films that are not part of the project lie beside it. */
export function hasShared(): boolean {
  return existsSync(PHOTO) && existsSync(MOVING_CARS);
}

/** Round the ground on which a white car stands at the kerb of the photograph, and nothing else. */
export const KERB = [
  [0, 0.7],
  [0.14, 0.7],
  [0.14, 0.84],
  [0, 0.84],
] as const;

/**
 * Films a street photograph as a camera would: with the noise of a sensor and a running clock in the
 * corner, so that it is no frozen picture. 20 s, 1280x720, 12.5 pictures/s, a key frame each second.
 */
export async function filmPhoto(path: string): Promise<string> {
  const clock = `drawtext=fontfile=${FONT}:text='%{pts\\:hms}':x=w-240:y=20:fontsize=36:fontcolor=white:box=1:boxcolor=black`;
  const look = `scale=1280:720,${clock},noise=alls=6:allf=t,format=yuv420p`;
  const encode = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '30', '-bf', '0', '-g', '12'];
  const input = ['-loop', '1', '-framerate', '25/2', '-i', PHOTO, '-t', '20'];
  await run('ffmpeg', ['-v', 'error', '-y', ...input, '-vf', look, ...encode, path]);
  return path;
}
