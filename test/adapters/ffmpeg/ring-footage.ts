import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { ringOutput } from '../../../agent/adapters/ffmpeg/ring-output.ts';

const run = promisify(execFile);
const MAX = 512 << 20;
const WIDTH = 160;
const HEIGHT = 96;
const BLOCK = 16;
const BITS = 10;

export interface Build {
  readonly name: string;
  readonly path: string;
}

function bundled(): string | undefined {
  try {
    return createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg').path;
  } catch {
    return undefined; // the optional package is not installed
  }
}

/** Every ffmpeg at hand: the system's and the registry package's. */
export const BUILDS: readonly Build[] = [
  { name: 'system', path: 'ffmpeg' },
  { name: 'bundled', path: bundled() ?? '' },
].filter(({ path }) => path !== '' && spawnSync(path, ['-version']).status === 0);

export const FFMPEG = BUILDS[0] ?? { name: 'none', path: 'ffmpeg' };

export interface Footage {
  readonly frames: number;
  readonly fps?: number;
  readonly gop?: number;
  readonly codec?: string;
  readonly extra?: readonly string[];
}

/** Frames that carry their number as black and white blocks, encoded into `path`. */
export function encodeNumbered(path: string, footage: Footage): string {
  const { frames, fps = 25, gop = 10, codec = 'libx264', extra = ['-bf', '0'] } = footage;
  const raw = Buffer.concat(Array.from({ length: frames }, (_, number) => numbered(number)));
  const size = `${WIDTH}x${HEIGHT}`;
  const input = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', size, '-r', String(fps), '-i', '-'];
  const keys = ['-g', String(gop), '-keyint_min', String(gop), '-sc_threshold', '0'];
  // builds of 2018 do not hand -g on to x265
  const x265 = `:keyint=${gop}:min-keyint=${gop}:scenecut=0`;
  const own = extra.map((word, at) => (extra[at - 1] === '-x265-params' ? word + x265 : word));
  const encoder = ['-c:v', codec, ...keys, ...own, '-pix_fmt', 'yuv420p'];
  execFileSync(FFMPEG.path, ['-y', '-v', 'error', ...input, ...encoder, path], { input: raw });
  return path;
}

function numbered(number: number): Buffer {
  const picture = Buffer.alloc(WIDTH * HEIGHT, 128);
  for (let bit = 0; bit < BITS; bit += 1) {
    const value = (number >> bit) & 1 ? 235 : 16;
    for (let row = 0; row < HEIGHT; row += 1) {
      picture.fill(value, row * WIDTH + bit * BLOCK, row * WIDTH + (bit + 1) * BLOCK);
    }
  }
  return picture;
}

/** The number in an RGB picture made by `encodeNumbered`. */
export function numberIn(pixels: Uint8Array): number {
  let number = 0;
  for (let bit = 0; bit < BITS; bit += 1) {
    const middle = ((HEIGHT / 2) * WIDTH + bit * BLOCK + BLOCK / 2) * 3;
    if ((pixels[middle] ?? 0) > 128) number |= 1 << bit;
  }
  return number;
}

/** The stream copy as the live child writes it, its clock beginning `offsetS` seconds late. */
export async function fragmented(build: Build, path: string, offsetS = 0): Promise<Buffer> {
  const input = ['-v', 'error', '-itsoffset', String(offsetS), '-i', path];
  const output = [...ringOutput({ writePrft: build.name === 'system' }), 'pipe:1'];
  const { stdout } = await run(build.path, [...input, ...output], {
    encoding: 'buffer',
    maxBuffer: MAX,
  });
  return stdout;
}

/** The numbers of all pictures of a file in the order shown, as this build decodes them. */
export async function numbersOf(build: Build, path: string): Promise<number[]> {
  const args = ['-v', 'error', '-xerror', '-i', path, '-vsync', 'passthrough'];
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'];
  const { stdout } = await run(build.path, [...args, ...raw], {
    encoding: 'buffer',
    maxBuffer: MAX,
  });
  const bytes = WIDTH * HEIGHT * 3;
  return Array.from({ length: stdout.length / bytes }, (_, at) =>
    numberIn(stdout.subarray(at * bytes, (at + 1) * bytes)),
  );
}

/** Presentation times of all pictures of a stream, milliseconds, as decoded with -copyts. */
export async function decodedPtsMs(build: Build, path: string, offsetS = 0): Promise<number[]> {
  const input = ['-hide_banner', '-copyts', '-itsoffset', String(offsetS), '-i', path];
  const filter = ['-vf', 'showinfo', '-vsync', 'passthrough', '-f', 'null', '-'];
  const { stderr } = await run(build.path, [...input, ...filter], { maxBuffer: MAX });
  return [...stderr.matchAll(/ pts_time:\s*(-?[\d.]+)/g)].map(([, time]) => Number(time) * 1000);
}

/** A connection whose media time is its pts plus `shiftMs`. */
export function connection(shiftMs = 0, onFragment: () => void = () => {}) {
  return {
    toMediaMs: (ptsMs: number) => ptsMs + shiftMs,
    captureUtc: (ptsMs: number) => ({
      utcMs: 1_700_000_000_000 + ptsMs,
      method: 'arrival' as const,
      maxErrorMs: 500,
    }),
    onFragment,
  };
}
