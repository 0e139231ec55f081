import { expect, test } from 'vitest';
import type { ClaimedMedia } from '../../../agent/core/rederive/claims.ts';
import { findPicture } from '../../../agent/core/rederive/find-picture.ts';
import { readFrameHashes } from '../../../agent/core/rederive/frame-hashes.ts';
import { clip, film, hashOf, photo } from './claimed.ts';

const lines = (tb: string, pts: readonly number[]) =>
  [
    '#format: frame checksums',
    '#version: 2',
    '#hash: SHA256',
    `#tb 0: ${tb}`,
    '#dimensions 0: 1280x720',
    '#stream#, dts,        pts, duration,     size, hash',
    ...pts.map((one, at) => `0, ${one}, ${one}, 1, 1382400, ${hashOf(at)}`),
  ].join('\n');

test.each([
  ['a whole rate', lines('1/12', [0, 1, 2]), [0, 1000 / 12, 2000 / 12]],
  ['ticks of a camera', lines('1/90000', [0, 3600, 7201]), [0, 40, 80 + 1 / 90]],
  ['pictures before the key frame', lines('1/1000', [-80, -40, 0]), [-80, -40, 0]],
  ['nothing', lines('1/25', []), []],
])('frame hashes are read: %s', (_, text, timesMs) => {
  const frames = readFrameHashes(text);
  expect(frames.map(({ sha256 }) => sha256)).toEqual(timesMs.map((_ms, at) => hashOf(at)));
  for (const [at, { timeMs, index }] of frames.entries()) {
    expect(index).toBe(at);
    expect(timeMs).toBeCloseTo(timesMs[at] ?? Number.NaN, 6);
  }
});

const FIRST = clip('clip-first', 10_000, 14_000);

const { decoded: _, ...UNHASHED } = photo(75, 13_000);

test.each<[string, ClaimedMedia, 'shown' | 'wrong' | 'open', RegExp, number?]>([
  ['at its place', photo(75, 13_000), 'shown', /picture 75 of clip-first, at 3\.000 s/, 75],
  ['rounded', photo(75, 13_020), 'shown', /picture 75/, 75],
  ['of another moment', photo(25, 13_000), 'wrong', /at 1\.000 s, but .* at 3\.000 s/, 25],
  ['of another film', photo(999, 13_000), 'wrong', /expected in clip-first .* none does/],
  ['without a hash', UNHASHED, 'open', /no hash/],
])('a photograph %s', (_sentence, one, outcome, says, index) => {
  const found = findPicture(one, FIRST, film(100));
  expect(found.checks).toMatchObject([{ outcome, of: 'panorama-first' }]);
  expect(found.checks[0]?.message).toMatch(says);
  expect(found.index).toBe(index);
});

test('of pictures that are the same the one at its place is taken', () => {
  const still = film(100).map((frame) => ({ ...frame, sha256: hashOf(7) }));
  expect(findPicture(photo(7, 13_000), FIRST, still)).toMatchObject({
    ...{ index: 75, checks: [{ outcome: 'shown' }] },
  });
});
