import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReadManifest } from '../../../agent/adapters/evidence/manifest-schema.ts';
import { verifyPackage } from '../../../agent/adapters/evidence/verify-package.ts';
import { openTestDesk, stepOfEpisode } from '../../helpers/desk.ts';
import { packagesIn } from '../../helpers/evidence.ts';
import { scratch } from '../../helpers/outbox.ts';
import { STREET_MODEL } from './street-photo.ts';

/** The manifest of the package that a desk makes of one episode, after it was verified. */
async function packageOf(folder: string, reviewModel?: string): Promise<ReadManifest> {
  await using at = await openTestDesk(folder, reviewModel === undefined ? {} : { reviewModel });
  await at.desk.take([stepOfEpisode('suspected'), stepOfEpisode('confirmed')], []);
  await at.desk.idle();
  expect(at.troubles).toEqual([]);
  const [path = ''] = await packagesIn(join(folder, 'evidence/packages'));
  const { ok, findings } = await verifyPackage(path);
  expect(findings).toEqual([]);
  expect(ok).toBe(true);
  return JSON.parse(await readFile(join(path, 'data/manifest.json'), 'utf8'));
}

const PHOTOS = ['panorama-first', 'panorama-last', 'closeup'];

describe('a package', { timeout: 120_000 }, () => {
  test('has a copy of every photograph, and what is drawn is made of the copies', async () => {
    using directory = scratch();
    const { media, why, ...rest } = await packageOf(directory.path, STREET_MODEL);
    const origins = Object.fromEntries(media.map((one) => [one.id, one.derivedFrom]));
    for (const id of PHOTOS) {
      expect(origins[`review-${id}`]).toEqual([id]);
      expect(origins[`strip-${id}`]).toEqual([`review-${id}`]);
    }
    expect(origins['sheet']).toEqual(PHOTOS.map((id) => `review-${id}`));
    expect(media.filter(({ redaction }) => redaction !== undefined)).toHaveLength(3);
    expect(rest['review']).toMatchObject({
      ...{ copies: 'made', clips: 'none', personScore: 0.05 },
      searchedBy: { name: 'street' },
    });
    expect(why.filter((one) => one.startsWith('review'))).toEqual([]);
  });

  test('whose photographs cannot be searched goes out without copies, sheet and strips, and says why', async () => {
    using directory = scratch();
    const { media, why, evidenceUse, ...rest } = await packageOf(directory.path, '/nowhere');
    expect(media.map(({ id }) => id).sort()).toEqual(['clip-first', 'clip-last', ...PHOTOS].sort());
    expect(rest['review']).toEqual({ copies: 'withheld', why: 'model/missing' });
    expect(why).toContain('review: the copies are withheld (model/missing)');
    expect(evidenceUse).toBe('clue');
  });

  test('has none where none are wanted, and is drawn from the originals', async () => {
    using directory = scratch();
    const { media, ...rest } = await packageOf(directory.path);
    expect(rest['review']).toEqual({ copies: 'off' });
    expect(media.find(({ id }) => id === 'sheet')?.derivedFrom).toEqual(PHOTOS);
    expect(media.filter(({ id }) => id.startsWith('review'))).toEqual([]);
  });
});
