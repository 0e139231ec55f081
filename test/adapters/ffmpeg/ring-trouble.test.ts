import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRing, type RecordedRing } from '../../../agent/adapters/ffmpeg/ring.ts';
import { canMount, smallDisk } from '../../helpers/small-disk.ts';
import { connection, encodeNumbered, FFMPEG, fragmented, numberIn } from './ring-footage.ts';

const folder = mkdtempSync(join(tmpdir(), 'ring-trouble-'));
afterAll(() => rmSync(folder, { recursive: true }));

let bytes: Buffer;
let larger: Buffer;
beforeAll(async () => {
  bytes = await fragmented(FFMPEG, encodeNumbered(join(folder, 'a.mp4'), { frames: 100 }));
  const extra = ['-bf', '0', '-vf', 'scale=320:192'];
  larger = await fragmented(FFMPEG, encodeNumbered(join(folder, 'b.mp4'), { frames: 50, extra }));
});

let rings = 0;
function openRing(told: (string | undefined)[] = [], directory?: string) {
  rings += 1;
  const parent = directory ?? join(folder, `ring-${rings}`);
  mkdirSync(parent, { recursive: true });
  const ring = createRing(
    { name: 'cam', directory: parent, keepMs: 60_000, maxBytes: 64 << 20 },
    { ffmpeg: FFMPEG, onTrouble: (reason) => told.push(reason) },
  );
  return { ring, parent, base: join(parent, `streetwarden-${process.pid}`) };
}

/** One connection; `at` is called once the first half has been written. */
function play(ring: RecordedRing, at: () => void = () => {}, shiftMs = 0) {
  let fragments = 0;
  const sink = ring.begin(
    connection(shiftMs, () => {
      fragments += 1;
    }),
  );
  const half = Math.floor(bytes.length / 2);
  for (let from = 0, done = false; from < bytes.length; from += 3000) {
    if (from >= half && !done) {
      done = true;
      at();
    }
    sink.write(bytes.subarray(from, from + 3000));
  }
  return { sink, fragments: () => fragments };
}

test.each([
  ['its own folder', (base: string) => join(base, readdirSync(base)[0] ?? '')],
  ['the folder of all rings', (base: string) => base],
])('%s is removed: recording goes on in a new one, and that is told once', async (_, which) => {
  const told: (string | undefined)[] = [];
  const { ring, base } = openRing(told);
  await using _closed = ring;
  const { sink, fragments } = play(ring, () => rmSync(which(base), { recursive: true }));
  expect(fragments()).toBe(100);
  expect(sink.broken).toBeUndefined();
  expect(told).toEqual([expect.stringContaining('ENOENT'), undefined]);
  expect(numberIn((await ring.still(3960)).pixels)).toBe(99);
  await expect(ring.still(0)).rejects.toMatchObject({ code: 'ring/gone' });
});

test('nothing can be written: the stream is read on, and recorded again once it can be', async () => {
  const told: (string | undefined)[] = [];
  const { ring, parent } = openRing(told);
  await using _closed = ring;
  const gone = play(ring, () => rmSync(parent, { recursive: true }));
  expect(gone.fragments()).toBe(100);
  expect(told).toEqual([expect.stringContaining('ENOENT')]);
  expect(ring.stats().skipped).toBeGreaterThan(10);
  mkdirSync(parent);
  gone.sink.end();
  play(ring, undefined, 10_000);
  expect(told).toEqual([expect.any(String), undefined]);
  expect(numberIn((await ring.still(10_000)).pixels)).toBe(0);
});

test.skipIf(!canMount())('no room for a new file: the oldest goes', async () => {
  using disk = smallDisk(join(folder, 'small'), 1);
  const told: (string | undefined)[] = [];
  const { ring } = openRing(told, disk.path);
  await using _closed = ring;
  const { fragments } = play(ring, () => disk.fill());
  expect(fragments()).toBe(100);
  expect(ring.stats().evictedForRoom).toBeGreaterThan(0);
  expect(ring.span()?.toMs).toBe(4000);
});

test('a stream that cannot be read says so to its connection, and is told once', async () => {
  const told: (string | undefined)[] = [];
  const { ring } = openRing(told);
  await using _closed = ring;
  const { sink } = play(ring);
  sink.write(Buffer.alloc(64, 0xff));
  sink.write(Buffer.alloc(64, 0xff));
  expect(sink.broken).toMatch(/says it has/);
  expect(told).toEqual([sink.broken]);
});

test.each([
  ['just after the last picture before it', 4900, 99],
  ['just before the first picture after it', 9100, 0],
])('a moment in an outage has a picture %s', async (_, atMs, number) => {
  const { ring } = openRing();
  await using _closed = ring;
  play(ring).sink.end();
  play(ring, undefined, 10_000).sink.end();
  expect(numberIn((await ring.still(atMs)).pixels)).toBe(number);
});

test('a moment deep in an outage has none', async () => {
  const { ring } = openRing();
  await using _closed = ring;
  play(ring).sink.end();
  play(ring, undefined, 10_000).sink.end();
  await expect(ring.still(6500)).rejects.toMatchObject({ code: 'ring/gone' });
});

test('a slow stream shows each picture until the next', async () => {
  const slow = encodeNumbered(join(folder, 'slow.mp4'), { frames: 4, fps: 0.2, gop: 1 });
  const { ring } = openRing();
  await using _closed = ring;
  const sink = ring.begin(connection());
  sink.write(await fragmented(FFMPEG, slow));
  sink.end();
  expect(numberIn((await ring.still(7000)).pixels)).toBe(1);
});

test('a clip shows the moment that it must, though another part covers more of the time', async () => {
  const { ring } = openRing();
  await using _closed = ring;
  play(ring).sink.end();
  const sink = ring.begin(connection(4000));
  sink.write(larger);
  sink.end();
  const path = join(folder, 'must.mp4');
  const small = { size: { width: 160, height: 96 } };
  expect(await ring.clip(2000, 4800, path, 0)).toMatchObject(small);
  const clip = await ring.clip(2000, 4800, path, 0, 4500);
  expect(clip).toMatchObject({ size: { width: 320, height: 192 }, fromMediaMs: 4000 });
  expect(await ring.clip(3600, 6000, path, 0, 3700)).toMatchObject(small);
});

test.each([6500, 30_000])('a clip that cannot show %s ms is gone', async (mustMs) => {
  const { ring } = openRing();
  await using _closed = ring;
  play(ring).sink.end();
  play(ring, undefined, 10_000).sink.end();
  const clip = ring.clip(2000, 12_000, join(folder, 'none.mp4'), 0, mustMs);
  await expect(clip).rejects.toMatchObject({ code: 'ring/gone' });
});
