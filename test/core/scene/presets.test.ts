import { describe, expect, it } from 'vitest';
import { fieldOf } from '../../../agent/core/scene/field.ts';
import { type Preset, recognise } from '../../../agent/core/scene/presets.ts';
import { shifted, streetPicture, type Wish } from './synthetic.ts';

const PRESETS: readonly Preset[] = [1, 2, 3].map((seed) => {
  const field = fieldOf(streetPicture({ seed }));
  const grid = { width: field.width, height: field.height };
  return { name: `view ${seed}`, reference: { grid, appearances: [{ field, taught: 20 }] } };
});

describe('which preset a picture shows', { timeout: 60_000 }, () => {
  it.each<[string, Wish, string]>([
    ['the first', { seed: 1, noiseSeed: 3 }, 'view 1'],
    ['the third, not quite where it was', { seed: 3, at: shifted(0.03, -0.04) }, 'view 3'],
    ['the second by night', { seed: 2, light: (luma) => luma / 5 }, 'view 2'],
  ])('is named: %s', (_name, wish, expected) => {
    expect(recognise(PRESETS, streetPicture(wish))).toMatchObject({
      says: 'there',
      name: expected,
    });
  });

  it.each<[string, Wish, string]>([
    ['another view', { seed: 7 }, 'none'],
    ['half way to it', { seed: 1, at: shifted(0.45, 0.1) }, 'none'],
    ['black', { light: () => 3 }, 'unsure'],
  ])('is none that is known, or cannot be told: %s', (_name, wish, says) => {
    expect(recognise(PRESETS, streetPicture(wish))).toEqual({ says });
  });

  it('is none where there are none', () => {
    expect(recognise([], streetPicture())).toEqual({ says: 'none' });
  });
});
