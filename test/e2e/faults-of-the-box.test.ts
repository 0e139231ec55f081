import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startBroker } from '../../agent/adapters/broker/broker.ts';
import { systemClock } from '../../agent/adapters/clock/clock.ts';
import { startAgent } from '../../agent/app/agent.ts';
import { loadConfig } from '../../agent/config/load.ts';
import { startCommand, writeConfig } from '../helpers/agent.ts';
import { demoConfig, HALF_EPISODES, halfClip } from '../helpers/demo-street.ts';
import { freePort } from '../helpers/mosquitto.ts';
import { memoryLog, scratch } from '../helpers/outbox.ts';
import {
  byEpisode,
  isOperation,
  isViolation,
  type ListeningPlatform,
  listenAsPlatform,
  stepOf,
} from '../helpers/platform.ts';
import { canMount, smallDisk } from '../helpers/small-disk.ts';
import { inOutbox } from '../helpers/street-stage.ts';
import { until } from '../helpers/until.ts';

const STEPS = HALF_EPISODES.flat().length;

/** Half a minute of the demo street, read as fast as the box can. */
const clip = async (folder: string) => ({
  kind: 'file',
  path: await halfClip(folder),
  pace: 'fast',
  startUtc: '2026-05-01T08:00:00+08:00',
});

/** Every step of every episode of the demo clip is there, once and in order. */
function expectAll(
  { events, statuses }: ListeningPlatform,
  expected: typeof HALF_EPISODES = HALF_EPISODES,
): void {
  const violations = events.filter(isViolation);
  expect(new Set(violations.map(({ id }) => id)).size).toBe(violations.length);
  const episodes = byEpisode(events).map((episode) => episode.map(stepOf).join(', '));
  expect(episodes.sort()).toEqual(expected.map((steps) => steps.join(', ')).sort());
  expect(statuses).not.toContain('rejected');
}

describe.concurrent('the box or its line is in trouble: nothing is lost', () => {
  test('no broker: events wait, and go when it is there', async () => {
    using directory = scratch();
    const source = await clip(directory.path);
    const port = await freePort();
    const url = `mqtt://127.0.0.1:${port}`;
    await using agent = startCommand(['run', '-c', demoConfig(directory.path, { source, url })]);
    const { state } = await agent.said(/broker is not connected/);
    expect(state).toBe('offline');
    await until(
      'all events wait',
      async () => (await inOutbox(agent, 'pending')) >= STEPS,
      120_000,
    );
    await using _broker = await startBroker({ port });
    await using platform = await listenAsPlatform({ url });
    const { code, stderr } = await agent.ended;
    expect(code, stderr).toBe(0);
    expectAll(platform);
  });

  test('a broker that refuses: said so, and sent once the password is right', async () => {
    using directory = scratch();
    const source = await clip(directory.path);
    await using broker = await startBroker({ users: { box: 'right', city: 'city' } });
    const { url } = broker;
    await using platform = await listenAsPlatform({ url, user: 'city', password: 'city' });
    const target = (password: string) => ({ kind: 'mqtt', url, user: 'box', password });
    const config = demoConfig(directory.path, { source, target: target('wrong-password') });
    await using first = startCommand(['run', '-c', config]);
    await until('the refusal is said', () => first.log.find(({ state }) => state === 'refused'));
    await until('all events wait', async () => (await inOutbox(first, 'pending')) > STEPS, 120_000);
    const stopped = await first.stop();
    expect(stopped.code).toBe(0);
    expect(stopped.stderr).not.toContain('wrong-password');
    const mended = writeConfig(directory.path, {
      site: { id: 'demo-street' },
      node: { id: 'demo-box', data: './data' },
      cameras: { other: { source: { ...source, pace: 'live' } } },
      targets: { platform: target('right') },
    });
    await using second = startCommand(['run', '-c', mended]);
    const refused = await platform.event('the refusal is told', isOperation('target-refused'));
    expect(refused.data).toMatchObject({ code: 'target/refused', facts: { target: 'platform' } });
    // what was still open of the camera that is no longer watched has ended too
    await until('all came', () => platform.steps().length === STEPS + 2);
    const ended = HALF_EPISODES.map((steps) => {
      const [kind = ''] = /corner \S+/.exec(steps[0] ?? '') ?? [];
      return steps.some((step) => step.includes('cleared'))
        ? steps
        : [...steps, `${kind} cleared rule-off`];
    });
    expectAll(platform, ended);
    expect((await second.stop()).code).toBe(0);
  });

  test.skipIf(!canMount())(
    'a full disk (needs the right to mount): all comes when there is room',
    async () => {
      using directory = scratch();
      const source = await clip(directory.path);
      using disk = smallDisk(join(directory.path, 'data'), 24);
      await using broker = await startBroker();
      await using platform = await listenAsPlatform({ url: broker.url });
      const config = demoConfig(directory.path, { source, url: broker.url });
      await using agent = startCommand(['run', '-c', config]);
      await agent.said(/pictures arrive/);
      disk.fill();
      const { code: full } = await until(
        'the agent said that the disk is full',
        () =>
          agent.log.find(
            ({ code, waits, msg = '' }) =>
              (code === 'store/full' && waits === true) || /evidence failed/.test(msg),
          ),
        60_000,
      );
      expect(full).toBe('store/full');
      expect(platform.steps().length).toBeLessThan(STEPS);
      disk.empty();
      const { code, stderr } = await agent.ended;
      expect(code, stderr).toBe(0);
      expectAll(platform);
      const told = platform.operations();
      expect(told.filter((what) => what === 'disk-low' || what === 'evidence-failed')).not.toEqual(
        [],
      );
    },
  );

  test('a clock that was never set: the cameras wait, /readyz says why, the platform hears of it', async () => {
    using directory = scratch();
    const source = await clip(directory.path);
    await using broker = await startBroker();
    await using platform = await listenAsPlatform({ url: broker.url });
    const path = demoConfig(directory.path, { source, url: broker.url });
    const loaded = await loadConfig(path, process.env);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const clock = systemClock('Asia/Shanghai');
    let behindMs = clock.utcMs() - 86_400_000;
    const log = memoryLog();
    const agent = await startAgent({
      config: loaded.value,
      log,
      clock: { ...clock, utcMs: () => clock.utcMs() - behindMs },
      http: true,
    });
    try {
      const answer = await fetch(`${agent.httpUrl}/readyz`);
      expect(answer.status).toBe(503);
      expect(((await answer.json()) as { waitingFor: string }).waitingFor).toMatch(
        /the box clock \(it says 1970-01-02\).*clock\/unset/,
      );
      expect(log.lines.join('\n')).toMatch(/before 2020.*clock\/unset/);
      expect((await agent.status()).cameras.map(({ source }) => source.connects)).toEqual([0]);
      behindMs = 0;
      const told = await platform.event('the wait is told', isOperation('clock-skew'));
      expect(told.data).toMatchObject({ code: 'clock/unset' });
      expect(Date.parse(told.time)).toBeGreaterThan(Date.UTC(2020, 0, 1));
      await until('the camera is judged', async () => (await agent.status()).ready);
    } finally {
      await agent.stop();
    }
  });
});
