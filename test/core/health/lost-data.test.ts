import { expect, test } from 'vitest';
import { beginHealth, stepHealth } from '../../../agent/core/health/step-health.ts';
import { beginViews } from '../../../agent/core/scene/views.ts';
import { pictureOf, street, withNoise } from './street.ts';

/** Whole pictures, of which the decoder says at `lostS` that data were missing: what is told, and when rules rest. */
function watched(lostS: readonly number[], untilS: number) {
  const scene = withNoise(street, 1.5);
  const told: string[] = [];
  const restS: number[] = [];
  let state = beginHealth(beginViews([]));
  for (let s = 0; s < untilS; s += 1) {
    const damagedS = lostS.findLast((lost) => lost <= s);
    const picture = pictureOf(scene(s * 1000));
    const damaged = damagedS === undefined ? {} : { damagedMs: damagedS * 1000 };
    const seen = { ...picture, ...damaged };
    const step = stepHealth({ picture: true, scene: false }, state, seen, s * 1000);
    state = step.state;
    if (step.rest.all) restS.push(s);
    for (const { condition, to, facts } of step.changes)
      told.push(`${condition} ${to} at ${s}: ${facts['sign'] ?? 'nothing now'}`);
  }
  return { told, restS };
}

const every = (stepS: number, fromS: number, toS: number) =>
  Array.from({ length: (toS - fromS) / stepS + 1 }, (_, index) => fromS + index * stepS);

test('one lost packet rests the rules until the smear is over, and is not told', () => {
  expect(watched([5], 20)).toEqual({ told: [], restS: every(1, 5, 9) });
});

test('a loss every few seconds is told, and told to be over when it has ceased', () => {
  const { told, restS } = watched(every(3, 5, 20), 45);
  expect(told).toEqual(['garbled bad at 15: lost-data', 'garbled good at 34: nothing now']);
  expect(restS).toEqual(every(1, 5, 33));
});

test('a loss every quarter of a minute is never told', () => {
  expect(watched(every(15, 5, 50), 60).told).toEqual([]);
});
