import { describe, expect, test } from 'vitest';
import type { Track } from '../../../agent/core/tracking/track.ts';
import {
  insight,
  type LookNoise,
  nextLuck,
  PERFECT_LOOKS,
  readStates,
  SMALL_LOOKS,
} from '../../../scripts/street/noise/look-noise.ts';
import { NO_LOOKS, noisyLooks } from '../../../scripts/street/noise/noisy-looks.ts';
import type { TruthObject } from '../../../scripts/street/truth/frame.ts';
import { downOn } from '../../../scripts/street/truth/load-view.ts';
import { random } from '../../../scripts/street/world/random.ts';

const box = { left: 0.3, right: 0.6, top: 0.3, bottom: 0.7 };
const TRUCK: TruthObject = {
  ...{ actor: 'truck', class: 'muck-truck', extent: box, box, visibility: 1, cut: false },
  ...{ distance: 15, speed: 5, aspect: 120, load: 'level', cover: 'none' },
};
const TRACK: Track = {
  ...{ id: 7, label: 'truck', labels: { truck: 1 }, score: 0.8, box, velocity: [0, 0] },
  ...{ bornMs: 0, seenMs: 0, seen: true },
};
const SEEING = { light: 'day' as const, size: { width: 1920, height: 1080 } };

/** Share of single looks whose likeliest state is `state`. */
function reads(
  noise: LookNoise,
  truck: TruthObject,
  attribute: 'load' | 'cover',
  state: string,
  down = 16,
) {
  const chance = random(1, 'reads');
  let right = 0;
  for (let at = 0; at < 1000; at += 1) {
    const see = {
      insight: insight(noise, truck, { shortPx: 300, light: 'day', down }),
      luck: nextLuck(noise, undefined, 0, chance),
    };
    const states = readStates(noise, attribute, truck, see);
    const [best] = Object.entries(states).sort((a, b) => b[1] - a[1])[0] ?? [];
    if (best === state) right += 1;
  }
  return right / 1000;
}

test('answers come late, with the time of their look, and never more than may wait', () => {
  const chance = random(1, 'late');
  let state = NO_LOOKS;
  const delays: number[] = [];
  for (let atMs = 0; atMs < 20_000; atMs += 200) {
    const seen = { frame: { atMs, objects: [TRUCK] }, tracks: [TRACK], seeing: SEEING };
    const step = noisyLooks(SMALL_LOOKS, { labels: ['truck'], maxWaiting: 4 }, state, seen, chance);
    state = step.state;
    delays.push(...step.answers.map((answer) => atMs - answer.atMs));
    expect(state.coming.length).toBeLessThanOrEqual(8);
  }
  // four looks at something that stands, two attributes each
  expect(delays).toHaveLength(8);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(200);
  // the moment may have waited six seconds for a better one
  expect(Math.max(...delays)).toBeLessThanOrEqual(11_200);
});

test('looks near one another in time err alike', () => {
  const chance = random(1, 'luck');
  const apart = (ms: number) => {
    let sum = 0;
    for (let at = 0; at < 500; at += 1) {
      const one = nextLuck(SMALL_LOOKS, undefined, 0, chance);
      const other = nextLuck(SMALL_LOOKS, one, ms, chance);
      expect(other.passage).toEqual(one.passage);
      sum += ((one.look['load level'] ?? 0) - (other.look['load level'] ?? 0)) ** 2;
    }
    return sum / 500;
  };
  expect(apart(30)).toBeLessThan(0.5);
  expect(apart(2000)).toBeGreaterThan(1.5);
});

describe('what a reader says of a load', () => {
  test.each<[string, LookNoise, Partial<TruthObject>, 'load' | 'cover', string, number, number]>([
    ['a perfect one is right', PERFECT_LOOKS, {}, 'cover', 'none', 1, 1],
    ['a small one is mostly right from behind', SMALL_LOOKS, {}, 'load', 'level', 0.8, 0.99],
    ['and hardly knows from the front', SMALL_LOOKS, { aspect: 5 }, 'load', 'level', 0, 0.3],
    [
      'nothing to see under a tarpaulin',
      SMALL_LOOKS,
      { cover: 'tarpaulin' },
      'load',
      'unknown',
      0.9,
      1,
    ],
    [
      'a heap shows under it',
      SMALL_LOOKS,
      { cover: 'net', load: 'heaped' },
      'load',
      'heaped',
      0.7,
      1,
    ],
    [
      'gravel on a pickup is not its job',
      SMALL_LOOKS,
      { class: 'truck' },
      'load',
      'unknown',
      0.8,
      1,
    ],
  ])('%s', (_, noise, change, attribute, state, least, most) => {
    const share = reads(noise, { ...TRUCK, ...change }, attribute, state);
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });
});

describe('the angle under which the camera looks down', () => {
  const seen = (aspect: number, load: 'level' | 'heaped', down: number) =>
    insight(PERFECT_LOOKS, { ...TRUCK, aspect, load }, { shortPx: 300, light: 'day', down });

  test.each<[string, number, 'level' | 'heaped', number, number, number]>([
    ['a level load from the side, steeply: all of it', 90, 'level', 20, 0.99, 1],
    ['from a camera as high as the boards: nothing', 90, 'level', 2, 0, 0],
    ['a little steeper: a part', 90, 'level', 8, 0.4, 0.6],
    ['a heap is seen from below', 90, 'heaped', -10, 0.99, 1],
    ['but not behind the cab', 5, 'heaped', 2, 0, 0],
    ['over the cab from a gantry', 5, 'level', 25, 0.99, 1],
  ])('%s', (_, aspect, load, down, least, most) => {
    expect(seen(aspect, load, down)).toBeGreaterThanOrEqual(least);
    expect(seen(aspect, load, down)).toBeLessThanOrEqual(most);
  });

  test('is that of the line of sight to its top', () => {
    expect(downOn(8, 3, 10)).toBeCloseTo(30, 6);
    expect(downOn(3, 3, 10)).toBe(0);
  });
});
