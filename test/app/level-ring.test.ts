import { expect, test } from 'vitest';
import { LevelRing } from '../../agent/app/level-ring.ts';
import type { CaptureUtc } from '../../agent/core/time/capture-utc.ts';
import type { Ring } from '../../agent/ports/ring.ts';

const SIZE = { width: 2, height: 2 };

/** A ring that holds a picture for each moment up to `toMs`; asked later, it says that it has none. */
function ringTo(toMs: () => number, method: CaptureUtc['method'] = 'arrival') {
  const asked: number[][] = [];
  const taken = (mediaMs: number) => ({
    size: SIZE,
    captureUtc: { utcMs: 1_000_000 + mediaMs, method, maxErrorMs: 1000 },
    source: { ptsMs: mediaMs + 77, mediaMs, keyframe: true },
  });
  const still = async (mediaMs: number) => {
    asked.push([mediaMs]);
    if (mediaMs > toMs()) throw new Error('not there yet');
    return { ...taken(mediaMs), pixels: new Uint8Array(12) };
  };
  const ring: Ring = {
    still,
    photo: async (mediaMs) => ({ ...taken(mediaMs), jpeg: (await still(mediaMs)).pixels }),
    clip: async (fromMs, untilMs, path, ...more) => {
      asked.push([fromMs, untilMs, ...more.map(Number)]);
      const { size, captureUtc } = taken(fromMs);
      const film = { path, mime: 'video/mp4' as const, codec: 'h264', size, bytes: 9 };
      return { ...film, fromMediaMs: fromMs, toMediaMs: untilMs, captureUtc };
    },
    span: () => ({ fromMs: 0, toMs: toMs(), bytes: 9 }),
  };
  return { ring, asked };
}

test.each<[string, number, CaptureUtc['method'], number, number]>([
  ['in step', 0, 'arrival', 0, 1000],
  ['late: taken before it came', 3000, 'arrival', -3000, 1400],
  ['late, and the camera tells when it was taken', 3000, 'rtcp-sr', 0, 1000],
  ['late, and the burned-in clock tells', 3000, 'osd', 0, 1000],
  ['ahead: it came in time', -1500, 'arrival', 0, 1000],
])('a main stream that is %s', async (_, lagMs, method, shownLaterMs, maxErrorMs) => {
  const { ring, asked } = ringTo(() => 99_000, method);
  const level = new LevelRing(ring, () => lagMs);
  for (const picture of [await level.still(20_000), await level.photo(20_000)]) {
    const { source, captureUtc } = picture;
    expect(source).toEqual({
      ...{ ptsMs: 20_077 + lagMs, mediaMs: 20_000, keyframe: true },
      ...(lagMs !== 0 && { lagMs }),
    });
    const utcMs = 1_000_000 + 20_000 + lagMs + shownLaterMs;
    expect(captureUtc).toEqual({ utcMs, method, maxErrorMs });
  }
  expect(asked).toEqual([[20_000 + lagMs], [20_000 + lagMs]]);
});

test('a clip covers what was asked for by the small stream, and waits for the late one', async () => {
  const { ring, asked } = ringTo(() => 99_000);
  const clip = await new LevelRing(ring, () => 2500).clip(10_000, 18_000, 'a.mp4', 9000, 12_000);
  expect(asked).toEqual([[12_500, 20_500, 11_500, 14_500]]);
  expect(clip).toMatchObject({ fromMediaMs: 10_000, toMediaMs: 18_000, lagMs: 2500 });
});

test('what is asked for at once is waited for, for as long as the stream is late', async () => {
  const begunMs = performance.now();
  const { ring } = ringTo(() => 20_000 + performance.now() - begunMs);
  const still = await new LevelRing(ring, () => 300).still(20_000);
  expect(still.source.mediaMs).toBe(20_000);
  expect(new LevelRing(ring, () => 300).span()?.fromMs).toBe(-300);
});
