import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startBroker } from '../../agent/adapters/broker/broker.ts';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { startCommand } from '../helpers/agent.ts';
import { DEMO_CLIP, demoConfig } from '../helpers/demo-street.ts';
import { scratch } from '../helpers/outbox.ts';
import { isOperation, isViolation, listenAsPlatform } from '../helpers/platform.ts';
import { until } from '../helpers/until.ts';

const run = promisify(execFile);
const START = '2026-05-01T08:00:00+08:00';
const FROZEN = { fromS: 12, seconds: 25 };

/** The demo's first half minute, in which the picture stands still for a while; encoded as a camera would. */
async function frozenClip(folder: string): Promise<string> {
  const { path } = await locateFfmpeg(process.env);
  const { fromS, seconds } = FROZEN;
  const clip = join(folder, 'frozen.mp4');
  const graph = [
    '[0:v]fps=25,setpts=N/25/TB,split=3[x][y][z]',
    `[x]trim=0:${fromS}[a]`,
    `[y]trim=${fromS}:${fromS + 0.04},loop=loop=${25 * seconds - 1}:size=1:start=0,setpts=N/25/TB[b]`,
    `[z]trim=${fromS}:30,setpts=PTS-STARTPTS[c]`,
    '[a][b][c]concat=n=3:v=1[out]',
  ];
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-bf', '0', '-b:v', '3M'];
  const input = ['-v', 'error', '-i', DEMO_CLIP, '-filter_complex', graph.join(';')];
  await run(path, [...input, '-map', '[out]', ...encode, '-y', clip]);
  return clip;
}

test('a picture that stands still is told with a picture, and nothing comes of it but rest', {
  timeout: 180_000,
}, async () => {
  using directory = scratch();
  const uploads = join(directory.path, 'uploads');
  mkdirSync(uploads);
  await using broker = await startBroker();
  await using platform = await listenAsPlatform({ url: broker.url });
  const path = await frozenClip(directory.path);
  const source = { kind: 'file', path, pace: 'fast', startUtc: START };
  const config = demoConfig(directory.path, { source, url: broker.url, media: uploads });
  await using agent = startCommand(['run', '-c', config]);
  const { code, stderr } = await agent.ended;
  expect(code, stderr).toBe(0);
  expect(platform.operations()).toEqual(['camera-frozen', 'camera-recovered']);
  const frozen = platform.events.find(isOperation('camera-frozen'));
  const sinceS = (Date.parse(String(frozen?.data.facts?.['sinceUtc'])) - Date.parse(START)) / 1000;
  expect(Math.abs(sinceS - FROZEN.fromS)).toBeLessThan(2);
  for (const { data } of platform.events.filter(({ type }) => type.includes('.operation.'))) {
    const picture = data['picture'] as { readonly sha256: string; readonly bytes: number };
    const file = await until('the picture has arrived', () =>
      platform.events.find((event) => event.data.sha256 === picture.sha256),
    );
    const bytes = readFileSync(new URL(String(file.data.uri)));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(picture.sha256);
    expect(bytes.byteLength).toBe(picture.bytes);
  }
  const inFrozen = platform.events.filter(isViolation).filter(({ time, data }) => {
    const atS = (Date.parse(time) - Date.parse(START)) / 1000;
    const isNew = data.stage === 'suspected' || data.stage === 'confirmed';
    return isNew && atS > FROZEN.fromS + 5 && atS < FROZEN.fromS + FROZEN.seconds;
  });
  expect(inFrozen.map(({ data }) => `${data.kind} ${data.stage}`)).toEqual([]);
  // who stood there before is not said to have left in time: nobody saw
  expect(platform.steps().filter((step) => step.includes('self-corrected'))).toEqual([]);
});
