import type { Zone } from '../../../agent/core/geometry/zone.ts';
import type { ClaimedMedia, ClaimedRule, Claims } from '../../../agent/core/rederive/claims.ts';
import type { HashedFrame } from '../../../agent/core/rederive/frame-hashes.ts';

/** A hash that stands for the picture of this number. */
export const hashOf = (number: number) => number.toString(16).padStart(64, '0');

/** A film of 25 pictures a second, each with its number as its hash. */
export const film = (pictures: number): HashedFrame[] =>
  Array.from({ length: pictures }, (_, index) => ({
    ...{ index, timeMs: index * 40, sha256: hashOf(index) },
  }));

const SIZE = { width: 1280, height: 720 };

export function clip(role: string, mediaMs: number, toMediaMs: number): ClaimedMedia {
  const file = `data/media/${role}.mp4`;
  return { id: role, role, mime: 'video/mp4', ...SIZE, file, source: { mediaMs, toMediaMs } };
}

/** A photograph of the picture of this number. */
export function photo(number: number, mediaMs: number, role = 'panorama-first') {
  const colour = { matrix: 'bt709', range: 'tv' } as const;
  return {
    ...{ id: role, role, mime: 'image/jpeg', ...SIZE, file: `data/media/${role}.jpg` },
    source: { mediaMs },
    decoded: { sha256: hashOf(number), pixFmt: 'yuv420p', ...SIZE, colour },
  };
}

export const box = (left: number, top: number, right: number, bottom: number) => ({
  ...{ left, top, right, bottom },
});

const SIDEWALK: Zone = {
  ...{ id: 'walk', kind: 'sidewalk' as const },
  polygon: [
    [0, 0.4],
    [0.5, 0.4],
    [0.5, 0.7],
    [0, 0.7],
  ],
};

export const PARKING: Extract<ClaimedRule, { type: 'dwell' }> = {
  type: 'dwell',
  ...{ id: 'parking', violation: 'sidewalk-parking', labels: ['car', 'van'], minScore: 0.4 },
  ...{ zones: [SIDEWALK], except: [], overlap: 0.5 },
  ...{ settleMs: 15_000, dwellMs: 300_000, absenceMs: 60_000 },
};

/** A car that stood for five minutes, told as the agent tells it. */
export const PARKED = {
  media: [
    { ...photo(75, 115_000), clip: 'clip-first' },
    clip('clip-first', 112_000, 122_000),
    { ...photo(80, 400_000, 'panorama-last'), clip: 'clip-last' },
    {
      ...photo(80, 400_000, 'closeup'),
      ...{ clip: 'clip-last', derivedFrom: ['panorama-last'] },
      rect: { left: 240, top: 330, width: 300, height: 160 },
    },
    clip('clip-last', 397_000, 407_000),
  ],
  model: { name: 'street', sha256: hashOf(1) },
  rule: PARKING,
  times: { sinceMediaMs: 100_000, suspectedMediaMs: 115_000, confirmedMediaMs: 400_000 },
  facts: { label: 'car', box: [0.2, 0.48, 0.4, 0.66] },
} as const satisfies Claims;
