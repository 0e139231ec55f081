import { expect, test } from 'vitest';
import { clipOf } from '../../../agent/core/evidence/clip-of.ts';

const clip = (role: string, mediaMs: number, toMediaMs: number, lagMs?: number) => ({
  ...{ id: role, role, mime: 'video/mp4' },
  source: { mediaMs, toMediaMs, ...(lagMs !== undefined && { lagMs }) },
});
const photo = (role: string, mediaMs: number, lagMs?: number) => ({
  ...{ id: role, role, mime: 'image/jpeg' },
  source: { mediaMs, ...(lagMs !== undefined && { lagMs }) },
});

const APART = [clip('clip-first', 10_000, 20_000), clip('clip-last', 310_000, 320_000)];
const JOINED = [clip('clip-first', 10_000, 20_000), clip('clip-last', 15_000, 25_000)];

test.each<[string, ReturnType<typeof photo>, typeof APART, string | undefined]>([
  ['of the first moment', photo('panorama-first', 13_000), APART, 'clip-first'],
  ['of the last moment', photo('panorama-last', 313_000), APART, 'clip-last'],
  ['cut from the last moment', photo('closeup', 313_000), APART, 'clip-last'],
  ['of the first moment, in both', photo('panorama-first', 16_000), JOINED, 'clip-first'],
  ['of the last moment, in both', photo('panorama-last', 16_000), JOINED, 'clip-last'],
  ['of the last moment, only in the first', photo('panorama-last', 12_000), JOINED, 'clip-first'],
  ['of what passes', photo('panorama-first', 3000), [clip('clip', 2000, 12_000)], 'clip'],
  ['rounded down at its beginning', photo('panorama-first', 9999), APART, 'clip-first'],
  ['before every clip', photo('panorama-first', 9000), APART, undefined],
  ['between the clips', photo('panorama-last', 100_000), APART, undefined],
  ['after the end', photo('panorama-last', 320_002), APART, undefined],
  [
    'made level with another lag than its clip: by its own stream',
    photo('panorama-first', 9000, 1200),
    [clip('clip-first', 9500, 19_500, 500)],
    'clip-first',
  ],
])('a photograph %s', (_, one, media, expected) => {
  expect(clipOf(one, [one, ...media])).toBe(expected);
});

test('a sheet lies in no clip, nor does a clip', () => {
  expect(clipOf({ id: 'sheet', role: 'sheet', mime: 'image/jpeg' }, APART)).toBeUndefined();
  expect(clipOf(clip('clip', 12_000, 13_000), APART)).toBeUndefined();
});
