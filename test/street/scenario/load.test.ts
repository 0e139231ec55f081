import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadScenario, parseScenario } from '../../../scripts/street/scenario/load.ts';
import { layoutOf } from '../../../scripts/street/world/layouts.ts';
import { SAMPLE } from './sample.ts';

function read(text: string) {
  const loaded = parseScenario(text);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return loaded.value;
}

function problems(text: string): string[] {
  const loaded = parseScenario(text);
  if (loaded.ok) return [];
  return loaded.problems.map(
    ({ line, column, setting, message }) => `${line}:${column} ${setting}: ${message}`,
  );
}

const street = `{ like: boulevard-c, bollards: 5, farWalk: 8 }`;

describe('parseScenario', () => {
  it('reads seconds, names and defaults', () => {
    const scenario = read(SAMPLE);
    expect(scenario).toMatchObject({
      ...{ name: 'parked-behind-a-bus', split: 'judging', seed: 7, durationMs: 70_000 },
      startUtcMs: Date.parse('2026-05-04T00:00:00Z'),
      ...{ faults: [], shortened: 15 },
      street: { id: 'boulevard-c' },
      camera: { mount: 'pole-6m', fps: 12, size: { width: 1280, height: 720 }, codec: 'h264' },
      expect: [{ actor: 'red', fromMs: 8000, confirmMs: 28_000, toMs: 48_000 }],
    });
    expect(scenario.rules).toEqual([
      {
        use: 'sidewalk-parking',
        settings: { settle: '4s', dwell: '20s', absence: '15s', rearm: '5s' },
      },
    ]);
    expect(scenario.actors[0]?.path[0]).toEqual({ atMs: -2000, x: -40, z: 2, heading: 0 });
    expect(scenario.zones[0]?.ground).toEqual([
      [-60, 0],
      [60, 0],
      [60, -6],
      [-60, -6],
    ]);
    expect(scenario.zones[1]?.hours).toBe('07:00-19:00');
    const [key] = scenario.camera.keys;
    // the mount is written for a road of 9 m, this one has 12
    expect(key).toMatchObject({ atMs: 0, position: [-10, 6, 14.3], yaw: 35, pitch: -15, hfov: 66 });
  });

  it('changes a known street, and takes one that is all its own', () => {
    const changed = read(SAMPLE.replace('street: boulevard-c', `street: ${street}`));
    expect(changed.street).toEqual({ ...layoutOf('boulevard-c'), bollards: 5, farWalk: 8 });
    const own = { ...layoutOf('boulevard-c'), id: 'mine' };
    const text = SAMPLE.replace('street: boulevard-c', `street: ${JSON.stringify(own)}`);
    expect(read(text).street).toEqual(own);
  });

  it('moves the camera where it says so, and leaves the rest to the mount', () => {
    const keys = '{ mount: pole-6m, keys: [{ yaw: 20 }, { at: 10, yaw: 30, hfov: 40 }] }';
    const { camera } = read(SAMPLE.replace('{ mount: pole-6m, fps: 12, size: 1280x720 }', keys));
    expect(camera.keys).toMatchObject([
      { atMs: 0, yaw: 20, pitch: -15, hfov: 66 },
      { atMs: 10_000, yaw: 30, pitch: -15, hfov: 40 },
    ]);
  });

  it.each([
    [
      'an asset',
      ['asset: bus-b', 'asset: bus-bb'],
      "23:17 actors.bus.asset: no asset 'bus-bb'; did you mean 'bus-b'?",
    ],
    [
      'a street',
      ['street: boulevard-c', 'street: bulevard-c'],
      "9:9 street: no street 'bulevard-c'; did you mean 'boulevard-c'?",
    ],
    [
      'the street that another is like',
      ['street: boulevard-c', 'street: { like: parkroad-c }'],
      "9:17 street.like: no street 'parkroad-c'; did you mean 'park-road-c'?",
    ],
    [
      'a mount',
      ['mount: pole-6m', 'mount: pole-6'],
      "10:18 camera.mount: no mount 'pole-6'; did you mean 'pole-6m'?",
    ],
    [
      'an area',
      ['area: far-walk', 'area: farwalk'],
      "12:33 zones.walk.area: no area of boulevard-c 'farwalk'; did you mean 'far-walk'?",
    ],
    [
      'a rule',
      ['use: sidewalk-parking', 'use: sidewalk-parkin'],
      "15:12 rules.0.use: no rule 'sidewalk-parkin'; did you mean 'sidewalk-parking'?",
    ],
    [
      'a setting of a rule',
      ['dwell: 20s', 'dwel: 20s'],
      "15:42 rules.0.dwel: there is no such setting; did you mean 'dwell'?",
    ],
    [
      'an actor',
      ['actor: red', 'actor: rde'],
      "25:38 expect.0.actor: no actor 'rde'; did you mean 'red'?",
    ],
    [
      'a kind',
      ['kind: sidewalk-parking', 'kind: street-stall'],
      "25:13 expect.0.kind: no kind among the rules 'street-stall'; known: sidewalk-parking",
    ],
    [
      'a zone',
      ['zone: walk', 'zone: wlak'],
      "25:49 expect.0.zone: no zone 'wlak'; did you mean 'walk'?",
    ],
  ])(
    'tells a misspelt name of %s with its place and advice',
    (_, [from = '', to = ''], message) => {
      expect(problems(SAMPLE.replace(from, to))).toContain(message);
    },
  );

  it.each([
    [
      'a path that goes back in time',
      ['[8, -4', '[5, -4'],
      'is not later than the point before (6 s)',
    ],
    ['a point without z', ['[8, -4, -1.6, 0]', '[8, -4]'], 'write a point as [seconds, x, z]'],
    ['a colour without its sign', ["'#a01818'", 'red'], "write a colour as '#rrggbb'"],
    ['a plate without a province', ['渝A8D213', 'A8D213'], "write a plate such as '渝A8D213'"],
    ['a size in other words', ['1280x720', '720p'], "write a size as '1280x720'"],
    ['hours that are none', ['07:00-19:00', '7 to 19'], "write hours as '18:00-23:00'"],
    [
      'an area and a ground at once',
      ['area: far-walk', 'area: far-walk, ground: [[0, 0], [1, 0], [1, 1]]'],
      'give either area: NAME or ground',
    ],
    ['a time without a zone', ['08:00:00+08:00', '08:00:00'], 'write a time with its zone'],
    ['a duration without a unit', ['dwell: 20s', 'dwell: 20'], 'write 20s, not 20'],
    [
      'a load on a bus',
      ['asset: bus-b,', 'asset: bus-b, load: heaped,'],
      'is for trucks only, and bus-b is none',
    ],
    [
      'an asset of the other half',
      ['asset: bus-b', 'asset: bus-a'],
      'bus-a is for training, this scenario for judging',
    ],
    ['an empty section', ['zones:\n', 'faults:\nzones:\n'], 'is empty'],
    ['a document that is no YAML', ['seed: 7', 'seed: [7'], 'is not closed'],
  ])('refuses %s', (_, [from = '', to = ''], message) => {
    expect(problems(SAMPLE.replace(from, to)).join('\n')).toContain(message);
  });

  it('tells all faults at once, in the order of the file', () => {
    const broken = SAMPLE.replace('seed: 7', 'seed: seven')
      .replace('pole-6m', 'pol-6m')
      .replace('asset: bus-b', 'asset: bis-b')
      .replace('until: 48', 'til: 48');
    expect(problems(broken).map((text) => text.slice(0, text.indexOf(' ')))).toEqual([
      ...['4:7', '10:18', '23:17', '25:77'],
    ]);
  });
});

describe('loadScenario', () => {
  it('reads a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'scenario-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'a.yaml'), SAMPLE);
    const loaded = await loadScenario(join(folder, 'a.yaml'));
    expect(loaded).toEqual(parseScenario(SAMPLE));
  });

  it('says why it cannot', async () => {
    const loaded = await loadScenario('/no/such/scenario.yaml');
    expect(loaded).toMatchObject({
      ok: false,
      problems: [{ message: 'cannot read this file (it is not there)' }],
    });
  });
});
