import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../agent/adapters/store/store.ts';
import { CameraNotices, type NoticeTimes } from '../../agent/app/camera-notices.ts';
import { Operations } from '../../agent/app/operations.ts';
import { ReportLimit, type Told } from '../../agent/app/report-limit.ts';
import type { OutboxEntry, Store } from '../../agent/ports/outbox.ts';
import { clock, memoryLog, scratch } from '../helpers/outbox.ts';
import { until } from '../helpers/until.ts';

const SITE = { site: 'east', node: 'box-1', timezone: 'Asia/Shanghai', targets: ['city'] };
const DOWN = {
  type: 'down',
  code: 'source/ended',
  message: 'gone',
  facts: {},
  retryInMs: 1,
} as const;
const UP = { type: 'up', picture: { width: 4, height: 2 }, codec: 'h264' } as const;

function notices(times: NoticeTimes) {
  const told: string[] = [];
  const report = async (what: string) => {
    told.push(what);
  };
  return Object.assign(new CameraNotices('gate', { report }, memoryLog(), times), { told });
}

test('a camera that flaps is down once, and back when pictures last', async () => {
  using camera = notices({ graceMs: 0, steadyMs: 40 });
  camera.handle(DOWN);
  await until('it is told', () => camera.told.length === 1);
  for (let times = 0; times < 50; times += 1) {
    camera.handle(UP);
    camera.handle(DOWN);
  }
  camera.handle(UP);
  const upMs = performance.now();
  await until('it is back', () => camera.told.length === 2);
  expect(performance.now() - upMs).toBeGreaterThanOrEqual(38);
  expect(camera.told).toEqual(['camera-down', 'camera-up']);
  camera.handle(DOWN);
  await until('it is told anew', () => camera.told.length === 3);
});

function limited(most: number, windowMs: number, nowMs: () => number) {
  const told: string[] = [];
  const words = ({ heldBack, silentMs }: Told) => `${heldBack} ${silentMs ?? ''}`.trim();
  const limit = new ReportLimit<string>({
    most,
    windowMs,
    nowMs,
    tell: async (report, note) => {
      told.push(`${report}: ${words(note)}`);
    },
  });
  return Object.assign(limit, { told });
}

test('six an hour, one that says so, and the last of those held back when there is room', async () => {
  let now = 0;
  const limit = limited(6, 3_600_000, () => now);
  for (let n = 1; n <= 20; n += 1, now += 60_000) await limit.take('camera-down gate', `${n}`);
  await limit.take('camera-down yard', 'other');
  expect(limit.told).toEqual([
    '1: 0',
    '2: 0',
    '3: 0',
    '4: 0',
    '5: 0',
    '6: 0',
    '7: 0 3240000',
    'other: 0',
  ]);
  now = 3_660_000;
  await limit.take('camera-down gate', '21');
  expect(limit.told.at(-1)).toBe('21: 13');
  await limit[Symbol.asyncDispose]();
  expect(limit.told.at(-1)).toBe('21: 13');
});

test('what was held back is told by itself when its time has come, or at the end', async () => {
  const limit = limited(1, 60, () => performance.now());
  for (const report of ['a', 'b', 'c', 'd']) await limit.take('k', report);
  await until('the last is told', () => limit.told.length === 3);
  expect(limit.told[2]).toMatch(/^d: 1/);
  await limit.take('k', 'e');
  await limit.take('k', 'f');
  await limit[Symbol.asyncDispose]();
  expect(limit.told.at(-1)).toMatch(/^f: /);
});

test('a store that fails in between costs no number, and doubles no event', async () => {
  using directory = scratch();
  await using real = await openStore(join(directory.path, 'a.db'));
  let failures = 2;
  const failing: Store['commit'] = async (entries, saved) => {
    if (failures > 0) {
      failures -= 1;
      throw new Error('no room');
    }
    await real.commit(entries, saved);
  };
  const store: Store = { ...real, commit: failing };
  const pictures = { folder: join(directory.path, 'pictures'), targets: ['city'] };
  const operations = new Operations({ ...SITE, store, clock, log: memoryLog(), pictures });
  await operations.report('clock-skew', { message: 'one' });
  expect(operations.busy).toBe(true);
  await operations[Symbol.asyncDispose](); // fails once more
  await operations.report('disk-low', { message: 'two' });
  await operations[Symbol.asyncDispose]();
  const due = await real.due('city', 10, Number.MAX_SAFE_INTEGER);
  expect(due.map(sequenceOf).sort()).toEqual(['0000000001', '0000000002']);
});

test('a picture is named in its event, kept, and sent as a file to those who take files', async () => {
  using directory = scratch();
  await using store = await openStore(join(directory.path, 'a.db'));
  const pictures = { folder: join(directory.path, 'pictures'), targets: ['city'] };
  const targets = ['city', 'district'];
  await using operations = new Operations({
    ...{ ...SITE, targets, store, clock, log: memoryLog(), pictures },
  });
  const picture = Buffer.from('a jpeg');
  await operations.report('camera-frozen', { camera: 'gate', message: 'still', picture });
  const due = await store.due('city', 10, Number.MAX_SAFE_INTEGER);
  const event = due.find((entry) => entry.kind === 'event');
  const file = due.find((entry) => entry.kind === 'media');
  const sha256 = createHash('sha256').update(picture).digest('hex');
  expect(JSON.parse(event?.body ?? '').data.picture).toEqual({
    ...{ sha256, bytes: 6, mime: 'image/jpeg', uri: `sha256:${sha256}` },
  });
  expect(file).toMatchObject({
    sha256,
    bytes: 6,
    camera: 'gate',
    name: `operations/${event?.id}.jpg`,
  });
  expect(readFileSync(file?.path ?? '')).toEqual(picture);
  const others = await store.due('district', 10, Number.MAX_SAFE_INTEGER);
  expect(others.map(({ kind }) => kind)).toEqual(['event']);
});

function sequenceOf(entry: OutboxEntry): unknown {
  return entry.kind === 'event' ? JSON.parse(entry.body).sequence : undefined;
}

test('steps of a camera clock are known by where they lie on its time line', () => {
  using camera = notices({});
  expect(camera.clockStepSince(0)).toBeUndefined();
  camera.handle({ type: 'clock-step', stepMs: 5000, mediaMs: 1000 });
  camera.handle({ type: 'clock-step', stepMs: -20_000, mediaMs: 2000 });
  camera.handle({ type: 'clock-step', stepMs: 3000, mediaMs: 3000 });
  expect([0, 2000, 2001, 3001].map((sinceMs) => camera.clockStepSince(sinceMs))).toEqual([
    -20_000,
    -20_000,
    3000,
    undefined,
  ]);
  for (let n = 0; n < 1000; n += 1)
    camera.handle({ type: 'clock-step', stepMs: 4000, mediaMs: 4000 + n });
  expect(camera.clockStepSince(0)).toBe(4000);
});
