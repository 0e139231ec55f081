import { describe, expect, it } from 'vitest';
import { buildManifest, type ManifestInput } from '../../../agent/core/evidence/manifest.ts';
import { NOON, STANDING, still } from './gate-fixture.ts';

const hashed = (file: ReturnType<typeof still>) => ({
  ...file,
  bytes: 3,
  sha256: 'cd'.repeat(32),
  source: { mediaMs: file.source?.mediaMs ?? 0, ptsMs: 0, keyframe: true },
});

const INPUT: ManifestInput = {
  evidenceId: 'e-1',
  episodeId: 'ep-1',
  violation: 'sidewalk-parking',
  stage: 'confirmed',
  target: 'district',
  context: { ...STANDING.context, node: { site: 'north' } },
  required: STANDING.required,
  unmet: [],
  media: STANDING.media.map(hashed),
  createdUtcMs: NOON,
  node: { id: 'box-1' },
  software: { name: 'streetwarden', version: '0.1.0' },
  signer: { keyId: 'ef'.repeat(32), algorithm: 'ed25519', publicKey: 'PEM' },
  facts: { file: 'data/facts.json', bytes: 2, sha256: '01'.repeat(32) },
  log: { target: 'district', seq: 7, nodeSeq: 9 },
};

describe('manifest', () => {
  it('holds what it is about, times in words, and the context beside it', () => {
    const manifest = buildManifest(INPUT);
    expect(manifest).toMatchObject({
      schema: 'streetwarden.evidence/1',
      evidenceUse: 'penalty',
      why: [],
      created: { utc: '2026-03-10T04:00:00.000Z', utcMs: NOON },
      node: { id: 'box-1', site: 'north' },
      log: { target: 'district', seq: 7, nodeSeq: 9 },
      rule: { id: 'no-parking' },
    });
    expect(manifest.media[1]).toMatchObject({
      file: 'data/media/panorama-last.jpg',
      utc: '2026-03-10T04:05:00.000Z',
    });
    expect(manifest).not.toHaveProperty('unmet');
    expect(manifest).not.toHaveProperty('context');
  });

  it('puts origins before what was made from them, whatever order they came in', () => {
    const { media } = buildManifest({ ...INPUT, media: [...INPUT.media].reverse() });
    const ids = media.map(({ id }) => id);
    expect(ids).toHaveLength(INPUT.media.length);
    for (const { id, derivedFrom = [] } of media)
      for (const origin of derivedFrom) expect(ids.indexOf(origin)).toBeLessThan(ids.indexOf(id));
  });

  const more = (file: ReturnType<typeof still>): ManifestInput => ({
    ...INPUT,
    media: [...INPUT.media, hashed(file)],
  });
  it.each([
    ['an id that climbs out', more(still('../x', 0)), 'cannot be a file'],
    ['an id with a slash', more(still('a/b', 0)), 'cannot be a file'],
    ['a hidden file', more(still('.x', 0)), 'cannot be a file'],
    ['an unknown type', more(still('x', 0, { mime: 'text/html' })), 'cannot be a file'],
    ['a type out of the prototype', more(still('x', 0, { mime: 'toString' })), 'cannot be a file'],
    ['a double id', more(still('closeup', 0)), 'twice'],
    ['a sheet without origin', more(still('sheet', 0)), 'origin is not named'],
    ['an empty list of origins', more(still('x', 0, { derivedFrom: [] })), 'origin is not named'],
    [
      'an origin that is not there',
      more(still('x', 0, { derivedFrom: ['y'] })),
      "derived from 'y'",
    ],
    [
      'a review copy that does not say what is hidden',
      more(still('review-closeup', 0, { derivedFrom: ['closeup'] })),
      'what is hidden',
    ],
    ['a strip without origin', more(still('strip-closeup', 0)), 'origin is not named'],
    [
      'an original in which something is hidden',
      more(still('x', 0, { redaction: [] })),
      'no original',
    ],
    ['a file made from itself', more(still('x', 0, { derivedFrom: ['x'] })), "derived from 'x'"],
    ['context over the hashes', { ...INPUT, context: { media: [] } }, "'media' is a field"],
  ] as [string, ManifestInput, string][])('refuses %s', (_sentence, input, words) => {
    expect(() => buildManifest(input)).toThrow(words);
  });
});
