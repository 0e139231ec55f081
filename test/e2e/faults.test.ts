import { copyFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startBroker } from '../../agent/adapters/broker/broker.ts';
import { runCommand, startCommand, writeConfig } from '../helpers/agent.ts';
import { brokenModel, MODEL_FAULTS } from '../helpers/broken-models.ts';
import { makeClip } from '../helpers/clip.ts';
import { DEMO_CLIP } from '../helpers/demo-street.ts';
import { freePort } from '../helpers/mosquitto.ts';
import { scratch } from '../helpers/outbox.ts';
import { isOperation, type ListeningPlatform, listenAsPlatform } from '../helpers/platform.ts';
import { hasGstreamer, startRtspServer } from '../helpers/rtsp-server.ts';
import { stepsOf } from '../helpers/street-stage.ts';
import { until } from '../helpers/until.ts';

const walk = (polygon: object) => ({ walk: { kind: 'sidewalk', polygon } });
const LOWER_HALF = walk([
  [0, 0.5],
  [1, 0.5],
  [1, 1],
  [0, 1],
]);
const camera = (source: unknown, more: object = {}) => ({
  source,
  zones: LOWER_HALF,
  rules: ['sidewalk-parking'],
  ...more,
});
/** A camera that is well: the demo street, over and over. */
const GOOD = camera({ kind: 'file', path: DEMO_CLIP, pace: 'live', loop: true, fps: 2 });
const to = (url: string) => ({ platform: { kind: 'mqtt', url } });

describe.concurrent('faults in the configuration: exit 1, place and advice', () => {
  const street = (change: object) => ({ cameras: { street: { ...GOOD, ...change } } });
  const parking = (change: object) => street({ rules: [{ use: 'sidewalk-parking', ...change }] });
  const pixels = walk([
    [10, 10],
    [600, 10],
    [600, 400],
  ]);
  const cases: readonly (readonly [name: string, config: object, says: RegExp])[] = [
    ['a setting that is none', street({ zone: {} }), /:\d+:\d+: cameras\.street\.zone: .*zones/],
    ['a rule that is none', street({ rules: ['parkin'] }), /:\d+:\d+: .*no rule 'parkin'/],
    [
      'a class that the model does not know',
      parking({ labels: ['cars'] }),
      /:\d+:\d+: .*model 'street' has no label 'cars'; did you mean 'car'/,
    ],
    ['a polygon in pixels', street({ zones: pixels }), /:\d+:\d+: .*polygon.* 0 .*1/],
    ['no camera at all', {}, /nothing to watch yet: add a camera/],
  ];
  test.each(cases)('%s', async (_name, config, says) => {
    using directory = scratch();
    const { code, stderr } = await runCommand(['run', '-c', writeConfig(directory.path, config)]);
    expect(stderr).toMatch(says);
    expect(code).toBe(1);
  });

  test('a file that is not there', async () => {
    const { code, stderr } = await runCommand(['run', '-c', '/nowhere/agent.yaml']);
    expect(stderr).toMatch(/\/nowhere\/agent\.yaml:1:1: .*cannot read this file/);
    expect(code).toBe(1);
  });
});

describe.concurrent('models that cannot be used', () => {
  test.each(MODEL_FAULTS)('%s: the only model, so the program ends with 3', async (fault) => {
    using directory = scratch();
    const config = writeConfig(directory.path, {
      models: { own: { path: brokenModel(directory.path, fault) } },
      cameras: { street: { ...GOOD, model: 'own' } },
    });
    const { code, stderr } = await runCommand(['run', '-c', config]);
    expect(stderr).toContain(`${fault}: ${directory.path}`);
    expect(code).toBe(3);
  });

  test('cameras with a sound model go on, and the platform hears of the others', async () => {
    using directory = scratch();
    await using broker = await startBroker();
    await using platform = await listenAsPlatform({ url: broker.url });
    const names = MODEL_FAULTS.map((fault) => fault.replace('/', '-'));
    const config = writeConfig(directory.path, {
      models: Object.fromEntries(
        MODEL_FAULTS.map((fault, n) => [names[n], { path: brokenModel(directory.path, fault) }]),
      ),
      cameras: {
        good: GOOD,
        ...Object.fromEntries(names.map((name) => [name, { ...GOOD, model: name }])),
      },
      targets: to(broker.url),
    });
    await using agent = startCommand(['run', '-c', config]);
    await until(
      'all were told',
      () => platform.operations().length === MODEL_FAULTS.length,
      90_000,
    );
    expect(troubles(platform, 'model-failed')).toEqual(
      Object.fromEntries(MODEL_FAULTS.map((fault, n) => [names[n], fault])),
    );
    await until('the good one is judged', async () => (await stepsOf(agent, 'good')) > 5);
    expect((await agent.stop()).code).toBe(0);
  });
});

/** Camera -> code of its operational event. */
function troubles({ events }: ListeningPlatform, what: string): Record<string, unknown> {
  const found = events.filter(isOperation(what));
  return Object.fromEntries(found.map(({ data }) => [data.camera, data['code']]));
}

describe.concurrent('cameras that give no pictures: told once, and no other is harmed', () => {
  test('files, addresses without a camera, pages that are no video', async () => {
    using directory = scratch();
    const file = (name: string) => join(directory.path, name);
    writeFileSync(file('letter.mp4'), 'Dear camera, '.repeat(1000));
    copyFileSync(DEMO_CLIP, file('half.mp4'));
    truncateSync(file('half.mp4'), Math.floor(statSync(DEMO_CLIP).size / 8));
    copyFileSync(await makeClip({ container: 'mp4' }), file('headless.mp4'));
    truncateSync(file('headless.mp4'), Math.floor(statSync(file('headless.mp4')).size / 2));
    const page = createServer((_request, response) => response.end('<h1>no video</h1>'));
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', () => resolve()));
    const { port } = page.address() as AddressInfo;
    await using broker = await startBroker();
    await using platform = await listenAsPlatform({ url: broker.url });
    const config = writeConfig(directory.path, {
      cameras: {
        good: GOOD,
        letter: camera(file('letter.mp4')),
        half: camera(file('half.mp4')),
        headless: camera(file('headless.mp4')),
        nothing: camera(file('nothing.mp4')),
        away: camera(`rtsp://viewer:secret@127.0.0.1:${await freePort()}/stream`),
        page: camera(`http://127.0.0.1:${port}/stream`),
      },
      targets: to(broker.url),
    });
    await using agent = startCommand(['run', '-c', config]);
    await until('all were told', () => platform.operations().length >= 6, 120_000);
    expect(troubles(platform, 'camera-down')).toEqual({
      letter: 'source/not-video',
      half: 'source/ended',
      headless: 'source/not-video',
      nothing: 'source/no-file',
      away: 'source/unreachable',
      page: 'source/not-video',
    });
    // what was whole in a cut file was looked at
    expect(await stepsOf(agent, 'half')).toBeGreaterThan(10);
    const before = await stepsOf(agent, 'good');
    await until('the good one goes on', async () => (await stepsOf(agent, 'good')) > before + 5);
    expect(platform.operations()).toHaveLength(6);
    const { code, stdout, stderr } = await agent.stop();
    expect(code).toBe(0);
    expect(JSON.stringify(platform.events) + stdout + stderr).not.toContain('secret');
    page.close();
  });

  test.skipIf(!hasGstreamer())(
    'wrong password; another resolution in mid-stream (needs GStreamer)',
    async () => {
      using directory = scratch();
      const small = await makeClip({ seconds: 6, gop: 12 });
      const large = await makeClip({ seconds: 20, gop: 12, width: 960, height: 540 });
      await using locked = await startRtspServer({
        mounts: [{ path: '/cam', file: small }],
        user: 'viewer',
        password: 'right',
      });
      await using open = await startRtspServer({
        mounts: [{ path: '/cam', file: [small, large] }],
      });
      await using broker = await startBroker();
      await using platform = await listenAsPlatform({ url: broker.url });
      const config = writeConfig(directory.path, {
        cameras: {
          good: GOOD,
          locked: camera(`rtsp://viewer:wrong-one@127.0.0.1:${locked.port}/cam`),
          // a test picture is no street: rules would rest
          changing: {
            ...camera({ kind: 'rtsp', url: open.url('/cam'), fps: 2 }),
            watch: { picture: false, scene: false },
          },
        },
        targets: to(broker.url),
      });
      await using agent = startCommand(['run', '-c', config]);
      const changed = await platform.event('the picture changed', isOperation('camera-changed'));
      expect(changed.data).toMatchObject({
        camera: 'changing',
        facts: { before: { width: 640, height: 360 }, after: { width: 960, height: 540 } },
      });
      const before = await stepsOf(agent, 'changing');
      await until('it goes on', async () => (await stepsOf(agent, 'changing')) > before + 3);
      await platform.event('the other is locked', isOperation('camera-down'));
      expect(troubles(platform, 'camera-down')).toEqual({ locked: 'source/refused' });
      expect(await stepsOf(agent, 'good')).toBeGreaterThan(10);
      const { code, stderr } = await agent.stop();
      expect(code).toBe(0);
      expect(JSON.stringify(platform.events) + stderr).not.toContain('wrong-one');
    },
  );
});
