import { expect, test } from 'vitest';
import { seenAgain, subjectIn } from '../../../agent/core/rederive/same-sight.ts';
import { box, photo } from './claimed.ts';

const BOX = box(0.2, 0.4, 0.4, 0.6);
const signed = { ...photo(1, 0), sight: { label: 'car', score: 0.8, box: BOX } };
const found = (score = 0.8, by = 0, label = 'car') => [
  { label, score, box: box(0.2 + by, 0.4, 0.4 + by, 0.6) },
];

test.each<[string, ReturnType<typeof found>, 'main' | 'sub', 'shown' | 'wrong', RegExp]>([
  ['as it was', found(), 'main', 'shown', /car with 0\.800 \(signed: 0\.800\)/],
  ['as on another processor', found(0.805, 0.002), 'main', 'shown', /within 0\.20 %/],
  ['with another score', found(0.7), 'main', 'wrong', /another processor/],
  ['beside its box', found(0.8, 0.02), 'main', 'wrong', /within 2\.00 % .*What was signed/],
  ['elsewhere', found(0.8, 0.3), 'main', 'wrong', /finds nothing there/],
  ['as something else', found(0.8, 0, 'person'), 'main', 'wrong', /there person with 0\.800/],
  ['not at all', [], 'main', 'wrong', /expected in panorama-first car with 0\.800/],
  ['by the small stream', found(0.7, 0.02), 'sub', 'shown', /small stream/],
  ['elsewhere, by the small stream', found(0.8, 0.3), 'sub', 'wrong', /nothing there/],
])('the subject is found %s', (_, detections, stream, outcome, says) => {
  const { check } = seenAgain(signed, detections, 'street 1.1', stream);
  expect(check).toMatchObject({ outcome, of: 'panorama-first' });
  expect(check.message).toMatch(says);
});

test.each<[string, ReturnType<typeof found>, 'shown' | 'open']>([
  ['near enough to where the facts have it', found(0.5, 0.03), 'shown'],
  ['elsewhere', found(0.9, 0.3), 'open'],
  ['of a label that the rule does not count', found(0.9, 0, 'person'), 'open'],
])('without a signed detection, the subject by the facts: %s', (_, detections, outcome) => {
  const subject = { labels: ['car', 'van'], box: BOX };
  expect(subjectIn(photo(1, 0), subject, detections, 'street').check.outcome).toBe(outcome);
});
