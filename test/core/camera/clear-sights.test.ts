import { expect, test } from 'vitest';
import { withSights } from '../../../agent/core/camera/clear-sights.ts';
import type { Episode, EpisodeState } from '../../../agent/core/episodes/episode.ts';
import type { Box } from '../../../agent/core/geometry/box.ts';
import type { Track } from '../../../agent/core/tracking/track.ts';

const STALL: Box = { left: 0.4, top: 0.4, right: 0.6, bottom: 0.6 };

function stateOf(more: Partial<Episode> = {}): EpisodeState {
  const episode: Episode = {
    ...{ id: 'e', place: 'p', stage: 'suspected', sinceMs: 0, sinceUtcMs: 0, suspectedMs: 0 },
    ...{ facts: {}, warned: false, revision: 0, told: true, ...more },
    subject: { label: 'stall', box: STALL, trackIds: [1] },
  };
  return { open: { p: episode }, resting: {}, told: [] };
}

function track(id: number, box: Box): Track {
  return {
    ...{ id, box, label: 'bus', labels: { bus: 1 }, score: 1, seen: true },
    ...{ bornMs: 0, seenMs: 0, velocity: [0, 0] },
  } as Track;
}

/** Qualities after one moment a second, with these tracks. */
function play(tracks: readonly Track[], seconds: number, state = stateOf()) {
  let now = state;
  for (let second = 0; second < seconds; second += 1) now = withSights(now, tracks, second * 1000);
  return now.open['p']?.subject.shots ?? [];
}

const HALF: Box = { left: 0.5, top: 0.3, right: 0.9, bottom: 0.8 };

test.each<[string, Track[], number]>([
  ['nothing is near', [], 1],
  ['a bus stands before half of it', [track(2, HALF)], 0.5],
  ['a bus stands behind it', [track(2, { ...HALF, bottom: 0.55 })], 1],
  ['it is the thing itself', [track(1, HALF)], 1],
  ['the bus is not seen now', [{ ...track(2, HALF), seen: false }], 1],
])('how much of a stall shows: %s', (_, tracks, quality) => {
  expect(play(tracks, 1)[0]?.quality).toBeCloseTo(quality);
});

test('moments are two seconds apart, of the last 45, and the newest is among them', () => {
  const times = play([], 120).map(({ atMs }) => atMs / 1000);
  expect(times.at(-1)).toBe(119);
  expect(times[0]).toBeGreaterThan(119 - 45);
  expect(times.length).toBeGreaterThan(20);
  expect(times.length).toBeLessThanOrEqual(24);
});

test('what is confirmed is left as it is', () => {
  expect(play([], 3, stateOf({ stage: 'confirmed', confirmedMs: 1 }))).toEqual([]);
});
