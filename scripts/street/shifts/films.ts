import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Size } from '../../../agent/core/vision/view.ts';
import { judgingScenarios } from '../suite/named-scenarios.ts';

/** Rows of the table. */
type Conditions = 'day' | 'dusk' | 'night' | 'rain, fog' | 'real';

export interface FilmOfCamera {
  readonly name: string;
  readonly path: string;
  readonly conditions: Conditions;
  /** Films with the same name of a camera show one scene from one place, maybe by another light. */
  readonly camera: string;
  /** Where it hangs, without the street: two of them look much alike. */
  readonly mount: string;
  /** The picture itself is made faulty (pushed, covered, turned away): not healthy. */
  readonly faulty: boolean;
  /** Seconds. */
  readonly length: number;
}

/** The films of a folder that are named as the suite names them, in its order. */
export async function suiteFilms(folder: string): Promise<readonly FilmOfCamera[]> {
  const there = new Set(await readdir(folder));
  const scenarios = await judgingScenarios();
  return scenarios
    .filter(({ name }) => there.has(`${name}.mp4`))
    .map(({ name, street, camera, seed, light, weather, faults, durationMs }) => ({
      ...{ name, path: join(folder, `${name}.mp4`), length: durationMs / 1000 },
      conditions: conditionsOf(light, weather),
      camera: `${street.id} ${camera.mount} ${seed}`,
      mount: camera.mount,
      faulty:
        faults.some(({ kind }) => kind !== 'dirt' && kind !== 'dropped') || camera.keys.length > 1,
    }));
}

function conditionsOf(light: string, weather: string): Conditions {
  if (weather === 'rain' || weather === 'fog') return 'rain, fog';
  if (light === 'night' || light === 'infrared') return 'night';
  return light === 'dusk' ? 'dusk' : 'day';
}

/** Every video of a folder as a camera of its own. */
export async function realFilms(folder: string): Promise<readonly FilmOfCamera[]> {
  const names = (await readdir(folder)).filter((name) => /\.(mp4|mkv|mov)$/.test(name)).sort();
  return names.map((file) => {
    const name = basename(file).replace(/\.\w+$/, '');
    const common = { camera: name, mount: name, faulty: false, length: 20 };
    return { ...common, name, path: join(folder, file), conditions: 'real' };
  });
}

/** Luma of a picture, row by row. */
export interface Grey extends Size {
  readonly luma: Uint8Array;
}

const FFMPEG_BYTES = 512 * 1024 * 1024;

/** The pictures of a film, so many a second, at that size. Throws where ffmpeg fails. */
export async function greyPictures(
  ffmpeg: string,
  path: string,
  { size, rate }: { readonly size: Size; readonly rate: number },
): Promise<readonly Grey[]> {
  const { width, height } = size;
  const filter = `fps=${rate},scale=${width}:${height},format=gray`;
  const args = ['-v', 'error', '-nostdin', '-threads', '1', '-i', path];
  const { stdout } = await promisify(execFile)(
    ffmpeg,
    [...args, '-vf', filter, '-f', 'rawvideo', '-'],
    { encoding: 'buffer', maxBuffer: FFMPEG_BYTES },
  );
  const bytes = width * height;
  return Array.from({ length: Math.floor(stdout.length / bytes) }, (_, at) => ({
    ...size,
    luma: new Uint8Array(stdout.buffer, stdout.byteOffset + at * bytes, bytes),
  }));
}
