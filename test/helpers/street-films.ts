import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { DEMO_CLIP } from './demo-street.ts';

const run = promisify(execFile);

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const SHARED = at('../../../shared/data');
const PHOTO = `${SHARED}/vehicles-atl/valid/images/C4_png.rf.62380b2cc06f64013480d86026f09fb3.jpg`;
const CARS = `${SHARED}/video/car-detection.mp4`;
const FONT = at('../../node_modules/@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf');

type Polygon = readonly (readonly [number, number])[];

/** Two films of a street to be served by cameras, and what is true in them. */
export interface StreetFilms {
  /** Vehicles stand at the kerb all the time, one in each of these zones. */
  readonly parked: { readonly file: string; readonly zones: Readonly<Record<string, Polygon>> };
  /** Cars drive through; none stands in the zone. */
  readonly passing: { readonly file: string; readonly zone: Polygon };
}

/** Whether the photographs and films that are not part of the project lie beside it. */
export function hasShared(): boolean {
  return existsSync(PHOTO) && existsSync(CARS);
}

/** A photograph of a street and a film of cars from ../shared, or both from the demo clip. */
export async function makeStreetFilms(folder: string): Promise<StreetFilms> {
  const parked = join(folder, 'parked.mp4');
  if (hasShared()) {
    await film(PHOTO, parked);
    return {
      parked: {
        file: parked,
        zones: { taxi: box(0, 0.7, 0.14, 0.84), truck: box(0.12, 0.46, 0.25, 0.54) },
      },
      passing: { file: CARS, zone: box(0, 0, 1, 1) },
    };
  }
  const photo = join(folder, 'street.png');
  await ffmpeg(['-ss', '47', '-i', DEMO_CLIP, '-frames:v', '1', photo]);
  await film(photo, parked);
  return {
    parked: { file: parked, zones: { walk: box(0.7, 0.42, 0.95, 0.53) } },
    passing: { file: DEMO_CLIP, zone: box(0, 0.88, 1, 1) },
  };
}

function box(left: number, top: number, right: number, bottom: number): Polygon {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/**
 * Films a picture as a camera would: with the noise of a sensor and a running clock in the corner, so that
 * it is no frozen picture. 20 s, 1280x720, 12.5 pictures/s, a key frame each second, no B-frames.
 */
async function film(picture: string, path: string): Promise<void> {
  const clock = `drawtext=fontfile=${FONT}:text='%{pts\\:hms}':x=w-240:y=20:fontsize=36:fontcolor=white:box=1:boxcolor=black`;
  const look = `scale=1280:720,${clock},noise=alls=6:allf=t,format=yuv420p`;
  const encode = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '30', '-bf', '0', '-g', '12'];
  const input = ['-loop', '1', '-framerate', '25/2', '-i', picture, '-t', '20'];
  await ffmpeg([...input, '-vf', look, ...encode, path]);
}

async function ffmpeg(args: readonly string[]): Promise<void> {
  const { path } = await locateFfmpeg(process.env);
  await run(path, ['-v', 'error', '-y', ...args]);
}
