import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBroker } from '../../agent/adapters/broker/broker.ts';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { ModelsByHash } from '../../agent/app/rederive/models-by-hash.ts';
import { rederive } from '../../agent/app/rederive/rederive.ts';
import { startCommand, writeConfig } from '../helpers/agent.ts';
import { DEMO_CLIP } from '../helpers/demo-street.ts';
import { MODELS } from '../helpers/derive-stage.ts';
import { expectCovers, expectSound, packagesIn } from '../helpers/evidence.ts';
import { hasMosquitto } from '../helpers/mosquitto.ts';
import { scratch } from '../helpers/outbox.ts';
import {
  byEpisode,
  isOperation,
  isViolation,
  type ListeningPlatform,
  listenAsPlatform,
} from '../helpers/platform.ts';
import { alive } from '../helpers/processes.ts';
import { hasGstreamer, type RtspServer, startRtspServer } from '../helpers/rtsp-server.ts';
import { hasShared, makeStreetFilms, type StreetFilms } from '../helpers/street-films.ts';
import {
  allAcknowledged,
  heldFilms,
  inOutbox,
  SECRETS,
  serveStreet,
  stepsOf,
  streetStage,
} from '../helpers/street-stage.ts';
import { until } from '../helpers/until.ts';

const ffmpeg = await locateFfmpeg(process.env);
const here = hasGstreamer() && hasMosquitto() && ffmpeg.has.writePrft;
const films = hasShared()
  ? 'a street photograph and a film of ../shared'
  : 'films made from the demo clip, as ../shared is not here';

const needs = 'needs GStreamer, mosquitto and ffmpeg 5';

describe.skipIf(!here).concurrent(`RTSP cameras, ${films} (${needs})`, () => {
  const folder = scratch();
  const models = new ModelsByHash([MODELS]);
  let street: StreetFilms;
  let server: RtspServer;
  /** One zone, one vehicle, one episode. */
  let zones: string[];

  beforeAll(async () => {
    street = await makeStreetFilms(folder.path);
    zones = Object.keys(street.parked.zones);
    server = await serveStreet(street);
  });
  afterAll(async () => {
    await models[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  const stage = (dwell: string, kerb = server) =>
    streetStage({ street, dwell, kerb, road: server });

  const staged = (platform: ListeningPlatform, stage: string) =>
    platform.events.filter((event) => isViolation(event) && event.data.stage === stage);

  const allAre = (platform: ListeningPlatform, stage: string) =>
    until(`all are ${stage}`, () => staged(platform, stage).length === zones.length, 120_000);

  /** Each vehicle was suspected, then confirmed, each once, and nothing else happened. */
  function expectExactly({ events, statuses }: ListeningPlatform): void {
    const episodes = byEpisode(events);
    expect(
      episodes.map((episode) => episode.map(({ data }) => `${data.camera} ${data.stage}`)),
    ).toEqual(zones.map(() => ['kerb suspected', 'kerb confirmed']));
    expect(episodes.map(([first]) => first?.data.zone?.id).sort()).toEqual([...zones].sort());
    expect(statuses.filter((status) => !['stored', 'duplicate'].includes(status))).toEqual([]);
  }

  async function expectPackages(scene: { directory: string; uploads: string }): Promise<void> {
    const key = readFileSync(join(scene.directory, 'data/keys/node.pub.pem'), 'utf8');
    const packages = await packagesIn(scene.uploads);
    expect(packages).toHaveLength(zones.length);
    for (const one of packages) {
      const manifest = await expectSound(one, key);
      const { suspectedMediaMs, confirmedMediaMs } = manifest.timeline;
      expectCovers(manifest, 'clip-first', suspectedMediaMs, [900, 1900]);
      expectCovers(manifest, 'clip-last', confirmedMediaMs, [900, 1900]);
      const { checks } = await rederive(one, { ffmpeg, models });
      expect(checks.filter(({ outcome }) => !['shown', 'note'].includes(outcome))).toEqual([]);
    }
  }

  test('the vehicles at the kerb and nothing else; whole evidence; a stop within 10 s', async () => {
    await using scene = await stage('8s');
    const { platform } = scene;
    await using agent = startCommand(['run', '-c', scene.config]);
    await allAre(platform, 'confirmed');
    await allAcknowledged(agent);
    expectExactly(platform);
    expect(platform.operations()).toEqual([]);
    expect(new Set(platform.statuses)).toEqual(new Set(['stored']));
    for (const { data } of staged(platform, 'confirmed')) {
      expect(data.facts?.['dwellMs']).toBeGreaterThanOrEqual(8000);
      expect(data.facts?.['dwellMs']).toBeLessThan(10_000);
      expect(data['clock']).toMatchObject({ method: 'rtcp-sr', senderReports: 'steady' });
      // both on this box: the way of the picture is all that lies between their clocks
      const { cameraOffsetMs } = data['clock'] as { cameraOffsetMs?: number };
      expect(Math.abs(cameraOffsetMs ?? Number.NaN)).toBeLessThan(1000);
    }
    await expectPackages(scene);
    const children = agent.children();
    expect(children.length).toBeGreaterThanOrEqual(2);
    const stoppingMs = performance.now();
    const { code, stdout, stderr } = await agent.stop();
    expect(code, stderr).toBe(0);
    expect(performance.now() - stoppingMs).toBeLessThan(10_000);
    expect(children.filter(alive)).toEqual([]);
    for (const secret of SECRETS) expect(stdout + stderr).not.toContain(secret);
  });

  test('SIGKILL in mid-dwell: no orphan, and the same episodes go on after the restart', async () => {
    await using scene = await stage('30s');
    const { platform, directory } = scene;
    await using first = startCommand(['run', '-c', scene.config]);
    await allAre(platform, 'suspected');
    await until('films are kept', async () => (await heldFilms(directory)) === zones.length);
    const children = first.children();
    await first.kill();
    await until('its children are gone', () => !children.some(alive), 5000);
    await using second = startCommand(['run', '-c', scene.config]);
    await allAre(platform, 'confirmed');
    await allAcknowledged(second);
    expectExactly(platform);
    for (const { data } of staged(platform, 'confirmed')) {
      // the time without eyes counts: the vehicle stood there before and after
      expect(data.facts?.['dwellMs']).toBeGreaterThanOrEqual(30_000);
      expect(data.facts?.['dwellMs']).toBeLessThan(45_000);
    }
    await expectPackages(scene);
  });

  test('a camera that is cut off is reported, harms no other, and goes on when it is back', async () => {
    const weak = await serveStreet(street);
    await using scene = await stage('35s', weak);
    const { platform } = scene;
    await using agent = startCommand(['run', '-c', scene.config]);
    await allAre(platform, 'suspected');
    await weak.kill();
    const down = await platform.event('the camera is down', isOperation('camera-down'));
    expect(down.data).toMatchObject({ camera: 'kerb' });
    const before = await stepsOf(agent, 'road');
    await until('the other goes on', async () => (await stepsOf(agent, 'road')) > before + 5);
    await using _back = await serveStreet(street, weak.port);
    await platform.event('the camera is back', isOperation('camera-up'));
    await allAre(platform, 'confirmed');
    expectExactly(platform);
    expect(platform.operations()).toEqual(['camera-down', 'camera-up']);
    for (const { data } of staged(platform, 'confirmed'))
      expect(data.facts?.['longestGapMs']).toBeGreaterThan(10_000);
  });

  test('a broker that dies and comes back loses nothing', async () => {
    await using scene = await stage('12s');
    const { platform, broker, uploads } = scene;
    await using agent = startCommand(['run', '-c', scene.config]);
    await allAre(platform, 'suspected');
    await broker.stop('SIGKILL');
    const waiting = async () => (await inOutbox(agent, 'pending')) > zones.length;
    await until('the confirmations wait', waiting, 60_000);
    await broker.start();
    await allAre(platform, 'confirmed');
    await allAcknowledged(agent);
    expectExactly(platform);
    expect(await packagesIn(uploads)).toHaveLength(zones.length);
  });
});

// H.264 whose gaps the decoder hides well: no picture looks broken
test
  .skipIf(!hasGstreamer())
  .concurrent(
    'a line that loses packets is told once, and told when it loses none any more (needs GStreamer)',
    async () => {
      using directory = scratch();
      await using server = await startRtspServer({
        mounts: [{ path: '/cam', file: DEMO_CLIP, lossy: true }],
      });
      await using broker = await startBroker();
      await using platform = await listenAsPlatform({ url: broker.url });
      const config = writeConfig(directory.path, {
        cameras: {
          corner: {
            source: { kind: 'rtsp', url: server.url('/cam'), transport: 'udp', fps: 2 },
            zones: {
              walk: {
                kind: 'sidewalk',
                polygon: [
                  [0, 0.5],
                  [1, 0.5],
                  [1, 1],
                ],
              },
            },
            rules: ['sidewalk-parking'],
          },
        },
        targets: { platform: { kind: 'mqtt', url: broker.url } },
      });
      await using agent = startCommand(['run', '-c', config]);
      await agent.said(/^watching$/, 60_000);
      await until('it is watched', async () => (await stepsOf(agent, 'corner')) > 3);
      server.lose(0.05);
      const { data: told } = await platform.event('it is told', isOperation('camera-garbled'));
      expect(told['facts']).toMatchObject({ condition: 'garbled', sign: 'lost-data' });
      server.lose(0);
      const { data: over } = await platform.event('it is over', isOperation('camera-recovered'));
      expect(over['facts']).toMatchObject({ condition: 'garbled', remaining: [] });
      expect(platform.operations()).toEqual(['camera-garbled', 'camera-recovered']);
      expect((await agent.stop()).code).toBe(0);
    },
  );
