import { describe, expect, test } from 'vitest';
import type { CrossingRule } from '../../../agent/core/rules/rule.ts';
import { breakTime } from '../../../agent/core/rules/step-rule.ts';
import { boxAt, dice, frames, inputAt, play, types } from '../../helpers/street.ts';

/** From left to right through the middle: above it is left, below it is right. */
const GATE: CrossingRule = {
  type: 'crossing',
  id: 'gate',
  violation: 'site-exit',
  labels: ['truck'],
  minScore: 0.4,
  line: {
    id: 'gate',
    points: [
      [0.3, 0.5],
      [0.7, 0.5],
    ],
  },
  direction: 'both',
};

/** Plays ground points, one a second; undefined = not seen. */
function crossings(points: readonly (readonly [number, number] | undefined)[], rule = GATE) {
  const inputs = points.map((point, second) =>
    inputAt(second * 1000, [
      { id: 1, label: 'truck', at: () => point && boxAt(point[0], point[1], 0.1, 0.1) },
    ]),
  );
  return play(rule, inputs).signals;
}

const down = [0.3, 0.4, 0.45, 0.55, 0.6, 0.7].map((y) => [0.5, y] as const);

describe('crossing', () => {
  test.each([
    ['downwards over the line: to its right', down, ['right']],
    ['upwards: to its left', down.toReversed(), ['left']],
    ['there and back: two crossings', [...down, ...down.toReversed()], ['right', 'left']],
    ['in one leap of a slow stream', [[0.5, 0.2] as const, [0.5, 0.9] as const], ['right']],
    [
      'unseen for a while on the line',
      [down[0], undefined, undefined, undefined, down[5]],
      ['right'],
    ],
    ['past the end of the line', down.map(([, y]) => [0.8, y] as const), []],
    [
      'touches the line and turns back',
      [0.4, 0.45, 0.49, 0.5, 0.504, 0.49, 0.4].map((y) => [0.5, y] as const),
      [],
    ],
  ])('%s', (_, points, expected) => {
    const confirmed = crossings(points).filter(({ type }) => type === 'confirm');
    expect(confirmed.map(({ facts }) => facts)).toEqual(
      expected.map((direction) => ({ direction, lineId: 'gate', label: 'truck' })),
    );
  });

  test('only the wanted direction', () => {
    expect(crossings(down, { ...GATE, direction: 'left' })).toEqual([]);
    expect(types(crossings(down, { ...GATE, direction: 'right' }))).toEqual(['suspect', 'confirm']);
  });

  test('jitter on the line is one crossing', () => {
    const roll = dice(3);
    const waits = Array.from({ length: 300 }, () => [0.5, 0.5 + 0.01 * (roll() - 0.5)] as const);
    const signals = crossings([...down.slice(0, 3), ...waits, ...down.slice(3)]);
    expect(types(signals).filter((type) => type === 'confirm')).toHaveLength(1);
  });

  test('suspected and confirmed together, cleared as passed when it is out of sight', () => {
    const signals = crossings([...down, ...Array.from({ length: 6 }, () => undefined)]);
    expect(signals.map(({ type, atMs, outcome }) => [type, atMs, outcome])).toEqual([
      ['suspect', 3000, undefined],
      ['confirm', 3000, undefined],
      ['clear', 5000, 'passed'],
    ]);
  });

  test('the same over a restart, and at any frame rate', () => {
    const path = (fps: number) =>
      frames(0, 20, fps).map((ms) =>
        inputAt(ms, [{ id: 1, label: 'truck', at: (t) => boxAt(0.5, t / 15_000, 0.1, 0.1) }]),
      );
    for (const fps of [0.5, 3, 25]) {
      const { signals } = play(GATE, path(fps), undefined, true);
      expect(types(signals)).toEqual(['suspect', 'confirm', 'clear']);
    }
  });

  test('a break of the time line ends the crossing that was still open', () => {
    const inputs = down.map((point, n) =>
      inputAt(n * 1000, [{ id: 1, label: 'truck', at: () => boxAt(point[0], point[1], 0.1, 0.1) }]),
    );
    const { signals } = breakTime(GATE, play(GATE, inputs).state);
    expect(signals.map(({ outcome }) => outcome)).toEqual(['time-break']);
  });
});
