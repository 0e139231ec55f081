import { describe, expect, test } from 'vitest';
import type { FrameSet } from '../../../agent/ports/frame-source.ts';
import { makeClip } from '../../helpers/clip.ts';
import { hasGstreamer, startRtspServer } from '../../helpers/rtsp-server.ts';
import { bench, read } from '../../helpers/source-bench.ts';

/** Moments at which data were missing, undefined for the time before. */
const damages = (sets: readonly FrameSet[]) => [
  ...new Set(sets.map(([{ damagedMs }]) => damagedMs)),
];
const SHORT = { gop: 12, seconds: 4 } as const;

describe.skipIf(!hasGstreamer()).concurrent('packets that are lost (needs GStreamer)', () => {
  test.each([
    ['H.264 through TCP, in the words of the decoder', 'tcp', 'h264'],
    ['H.264 through UDP', 'udp', 'h264'],
    ['H.265 through UDP, in the words of the transport', 'udp', 'h265'],
  ] as const)('pictures tell when data were missing: %s', async (_, transport, codec) => {
    const file = await makeClip({ codec, ...SHORT });
    await using server = await startRtspServer({
      mounts: [{ path: '/cam', file, codec, lossy: true }],
    });
    const { source } = await bench({ kind: 'rtsp', url: server.url('/cam'), transport });
    const sets = await read(source, (all) => {
      const [{ mediaMs, damagedMs = mediaMs }] = all.at(-1) as FrameSet;
      if (all.length === 5) server.lose(0.1);
      if (damages(all).length === 4) server.lose(0);
      return mediaMs - damagedMs > 1500;
    });
    const [before, ...moments] = damages(sets);
    expect(before).toBeUndefined();
    expect(source.health().damaged).toBeGreaterThanOrEqual(moments.length);
    // never of a picture yet to come, also where a busy box dropped some
    for (const [{ mediaMs, damagedMs = mediaMs }] of sets)
      expect(damagedMs).toBeLessThanOrEqual(mediaMs);
  });

  test('who joins a stream in its midst, with nothing lost, sees no damage', async () => {
    const file = await makeClip({ codec: 'h265', ...SHORT });
    await using server = await startRtspServer({ mounts: [{ path: '/cam', file, codec: 'h265' }] });
    const camera = { kind: 'rtsp', url: server.url('/cam') };
    const [early, late] = [await bench(camera), await bench(camera)];
    let isSeen = false;
    const watching = read(early.source, () => isSeen);
    await early.notice(({ type }) => type === 'up');
    const sets = await read(late.source, ({ length }) => length >= 8);
    isSeen = true;
    await watching;
    expect(damages(sets)).toEqual([undefined]);
  });
});
