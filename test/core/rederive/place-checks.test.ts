import { expect, test } from 'vitest';
import type { ClaimedMedia, Claims } from '../../../agent/core/rederive/claims.ts';
import { placeChecks } from '../../../agent/core/rederive/place-checks.ts';
import { hashOf, PARKED } from './claimed.ts';

/** The claims with one file told otherwise. */
function told(id: string, change: (media: ClaimedMedia) => object, more: object = {}): Claims {
  const media: readonly ClaimedMedia[] = PARKED.media;
  return {
    ...PARKED,
    media: media.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
    ...more,
  };
}

const notShown = (claims: Claims) =>
  placeChecks(claims)
    .filter(({ outcome }) => outcome !== 'shown')
    .map(({ outcome, of, message }) => `${outcome} ${of}: ${message}`);

test('what the agent tells is where it says it is', () => {
  expect(notShown(PARKED)).toEqual([]);
  expect(placeChecks(PARKED)).toMatchObject([{ outcome: 'shown', of: 'closeup' }]);
});

test.each<[string, Claims, RegExp]>([
  [
    'another clip is named',
    told('panorama-last', () => ({ clip: 'clip-first' })),
    /^wrong panorama-last: .*names clip-first.*lies in clip-last/,
  ],
  [
    'no clip holds the moment',
    { ...PARKED, media: PARKED.media.slice(0, 1).map(({ clip: _, ...photo }) => photo) },
    /^open panorama-first: no clip/,
  ],
  [
    'the panorama is of another moment',
    told('panorama-last', () => ({ source: { mediaMs: 404_000 } })),
    /^wrong panorama-last: .*4\.0 s from the moment/,
  ],
  [
    'the close-up names another picture',
    told('closeup', ({ decoded }) => ({ decoded: { ...decoded, sha256: hashOf(3) } })),
    /^wrong closeup: .*names another picture/,
  ],
  [
    'the close-up does not say its part',
    told('closeup', () => ({ rect: undefined })),
    /^open closeup: .*what part/,
  ],
  [
    'the box was moved away from the close-up',
    told('closeup', () => ({}), { facts: { ...PARKED.facts, box: [0.6, 0.48, 0.8, 0.66] } }),
    /^wrong closeup: .*reaches 483 pixels beyond/,
  ],
])('it is found that %s', (_, claims, says) => {
  expect(notShown(claims)).toContainEqual(expect.stringMatching(says));
});
