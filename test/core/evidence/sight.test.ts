import { expect, test } from 'vitest';
import { sightOf } from '../../../agent/core/evidence/sight.ts';

const box = (left: number, right: number) => ({ left, top: 0.4, right, bottom: 0.6 });
const car = { label: 'car', score: 0.812_345_6, box: box(0.200_004, 0.4) };

test.each([
  ['the one over the subject', [{ ...car, box: box(0.6, 0.8) }, car], car.label],
  ['the better of two', [{ ...car, label: 'van', box: box(0.25, 0.45) }, car], 'car'],
  ['none of another label', [{ ...car, label: 'person' }], undefined],
  ['none that only touches it', [{ ...car, box: box(0.35, 0.55) }], undefined],
  ['none, where there is nothing', [], undefined],
])('%s is the sight of the subject', (_, detections, label) => {
  const sight = sightOf({ labels: ['car', 'van'], box: box(0.2, 0.4) }, detections);
  expect(sight?.label).toBe(label);
});

test('it is rounded to what tells, and holds nothing else', () => {
  const detection = { ...car, appearance: [1, 2] };
  expect(sightOf({ labels: ['car'], box: box(0.2, 0.4) }, [detection])).toEqual({
    ...{ label: 'car', score: 0.81235, box: box(0.2, 0.4) },
  });
});
