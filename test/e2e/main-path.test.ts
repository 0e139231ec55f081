import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudEvent } from 'cloudevents';
import { describe, expect, test } from 'vitest';
import { startBroker } from '../../agent/adapters/broker/broker.ts';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import type { PlatformEvent } from '../../agent/adapters/platform/check-event.ts';
import { runCommand, startCommand } from '../helpers/agent.ts';
import {
  DEMO_CLIP,
  DEMO_CONFIG,
  DEMO_EPISODES,
  DROP_OFF,
  demoConfig,
  HALF_EPISODES,
  halfClip,
  OPEN_TRUCK,
  PARKED,
  STALL,
} from '../helpers/demo-street.ts';
import { expectCovers, expectSound, packagesIn } from '../helpers/evidence.ts';
import { scratch } from '../helpers/outbox.ts';
import { byEpisode, listenAsPlatform, stepOf } from '../helpers/platform.ts';

const START = '2026-05-01T08:00:00+08:00';
const START_MS = Date.parse(START);

/** The builds of ffmpeg that are here, by their environment. */
async function builds() {
  const bundled = await locateFfmpeg({ PATH: '' }).catch(() => undefined);
  const system = await locateFfmpeg({ PATH: process.env['PATH'] }).catch(() => undefined);
  return [
    { name: 'the bundled ffmpeg', path: bundled?.path },
    {
      name: "the system's ffmpeg (needs ffmpeg in PATH)",
      path: system?.origin === 'system' ? system.path : undefined,
    },
  ];
}

function expectDemoEpisodes(events: readonly PlatformEvent[]): void {
  const episodes = byEpisode(events);
  expect(episodes.map((episode) => episode.map(stepOf))).toEqual(DEMO_EPISODES);
  const [dropOff, parked, stall, truck] = episodes.map((episode) => episode.map(momentOf));
  expectMoment(dropOff, 'cleared', DROP_OFF.goS, DROP_OFF.goS - DROP_OFF.stopS);
  expectMoment(parked, 'confirmed', PARKED.stopS + 20, 20);
  expectMoment(parked, 'cleared', PARKED.goS, PARKED.goS - PARKED.stopS);
  // the parts of a stall must have been there for a while, before its time counts
  // and it is still seen in its place while its first wheels leave
  expectMoment(stall, 'cleared', STALL.goS, STALL.goS - STALL.stopS - 2, 4);
  const confirmed = truck?.find(({ stage }) => stage === 'confirmed')?.atS ?? 0;
  expect(confirmed).toBeGreaterThan(OPEN_TRUCK.stopS);
  expect(confirmed).toBeLessThan(OPEN_TRUCK.goS);
}

interface SeenMoment {
  readonly stage: string | undefined;
  readonly atS: number;
  readonly dwellS: number;
}

function momentOf({ time, data }: PlatformEvent): SeenMoment {
  const atS = (Date.parse(time) - START_MS) / 1000;
  return { stage: data.stage, atS, dwellS: Number(data.facts?.['dwellMs']) / 1000 };
}

/** Who pulls out stands there for a first slow metre: so `offS` is 3 s. */
function expectMoment(
  seen: readonly SeenMoment[] | undefined,
  stage: string,
  atS: number,
  dwellS: number,
  offS = 3,
): void {
  const moment = seen?.find((one) => one.stage === stage);
  expect(Math.abs((moment?.atS ?? 0) - atS), `${stage} at ${moment?.atS} s`).toBeLessThan(offS);
  expect(Math.abs((moment?.dwellS ?? 0) - dwellS), `${moment?.dwellS} s`).toBeLessThan(offS);
}

describe.concurrent('the main path: clip, detector, rules, evidence, broker, platform', async () => {
  for (const { name, path } of await builds())
    test.skipIf(path === undefined)(`with ${name}`, async () => {
      using directory = scratch();
      const uploads = join(directory.path, 'uploads');
      mkdirSync(uploads);
      await using broker = await startBroker();
      await using platform = await listenAsPlatform({ url: broker.url });
      const source = { kind: 'file', path: DEMO_CLIP, pace: 'fast', startUtc: START };
      const config = demoConfig(directory.path, { source, url: broker.url, media: uploads });
      await using agent = startCommand(['run', '-c', config], { FFMPEG_PATH: path });
      const { code, stderr } = await agent.ended;
      expect(code, stderr).toBe(0);
      expectDemoEpisodes(platform.events);
      // one event per file and nothing else: no trouble, no doubles, every signature good
      expect(platform.operations()).toEqual([]);
      expect(new Set(platform.statuses)).toEqual(new Set(['stored']));
      expect(new Set(platform.events.map(({ id }) => id)).size).toBe(platform.events.length);
      const packages = await packagesIn(join(directory.path, 'data/evidence/packages'));
      const arrived = await packagesIn(uploads);
      expect(packages).toHaveLength(3);
      expect(arrived.map((one) => one.slice(-36))).toEqual(packages.map((one) => one.slice(-36)));
      const key = readFileSync(join(directory.path, 'data/keys/node.pub.pem'), 'utf8');
      for (const folder of arrived) {
        const manifest = await expectSound(folder, key);
        const { sinceMediaMs, suspectedMediaMs, confirmedMediaMs } = manifest.timeline;
        if (manifest.violation === 'muck-truck-uncovered') {
          // what passes has one clip
          expectCovers(manifest, 'clip', confirmedMediaMs, [2900, 6900]);
          continue;
        }
        const isStall = manifest.violation === 'street-stall';
        const firstMs = isStall ? sinceMediaMs : suspectedMediaMs;
        expectCovers(manifest, 'clip-first', firstMs, [2900, 6900]);
        expectCovers(manifest, 'clip-last', confirmedMediaMs, [2900, 6900]);
      }
      const verified = await runCommand(['verify', ...arrived]);
      expect(verified.code, verified.stdout).toBe(0);
    });

  test('replay --json prints CloudEvents, the same ones for the same recording and time', async () => {
    using directory = scratch();
    const half = await halfClip(directory.path);
    const replays = await Promise.all(
      ['one', 'two'].map((name) => {
        const out = join(directory.path, name);
        return runCommand([
          'replay',
          half,
          '-c',
          DEMO_CONFIG,
          '--start',
          START,
          '--json',
          '--out',
          out,
        ]);
      }),
    );
    const [one, two] = replays.map(({ code, stdout, stderr }) => {
      expect(code, stderr).toBe(0);
      return stdout
        .trim()
        .split('\n')
        .map((line) => new CloudEvent(JSON.parse(line)));
    });
    for (const event of one ?? []) expect(event.validate()).toBe(true);
    expect(one?.map(({ id, type, time }) => [id, type, time])).toEqual(
      two?.map(({ id, type, time }) => [id, type, time]),
    );
    expect(one).toHaveLength(HALF_EPISODES.flat().length);
  });
});
