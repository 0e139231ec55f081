import { expect, test } from 'vitest';
import { scoreEvents } from '../../../agent/core/scoring/score-events.ts';
import type { ScoredEvent } from '../../../agent/core/scoring/scored.ts';
import type { TruthEpisode } from '../../../agent/core/scoring/truth.ts';
import { carAt, leftInTime, parked, recording, said } from './street.ts';

/** What came of it: how many were found, and every fault as 'miss reason' or 'false reason'. */
function outcome(truths: readonly TruthEpisode[], events: readonly ScoredEvent[]) {
  const { overall, faults } = scoreEvents([recording(truths)], events);
  return [overall.found, ...faults.map(({ what, reason }) => `${what} ${reason}`)];
}

const NEAR = parked({ id: 'near', left: 0.1 });
const FAR = parked({ id: 'far', left: 0.4 });
/** Behind the other car in perspective: the boxes share more than half of each. */
const BEHIND = parked({ id: 'behind', left: 0.15, confirmMs: 31_000 });
const STAYS = parked({ toMs: undefined as never });
const TRUCK: TruthEpisode = {
  ...{ id: 'truck', kind: 'street-stall', fromMs: 10_000, confirmMs: 14_000, toMs: 20_000 },
  places: [
    { atMs: 10_000, box: carAt(0) },
    { atMs: 20_000, box: carAt(0.8) },
  ],
};
const passing = { kind: 'street-stall', dwellMs: undefined as never };

test.each<[string, TruthEpisode[], ScoredEvent[], (string | number)[]]>([
  ['confirmed on time: found', [parked()], [said(30.2)], [1]],
  ['nothing is said: missed, not noticed', [parked()], [], [0, 'miss unseen']],
  ['nothing is there, nothing is said', [], [], [0]],
  ['nothing is there, something is said', [], [said(30)], [0, 'false nothing-there']],
  ['a little early is within the tolerance', [parked()], [said(25.1)], [1]],
  [
    'too early is a false alarm, and a miss',
    [parked()],
    [said(24.9)],
    [0, 'false early', 'miss confirmed-early'],
  ],
  ['late, while it is still there, is found', [parked()], [said(59)], [1]],
  ['a little after it is gone is within the tolerance', [parked()], [said(64.9)], [1]],
  [
    'too late is a false alarm, and a miss',
    [parked()],
    [said(65.1)],
    [0, 'miss confirmed-late', 'false late'],
  ],
  [
    'another place in the same zone and time is not it',
    [parked()],
    [said(30, { left: 0.5 })],
    [0, 'miss unseen', 'false elsewhere'],
  ],
  ['a place a little beside is it', [parked()], [said(30, { left: 0.18 })], [1]],
  [
    'two cars in one zone, one is told: that one is found',
    [NEAR, FAR],
    [said(31, { left: 0.4 })],
    [1, 'miss unseen'],
  ],
  [
    'two cars in one zone, both are told, in the other order',
    [NEAR, FAR],
    [said(33, { left: 0.4 }), said(31)],
    [2],
  ],
  [
    'two cars whose boxes overlap: the one that fits only one does not take the other its event',
    [NEAR, BEHIND],
    [said(31.5, { left: 0.15 }), said(31.4, { left: 0.1 })],
    [2],
  ],
  [
    'told twice: the second is a duplicate',
    [parked()],
    [said(30.2), said(45)],
    [1, 'false duplicate'],
  ],
  [
    'told twice, the later one written first: the earlier is the one found',
    [parked()],
    [said(45), said(30.2)],
    [1, 'false duplicate'],
  ],
  [
    'the same episode told again after a restart is no second alarm',
    [parked()],
    [said(30.2, { episode: 'one' }), said(31, { episode: 'one' })],
    [1],
  ],
  ['left in time, yet confirmed', [leftInTime()], [said(19)], [0, 'false self-corrected']],
  ['left in time and only suspected', [leftInTime()], [said(15, { stage: 'suspected' })], [0]],
  [
    'suspected, never confirmed',
    [parked()],
    [said(15, { stage: 'suspected' })],
    [0, 'miss suspected-only'],
  ],
  [
    'the suspicion of another car is none of this one',
    [NEAR, FAR],
    [
      said(15, { episode: 'e', stage: 'suspected', left: 0.4 }),
      said(30, { episode: 'e', left: 0.4 }),
    ],
    [1, 'miss unseen'],
  ],
  ['still there at the end, told late', [STAYS], [said(119)], [1]],
  ['still there at the end, told with the last picture', [STAYS], [said(121)], [1]],
  [
    'complete only after the end: neither missed nor, if told a little early, false',
    [parked({ confirmMs: 122_000, toMs: 300_000 })],
    [said(118)],
    [0],
  ],
  [
    'the right place, the wrong kind',
    [parked()],
    [said(30, { kind: 'street-stall' })],
    [0, 'miss unseen', 'false other-kind'],
  ],
  [
    'the same place again after it was free: two episodes',
    [parked(), parked({ id: 'next', fromMs: 70_000, confirmMs: 90_000, toMs: 110_000 })],
    [said(30), said(90)],
    [2],
  ],
  [
    'something that passes is looked up where it was at that time',
    [TRUCK],
    [said(15, { ...passing, left: 0.4 })],
    [1],
  ],
  [
    'its box may be younger than the look that decided',
    [TRUCK],
    [said(15, { ...passing, left: 0.75 })],
    [1],
  ],
  [
    'where the time of the box is known, only that counts: it is the one that drives ahead',
    [TRUCK],
    [said(12, { ...passing, left: 0.75, boxUtcMs: Date.UTC(2026, 4, 1, 0, 0, 13) })],
    [0, 'false elsewhere', 'miss unseen'],
  ],
  [
    'and the box fits as of its own time',
    [TRUCK],
    [said(12, { ...passing, left: 0.75, boxUtcMs: Date.UTC(2026, 4, 1, 0, 0, 19) })],
    [1],
  ],
  [
    'but not older',
    [TRUCK],
    [said(19, { ...passing, left: 0.1 })],
    [0, 'miss unseen', 'false elsewhere'],
  ],
  [
    'what passes may be recognised before an ideal agent would',
    [TRUCK],
    [said(10.5, { ...passing, left: 0.05 })],
    [1],
  ],
  [
    'of what stands the place is looked up as of the report',
    [{ ...TRUCK, toMs: 40_000 }],
    [said(15, { kind: 'street-stall', left: 0.75 })],
    [0, 'miss unseen', 'false elsewhere'],
  ],
])('%s', (_, truths, events, expected) => {
  expect(outcome(truths, events)).toEqual(expected);
});

test('three cars and two events that fit several of them: as many as possible are found', () => {
  const truths = [0.1, 0.15, 0.2].map((left, at) => parked({ id: `car-${at}`, left }));
  const events = [said(31, { left: 0.15 }), said(32, { left: 0.16 }), said(33, { left: 0.14 })];
  expect(outcome(truths, events)).toEqual([3]);
});

test('of overlapping cars each gets the event at its own place, though the times would allow both', () => {
  const events = [said(32, { left: 0.15, episode: 'b' }), said(33, { left: 0.1, episode: 'a' })];
  const one = scoreEvents([recording([NEAR, BEHIND])], [...events, said(34, { left: 0.15 })]);
  expect(one.faults).toMatchObject([{ reason: 'duplicate', truth: 'behind' }]);
});

test('a duplicate may be counted apart: told, but not false', () => {
  const score = (duplicatesAreFalse: boolean) =>
    scoreEvents([recording([parked()])], [said(30), said(45)], { duplicatesAreFalse }).overall;
  expect(score(true)).toMatchObject({ falseAlarms: 1, duplicates: 1, precision: { n: 1, of: 2 } });
  expect(score(false)).toMatchObject({ falseAlarms: 0, duplicates: 1, precision: { n: 1, of: 1 } });
});

test('what is not judged is told: other kinds, other times, other cameras', () => {
  const { overall, notJudged } = scoreEvents(
    [recording([parked({ confirmMs: 122_000, toMs: 300_000 })])],
    [said(30, { kind: 'smoke' }), said(-60), said(200), said(30, { camera: 'yard' })],
  );
  expect(overall).toMatchObject({ found: 0, missed: 0, falseAlarms: 0 });
  expect(notJudged).toEqual({
    outside: [
      { camera: 'gate', kind: 'sidewalk-parking', timeUtc: '2026-04-30T23:59:00.000Z' },
      { camera: 'gate', kind: 'sidewalk-parking', timeUtc: '2026-05-01T00:03:20.000Z' },
    ],
    otherKinds: { smoke: 1 },
    unknownCameras: { yard: 1 },
    notDue: 1,
  });
});

test('a fault says where to look', () => {
  const { faults } = scoreEvents([recording([parked()])], [said(24, { episode: 'e' })]);
  expect(faults).toEqual([
    {
      ...{ what: 'false', reason: 'early', kind: 'sidewalk-parking', camera: 'gate' },
      ...{ recording: 0, atMs: 24_000, timeUtc: '2026-05-01T00:00:24.000Z' },
      ...{ truth: 'car', truthBox: carAt(0.1), episode: 'e', eventBox: carAt(0.1) },
    },
    {
      ...{ what: 'miss', reason: 'confirmed-early', kind: 'sidewalk-parking', camera: 'gate' },
      ...{ recording: 0, atMs: 30_000, timeUtc: '2026-05-01T00:00:30.000Z' },
      ...{ truth: 'car', truthBox: carAt(0.1), episode: 'e', eventBox: carAt(0.1) },
    },
  ]);
});
