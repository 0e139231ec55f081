import { expect, test } from 'vitest';
import { followedTo, followSubject, judgeState } from '../../../agent/core/rederive/judge-state.ts';
import { box } from './claimed.ts';

/** A truck that drives to the right by `step` of the picture a picture, and what else is there. */
const drive = (step: number, pictures: number, gapAt = -1) =>
  Array.from({ length: pictures }, (_, index) => ({
    index,
    timeMs: index * 250,
    detections: [
      { label: 'person', score: 0.9, box: box(0.5, 0.4, 0.55, 0.6) },
      ...(index === gapAt
        ? []
        : [{ label: 'truck', score: 0.9, box: box(index * step, 0.3, 0.3 + index * step, 0.6) }]),
    ],
  }));

const AT = { labels: ['truck'], timeMs: 1000, box: box(0.2, 0.3, 0.5, 0.6) };

test.each([
  ['through all pictures', drive(0.05, 8), [0, 1, 2, 3, 4, 5, 6, 7]],
  ['up to where it was lost', drive(0.05, 8, 2), [3, 4, 5, 6, 7]],
  ['not where it is something else', drive(0.05, 8).slice(0, 0), []],
])('what passes is followed %s', (_, pictures, indices) => {
  const boxes = followSubject(AT, pictures);
  expect(boxes.map(({ index }) => index)).toEqual(indices);
});

test('followed back, it says how far it came; else that a person has to look', () => {
  const boxes = followSubject(AT, drive(0.05, 8));
  const photo = { id: 'panorama-first', index: 0 };
  expect(followedTo(photo, boxes)).toMatchObject({
    outcome: 'shown',
    message: expect.stringMatching(
      /the truck in panorama-first: followed through 8 pictures .* by 0\.35/,
    ),
  });
  expect(followedTo({ ...photo, index: 40 }, boxes).outcome).toBe('note');
});

const RULE: Parameters<typeof judgeState>[0] = {
  type: 'attribute',
  ...{ id: 'uncovered', violation: 'muck-truck-uncovered', labels: ['truck'], zones: [] },
  ...{ minScore: 0.35, when: { load: ['level', 'heaped'], cover: ['none'] } },
  ...{ minLooks: 3, posterior: 0.9, lateMs: 10_000 },
};

const looks = (count: number, heaped: number, none: number) =>
  Array.from({ length: count }, (_, at) =>
    [
      { attribute: 'load', states: { heaped, empty: 1 - heaped } },
      { attribute: 'cover', states: { none, net: 1 - none } },
    ].map((one) => ({ ...one, trackId: 0, atMs: at * 250, quality: 0.9 })),
  ).flat();

test.each<[string, ReturnType<typeof looks>, string, RegExp]>([
  ['the clip bears it out', looks(4, 0.95, 0.98), 'shown', /load heaped 1\.000 .*4 looks/],
  ['the clip shows a net', looks(4, 0.95, 0.1), 'wrong', /cover net .*not borne out/],
  ['the clip hardly bears it out', looks(3, 0.8, 0.6), 'open', /other moments/],
  ['too few looks', looks(2, 0.95, 0.98), 'open', /2 usable looks at its load; .*asks for 3/],
  ['no look', [], 'open', /0 usable looks/],
])('%s', (_, given, outcome, says) => {
  const [check] = judgeState(RULE, given, 'truck-load 0.3');
  expect(check).toMatchObject({ outcome, of: 'rule' });
  expect(check?.message).toMatch(says);
});
