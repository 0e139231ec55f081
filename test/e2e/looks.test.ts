import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCommand, writeConfig } from '../helpers/agent.ts';
import { pieceOfClip, TRUCK_PASSES } from '../helpers/demo-street.ts';
import { expectCovers, expectSound, packagesIn } from '../helpers/evidence.ts';
import { scratch } from '../helpers/outbox.ts';

const MODELS = join(dirname(fileURLToPath(import.meta.url)), '../fixtures/models');

interface Told {
  readonly data: {
    readonly kind: string;
    readonly stage: string;
    readonly facts: Readonly<Record<string, unknown>>;
  };
}

// the whole way of a late answer: detector, tracker, ring, crop, a second ONNX model, rule, package
test('a passing truck is read on several looks; the vote makes one episode', async () => {
  using folder = scratch();
  const config = writeConfig(folder.path, {
    cameras: {
      corner: {
        source: 'unused.mp4',
        zones: {
          lane: {
            kind: 'road',
            polygon: [
              [0, 0.84],
              [1, 0.52],
              [1, 1],
              [0, 1],
            ],
          },
        },
        readers: ['paint'],
        rules: ['dark-load', 'red-load'],
      },
    },
    models: { paint: { path: join(MODELS, 'paint') } },
    rules: {
      'dark-load': rule({ load: ['empty'] }),
      'red-load': rule({ load: ['heaped'] }),
    },
  });
  const { fromS, toS } = TRUCK_PASSES;
  const video = await pieceOfClip(folder.path, fromS, toS - fromS);
  const out = join(folder.path, 'out');
  const replay = ['replay', video, '-c', config, '--json', '--out', out];
  const { code, stdout } = await runCommand(replay);
  expect(code).toBe(0);
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told);
  // a blue truck passes once; nothing red does
  expect(events.map(({ data: { kind, stage } }) => `${kind} ${stage}`)).toEqual([
    'dark-load suspected',
    'dark-load confirmed',
    'dark-load cleared',
  ]);
  expect(events[2]?.data.facts['outcome']).toBe('passed');
  expect(Number(events[1]?.data.facts['posterior'])).toBeGreaterThan(0.9);
  const [made = '', ...more] = await packagesIn(join(out, 'evidence/packages'));
  expect(more).toEqual([]);
  const key = readFileSync(join(out, 'keys/node.pub.pem'), 'utf8');
  const manifest = await expectSound(made, key);
  expectCovers(manifest, 'clip', manifest.timeline['confirmedMediaMs'], [2000, 2000]);
});

function rule(when: Readonly<Record<string, readonly string[]>>): object {
  return {
    type: 'attribute',
    labels: ['truck', 'bus', 'muck-truck'],
    zoneKinds: ['road'],
    when,
    minLooks: 3,
    late: '3s',
  };
}
