import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { openHttp } from '../../../agent/adapters/http/server.ts';
import type { AgentStatus } from '../../../agent/ports/status.ts';

const NOW: AgentStatus = {
  version: '0',
  site: 'east',
  node: 'box-1',
  startedUtcMs: 0,
  ready: true,
  clock: {
    state: 'locked',
    source: 'ntp',
    via: 'chrony',
    offsetMs: -1.5,
    maxErrorMs: 12,
  },
  cameras: [],
  models: [],
  targets: [],
};
const AGENT = { status: async () => NOW, acceptScene: (id: string) => id === 'gate' };

test('a connection on which nothing is asked does not hold up the end', {
  timeout: 5000,
}, async () => {
  const http = await openHttp({ host: '127.0.0.1', port: 0 }, AGENT);
  const silent = connect(Number(new URL(http.url).port), '127.0.0.1');
  await once(silent, 'connect');
  // an answer after it was taken: the server knows of both connections
  expect((await fetch(`${http.url}/healthz`)).status).toBe(200);
  const gone = once(silent, 'close');
  await http[Symbol.asyncDispose]();
  await gone;
});

test('a port that is taken is said in words', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  await expect(openHttp({ host: '127.0.0.1', port }, AGENT)).rejects.toMatchObject({
    code: 'http/port-taken',
    message: expect.stringContaining(`127.0.0.1:${port}`),
  });
  other.close();
});

test('what the pictures of a camera suffer from, and what it watched, is in the metrics', async () => {
  const camera: AgentStatus['cameras'][number] = {
    id: 'gate',
    source: { state: 'live', connects: 1, frames: 9, dropped: 0, damaged: 2 },
    ...{
      steps: 1,
      detections: 0,
      tracks: 0,
      openEpisodes: 0,
      events: {},
      ringBytes: 0,
      restarts: 0,
    },
    conditions: ['frozen'],
    scene: { view: 'home', known: true, shiftX: 0, shiftY: 0 },
    patrol: {
      views: [{ preset: 'north', overdue: false, watchedMs: 90_500, share: 0.2 }],
      outOfReach: [],
    },
  };
  const status = async () => ({ ...NOW, cameras: [camera] });
  await using http = await openHttp({ host: '127.0.0.1', port: 0 }, { ...AGENT, status });
  const metrics = await (await fetch(`${http.url}/metrics`)).text();
  expect(metrics).toContain(
    'streetwarden_camera_view_seconds_total{camera="gate",preset="north"} 90.5',
  );
  const of = (condition: string) =>
    `streetwarden_camera_condition{camera="gate",condition="${condition}"}`;
  expect(metrics).toContain(`${of('frozen')} 1`);
  expect(metrics).toContain(`${of('moved')} 0`);
});

test('the scene of a camera that is there can be accepted from this box', async () => {
  await using http = await openHttp({ host: '127.0.0.1', port: 0 }, AGENT);
  const post = async (camera: string) =>
    (await fetch(`${http.url}/cameras/${camera}/scene`, { method: 'POST' })).status;
  expect(await post('gate')).toBe(202);
  expect(await post('yard')).toBe(404);
});

test('what the box clock is worth is in the status and in the metrics', async () => {
  let now = NOW;
  await using http = await openHttp(
    { host: '127.0.0.1', port: 0 },
    { ...AGENT, status: async () => now },
  );
  const ready = (await (await fetch(`${http.url}/readyz`)).json()) as AgentStatus;
  expect(ready.clock).toEqual(NOW.clock);
  const metrics = async () => (await fetch(`${http.url}/metrics`)).text();
  const known = await metrics();
  expect(known).toContain('streetwarden_clock_state{state="locked"} 1');
  expect(known).toContain('streetwarden_clock_offset_ms{via="chrony"} -1.5');
  expect(known).toContain('streetwarden_clock_max_error_ms{via="chrony"} 12');
  now = { ...NOW, clock: { state: 'unknown', source: 'unknown', via: 'none' } };
  const unknown = await metrics();
  expect(unknown).toContain('streetwarden_clock_state{state="unknown"} 1');
  expect(unknown).not.toMatch(/^streetwarden_clock_(offset|max_error)_ms/m);
});
