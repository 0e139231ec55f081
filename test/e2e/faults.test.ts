import { copyFileSync, cpSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startBroker } from '../../agent/adapters/broker/broker.ts';
import { runCommand, startCommand, writeConfig } from '../helpers/agent.ts';
import { makeClip } from '../helpers/clip.ts';
import { DEMO_CLIP } from '../helpers/demo-street.ts';
import { freePort } from '../helpers/mosquitto.ts';
import { scratch } from '../helpers/outbox.ts';
import { isOperation, type ListeningPlatform, listenAsPlatform } from '../helpers/platform.ts';
import { hasGstreamer, startRtspServer } from '../helpers/rtsp-server.ts';
import { stepsOf } from '../helpers/street-stage.ts';
import { until } from '../helpers/until.ts';

const MODEL = fileURLToPath(new URL('../../models/street-v0', import.meta.url));
const WALK = { walk: { kind: 'sidewalk', polygon: [[0, 0.5], [1, 0.5], [1, 1], [0, 1]] } };
const camera = (source: unknown, more: object = {}) => ({ source, zones: WALK, rules: ['sidewalk-parking'], ...more });
/** A camera that is well: the demo street, over and over. */
const GOOD = camera({ kind: 'file', path: DEMO_CLIP, pace: 'live', loop: true, fps: 2 });

describe.concurrent('faults in the configuration: exit 1, place and advice', () => {
  const street = (change: object) => ({ cameras: { street: { ...GOOD, ...change } } });
  const cases: readonly (readonly [name: string, config: object, says: RegExp])[] = [
    ['a setting that is none', street({ zone: {} }), /agent\.yaml:\d+:\d+: cameras\.street.*zone.*zones/],
    ['a rule that is none', street({ rules: ['sidewalk-parkin'] }), /agent\.yaml:\d+:\d+: .*rules.*did you mean.*sidewalk-parking/],
    ['a label that the model does not have', street({ rules: [{ use: 'sidewalk-parking', labels: ['cars'] }] }), /agent\.yaml:\d+:\d+: .*model 'street-v0' has no label 'cars'; did you mean.*car/],
    ['a polygon in pixels', street({ zones: { walk: { kind: 'sidewalk', polygon: [[10, 10], [600, 10], [600, 400]] } } }), /agent\.yaml:\d+:\d+: cameras\.street\.zones\.walk\.polygon.*0.*1/],
    ['no camera at all', {}, /cameras: there is none to watch/],
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

/** A copy of the shipped model with something wrong, in a folder of its own. */
function brokenModel(folder: string, name: string, spoil: (model: string) => void): string {
  const model = join(folder, name);
  cpSync(MODEL, model, { recursive: true });
  spoil(model);
  return model;
}

const spoiled: Readonly<Record<string, (model: string) => void>> = {
  'model/missing': (model) => truncateAndRename(model),
  'model/wrong-hash': (model) => truncateSync(join(model, 'street-v0.onnx'), 1000),
  'model/invalid': (model) => {
    writeFileSync(join(model, 'street-v0.onnx'), 'this is no network');
    const manifest = join(model, 'model.yaml');
    const sha = 'ab8fb2d5ab03d3bbe4ef1a9d6c0e8fae35cd8d3dd4b0c9d2c5d7f2e9a1c1f0a4';
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/sha256: \w+/, `sha256: ${sha}`));
  },
};
