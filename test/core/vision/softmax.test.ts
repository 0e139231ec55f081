import { expect, test } from 'vitest';
import { softmax } from '../../../agent/core/vision/softmax.ts';

test.each([
  ['equal logits share', [1, 1], 1, [0.5, 0.5]],
  ['the larger one leads', [2, 0], 1, [0.881, 0.119]],
  ['a temperature makes it less sure', [2, 0], 2, [0.731, 0.269]],
  ['large logits do not overflow', [1000, 0], 1, [1, 0]],
  ['nothing gives nothing', [], 1, []],
])('%s', (_, logits, temperature, expected) => {
  expect(softmax(logits, temperature).map((share) => Math.round(share * 1000) / 1000)).toEqual(
    expected,
  );
});
