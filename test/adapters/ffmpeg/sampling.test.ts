import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { filterGraph } from '../../../agent/adapters/ffmpeg/filters.ts';
import { BUILDS } from './ring-footage.ts';

const INPUT = { width: 64, height: 64 };
const WHOLE = { id: 'whole', source: { left: 0, top: 0, right: 1, bottom: 1 } };

/** How many of a camera's pictures in four seconds are looked at, and the longest wait for one, in pictures. */
function sampled(ffmpeg: string, cameraFps: number, fps: number) {
  const camera = ['-f', 'lavfi', '-i', `testsrc2=s=64x64:r=${cameraFps}:d=4`];
  const graph = filterGraph([WHOLE], INPUT, fps).replace('[0:v:0]', '[0:v]');
  const times = ['-map', '[times]', '-vsync', 'passthrough', '-f', 'framecrc', '-'];
  const rest = ['-map', '[v0]', '-vsync', 'passthrough', '-f', 'null', '-'];
  const words = [...camera, '-filter_complex', graph, ...times, ...rest];
  const text = execFileSync(ffmpeg, ['-v', 'error', ...words], { encoding: 'utf8' });
  const at = text
    .split('\n')
    .flatMap((line) => (/^0,/.test(line) ? [Number(line.split(',')[2])] : []));
  const waits = at.slice(1).map((pts, index) => pts - (at[index] ?? 0));
  return { pictures: at.length, longest: Math.max(...waits) };
}

describe.each(BUILDS)('with the $name ffmpeg', ({ path }) => {
  test.each([
    ['a multiple', 25, 5, 20, 5],
    ['no multiple: 5 a second are 5 at 12, not 4', 12, 5, 20, 3],
    ['no multiple, 7 of 25', 25, 7, 28, 4],
    ['fewer than asked for: every one, none made up', 3, 5, 12, 1],
    ['one in two seconds', 10, 0.5, 2, 20],
  ])('%s', (_name, cameraFps, fps, pictures, longest) => {
    expect(sampled(path, cameraFps, fps)).toEqual({ pictures, longest });
  });
});
