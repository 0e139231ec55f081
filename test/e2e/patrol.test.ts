import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startBroker } from '../../agent/adapters/broker/broker.ts';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import type { AgentStatus } from '../../agent/ports/status.ts';
import { startCommand, writeConfig } from '../helpers/agent.ts';
import { DEMO_CLIP } from '../helpers/demo-street.ts';
import { knowViews, type Shown } from '../helpers/known-views.ts';
import { scratch } from '../helpers/outbox.ts';
import { isViolation, listenAsPlatform } from '../helpers/platform.ts';
import { hasGstreamer, startRtspServer } from '../helpers/rtsp-server.ts';
import { until } from '../helpers/until.ts';

const run = promisify(execFile);
const ffmpeg = await locateFfmpeg(process.env);

/** One round of the patrol; between the views the camera turns for a second. */
const ROUND_S = 16;
const SHOWN: readonly Shown[] = [
  { view: 'home', fromS: 0, toS: 7 },
  { view: 'north', fromS: 8, toS: 15 },
];
/** Around the red car that stands in the demo until 50 s, and around the same in its mirror. */
const KERBS: Readonly<Record<string, readonly [number, number]>> = {
  home: [0.66, 1],
  north: [0, 0.34],
};

/** A camera that turns between the demo's street and its mirror image, in each of which a car stands. */
async function patrolFilm(folder: string): Promise<string> {
  const film = join(folder, 'patrol.mp4');
  const graph = [
    '[0]fps=10,scale=640:360,setsar=1,split=3[a][b][c]',
    '[a]trim=0:8,setpts=PTS-STARTPTS[home]',
    '[b]hflip,trim=0:9,setpts=PTS-STARTPTS[north]',
    '[c]trim=0:1,setpts=PTS-STARTPTS[again]',
    '[home][north]xfade=slideleft:duration=1:offset=7[both]',
    '[both][again]xfade=slideright:duration=1:offset=15,format=yuv420p[out]',
  ];
  const input = ['-v', 'error', '-ss', '41', '-t', '9', '-i', DEMO_CLIP];
  const encode = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-bf', '0', '-g', '10'];
  const filter = ['-filter_complex', graph.join(';'), '-map', '[out]', '-t', `${ROUND_S}`];
  await run(ffmpeg.path, [...input, ...filter, ...encode, film]);
  return film;
}

function configOf(folder: string, url: string, platform: string): string {
  const zones = Object.entries(KERBS).map(([preset, [left, right]]) => {
    const polygon = [
      [left, 0.38],
      [right, 0.38],
      [right, 0.58],
      [left, 0.58],
    ];
    return [`${preset}-kerb`, { kind: 'sidewalk', polygon, ...(preset !== 'home' && { preset }) }];
  });
  const times = { settle: '1s', dwell: '2s', absence: '1s', rearm: '1s' };
  return writeConfig(folder, {
    ...{ site: { id: 'test' }, node: { id: 'box', data: './data' } },
    cameras: {
      square: {
        source: { kind: 'rtsp', url, fps: 5 },
        zones: Object.fromEntries(zones),
        rules: [{ use: 'sidewalk-parking', ...times, preRoll: '1s', postRoll: '1s' }],
      },
    },
    targets: { city: { kind: 'mqtt', url: platform } },
  });
}

test.skipIf(!hasGstreamer() || !ffmpeg.has.writePrft)(
  'a camera on patrol: each view has its events, in its own time, and none comes of the way between (needs GStreamer and ffmpeg 5)',
  { timeout: 180_000 },
  async () => {
    using directory = scratch();
    const film = await patrolFilm(directory.path);
    await using server = await startRtspServer({
      mounts: [{ path: '/square', file: film, inStep: true }],
    });
    await using broker = await startBroker();
    await using platform = await listenAsPlatform({ url: broker.url });
    const config = configOf(directory.path, server.url('/square'), broker.url);
    await knowViews(config, film, SHOWN);
    await using agent = startCommand(['run', '-c', config]);

    // by its arrival the time of a picture is known to some seconds only
    const begun = () =>
      platform.events.filter((event) => {
        const { stage, clock } = event.data as { stage?: string; clock?: { method?: string } };
        return isViolation(event) && stage !== 'cleared' && clock?.method === 'rtcp-sr';
      });
    const zones = () => new Set(begun().map(({ data }) => data.zone?.id));
    await until('both views have events', () => zones().size === 2, 120_000);

    for (const { data, time } of begun()) {
      const atS = ((Date.parse(time) - server.beganUtcMs) / 1000) % ROUND_S;
      const view = SHOWN.find(({ fromS, toS }) => atS > fromS && atS < toS + 0.3)?.view;
      expect(`${data.zone?.id} at ${atS} s`).toBe(`${view}-kerb at ${atS} s`);
    }
    const { cameras } = JSON.parse((await agent.get('/readyz')).body) as AgentStatus;
    const watched = cameras[0]?.patrol?.views.map(({ preset, watchedMs }) => [preset, watchedMs]);
    expect(watched).toEqual([
      ['home', expect.toSatisfy((ms: number) => ms > 0)],
      ['north', expect.toSatisfy((ms: number) => ms > 0)],
    ]);
  },
);
