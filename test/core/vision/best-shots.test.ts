import { expect, test } from 'vitest';
import type { Box } from '../../../agent/core/geometry/box.ts';
import type { Track } from '../../../agent/core/tracking/track.ts';
import { area, type Shot, worthALook } from '../../../agent/core/vision/best-shots.ts';

const BOX: Box = { left: 0.3, right: 0.6, top: 0.3, bottom: 0.7 };

function track(box: Box, seen = true): Track {
  const common = { id: 1, label: 'truck', labels: { truck: 1 }, score: 0.8 };
  return { ...common, box, seen, velocity: [0, 0], bornMs: 0, seenMs: 0 };
}

/** Times of the looks taken at an object, pictures `stepMs` apart. */
function looks(boxAt: (ms: number) => Box, toMs: number, stepMs: number): number[] {
  let last: Shot | undefined;
  const times: number[] = [];
  for (let ms = 0; ms < toMs; ms += stepMs) {
    const one = track(boxAt(ms));
    if (!worthALook(one, last, ms)) continue;
    last = { atMs: ms, area: area(one.box), count: (last?.count ?? 0) + 1 };
    times.push(ms);
  }
  return times;
}

test.each<[string, (ms: number) => Box, number, number, number[]]>([
  ['one that passes in a second is seen four times', () => BOX, 1000, 200, [0, 200, 400, 600]],
  ['at two pictures a second each of the first', () => BOX, 2000, 500, [0, 500, 1000, 1500]],
  [
    'one that stands costs eight looks and no more',
    () => BOX,
    60_000,
    200,
    [0, 200, 400, 600, 1400, 2200, 3000, 3800],
  ],
  [
    'one that comes nearer is looked at sooner after the first',
    (ms) => ({ ...BOX, bottom: 0.4 + ms * 0.0002 }),
    2000,
    200,
    [0, 200, 400, 600, 1000, 1400, 1800],
  ],
  ['one cut by the edge is not', () => ({ ...BOX, left: 0 }), 2000, 200, []],
])('%s', (_, boxAt, toMs, stepMs, times) => {
  expect(looks(boxAt, toMs, stepMs)).toEqual(times);
});

test('what is not seen now is not looked at', () => {
  expect(worthALook(track(BOX, false), undefined, 0)).toBe(false);
});
