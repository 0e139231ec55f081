import { expect, test } from 'vitest';
import { startBroker } from '../../agent/adapters/broker/broker.ts';
import { startCommand, writeConfig } from '../helpers/agent.ts';
import { DEMO_CLIP } from '../helpers/demo-street.ts';
import { scratch } from '../helpers/outbox.ts';
import { isOperation, listenAsPlatform } from '../helpers/platform.ts';
import { hasGstreamer, startRtspServer } from '../helpers/rtsp-server.ts';
import { stepsOf } from '../helpers/street-stage.ts';
import { until } from '../helpers/until.ts';

// H.264 whose gaps the decoder hides well: no picture looks broken
test.skipIf(!hasGstreamer())(
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
