import { expect, test } from 'vitest';
import type { Claims } from '../../../agent/core/rederive/claims.ts';
import { judgeStay, type Shown } from '../../../agent/core/rederive/judge-stay.ts';
import { box, PARKED, PARKING } from './claimed.ts';

const INSIDE = box(0.2, 0.48, 0.4, 0.66);

const seen = (at: 0 | 2, where = INSIDE): Shown => ({
  photo: PARKED.media[at],
  sight: { label: 'car', score: 0.8, box: where },
});

const judged = (shown: Parameters<typeof judgeStay>[1], claims: Claims = PARKED, rule = PARKING) =>
  judgeStay(rule as Parameters<typeof judgeStay>[0], shown, claims).map(
    ({ outcome, message }) => `${outcome}: ${message}`,
  );

test('in the zone both times, in one place, long enough: each thing has its line', () => {
  expect(judged([seen(0), seen(2)])).toEqual([
    expect.stringMatching(/^shown: in panorama-first 100 % .*sidewalk 'walk'/),
    expect.stringMatching(/^shown: in panorama-last 100 %/),
    expect.stringMatching(/^shown: it stands in one place: 100 %/),
    expect.stringMatching(/^shown: it stood for 300\.0 s .*285\.0 s apart.* 15\.0 s before/),
    expect.stringMatching(/^note: no film of the 275\.0 s between the clips/),
  ]);
});

const shifted = { xx: 1, xy: 0, x0: -0.4, yx: 0, yy: 1, y0: 0 };
const late = { ...PARKED.times, sinceMediaMs: 130_000 };
const BAY = { ...PARKING.zones[0], kind: 'parking-bay', id: 'bay' };

test('the time is judged although the subject is hidden in a photograph', () => {
  expect(judged([seen(0), undefined]).map((words) => words.slice(0, 30))).toEqual([
    'shown: in panorama-first 100 %',
    'shown: it stood for 300.0 s up',
    'note: no film of the 275.0 s b',
  ]);
});

test.each<[string, string[], RegExp]>([
  [
    'it stands beside the zone',
    judged([seen(0), seen(2, box(0.6, 0.48, 0.8, 0.66))]),
    /^wrong: in panorama-last none of the ground/,
  ],
  [
    'it stands mostly beside it',
    judged([seen(0, box(0.44, 0.48, 0.64, 0.66)), undefined]),
    /^wrong: in panorama-first 30 % of the ground.* expected at least 40 %/,
  ],
  [
    'the zones lay elsewhere by then',
    judged([seen(0), seen(2)], { ...PARKED, facts: { ...PARKED.facts, zonePlacement: shifted } }),
    /^wrong: in panorama-first none of the ground/,
  ],
  [
    'it stands in a painted bay',
    judged([seen(0), seen(2)], PARKED, { ...PARKING, except: [BAY] } as never),
    /^wrong: in panorama-first the car stands where it may/,
  ],
  [
    'it is not in the same place',
    judged([seen(0, box(0, 0.48, 0.2, 0.66)), seen(2)]),
    /^wrong: expected one thing in one place, but only 0 %/,
  ],
  [
    'it stood too short',
    judged([seen(0), seen(2)], { ...PARKED, times: late }),
    /^wrong: it stood for 270\.0 s up to panorama-last; parking asks for 300\.0 s/,
  ],
  [
    'a photograph is missing',
    judged([undefined, seen(2)], { ...PARKED, media: PARKED.media.slice(1) }),
    /^open: the time that it stood/,
  ],
])('it is found that %s', (_, words, says) => {
  expect(words).toContainEqual(expect.stringMatching(says));
});
