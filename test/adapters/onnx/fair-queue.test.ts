import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FairQueue } from '../../../agent/adapters/onnx/fair-queue.ts';

describe('fair queue', () => {
  test.each([
    ['one lane keeps its order', ['a:1', 'a:2', 'a:3'], ['a:1', 'a:2', 'a:3']],
    ['lanes are served in turn', ['a:1', 'a:2', 'b:1', 'c:1'], ['a:1', 'b:1', 'c:1', 'a:2']],
    ['a newer item takes the place of the older', ['a:1', 'b:1', 'a:1'], ['a:1', 'b:1']],
    ['nothing', [], []],
  ])('%s', (_, puts, expected) => {
    const queue = new FairQueue<number>();
    for (const [at, put] of puts.entries()) queue.put(put.slice(0, 1), put.slice(2), at);
    expect(queue.take(10).map(({ lane, slot }) => `${lane}:${slot}`)).toEqual(expected);
    expect(queue.size).toBe(0);
  });

  test('the newest item waits, the replaced one comes back', () => {
    const queue = new FairQueue<number>();
    expect(queue.put('a', 'whole', 1)).toBeUndefined();
    expect(queue.put('a', 'whole', 2)).toBe(1);
    expect(queue.take(1)).toEqual([{ lane: 'a', slot: 'whole', item: 2 }]);
  });

  test('takes no more than asked', () => {
    const queue = new FairQueue<number>();
    for (const lane of ['a', 'b', 'c']) queue.put(lane, 'whole', 0);
    expect(queue.take(2).map(({ lane }) => lane)).toEqual(['a', 'b']);
    expect(queue.size).toBe(1);
  });

  test('a camera that sends ten times as often as the others gets no more turns', () => {
    const queue = new FairQueue<number>();
    const served: string[] = [];
    for (let step = 0; step < 100; step += 1) {
      for (let burst = 0; burst < 10; burst += 1) queue.put('busy', 'whole', burst);
      for (const lane of ['b', 'c', 'd']) queue.put(lane, 'whole', step);
      served.push(...queue.take(1).map(({ lane }) => lane));
    }
    expect(served.filter((lane) => lane === 'busy')).toHaveLength(25);
  });

  test('whatever comes, each item is taken once or replaced once', () => {
    const put = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'));
    fc.assert(
      fc.property(fc.array(fc.oneof(put, fc.constant('take')), { maxLength: 60 }), (steps) => {
        const queue = new FairQueue<number>();
        const out: number[] = [];
        let puts = 0;
        for (const step of steps) {
          if (step === 'take') out.push(...queue.take(1).map(({ item }) => item));
          else {
            const before = queue.put(step[0], step[1], puts);
            puts += 1;
            if (before !== undefined) out.push(before);
          }
          expect(queue.size).toBeLessThanOrEqual(6);
        }
        out.push(...queue.take(10).map(({ item }) => item));
        expect(out.toSorted((a, b) => a - b)).toEqual(Array.from({ length: puts }, (_, n) => n));
      }),
    );
  });
});
