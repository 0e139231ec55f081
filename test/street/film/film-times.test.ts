import { describe, expect, it } from 'vitest';
import { filmPictures, gapsOf } from '../../../scripts/street/film/film-times.ts';
import { timeStamps } from '../../../scripts/street/film/picture-filters.ts';
import { smallStreet } from './small-street.ts';

describe('the pictures of a film', () => {
  it('come at the beat of the camera', () => {
    const pictures = filmPictures(smallStreet());
    expect(pictures).toHaveLength(30);
    expect(pictures.map(({ atMs }) => atMs).slice(0, 3)).toEqual([0, 200, 400]);
  });

  it('a frozen picture shows the moment before, while its time goes on', () => {
    const faults = [{ kind: 'frozen', fromMs: 1000, toMs: 2000, amount: 1 }] as const;
    const frozen = filmPictures(smallStreet({ faults })).slice(4, 11);
    expect(frozen.map(({ atMs }) => atMs)).toEqual([800, 1000, 1200, 1400, 1600, 1800, 2000]);
    expect(frozen.map(({ worldMs }) => worldMs)).toEqual([800, 800, 800, 800, 800, 800, 2000]);
  });

  it('dropped pictures leave gaps', () => {
    const faults = [{ kind: 'dropped', fromMs: 1000, toMs: 2000, amount: 1 }] as const;
    const pictures = filmPictures(smallStreet({ faults }));
    expect(pictures).toHaveLength(25);
    expect(gapsOf(pictures)).toEqual([{ index: 5, beats: 5 }]);
    expect(timeStamps(5, gapsOf(pictures))).toBe("setpts='(N+5*gte(N,5))/(5*TB)'");
  });

  it('a share of dropped pictures is the same for the same seed', () => {
    const faults = [{ kind: 'dropped', fromMs: 0, toMs: 6000, amount: 0.5 }] as const;
    const times = (seed: number) =>
      filmPictures(smallStreet({ faults, seed })).map(({ beat }) => beat);
    expect(times(1)).toEqual(times(1));
    expect(times(1)).not.toEqual(times(2));
    expect(times(1).length).toBeGreaterThan(7);
    expect(times(1).length).toBeLessThan(23);
  });
});
