import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../agent/config/load.ts';
import type { ResolvedCamera, ResolvedConfig } from '../../agent/config/resolved.ts';
import { showProblem } from '../../agent/lib/checked-yaml.ts';

const FILE = '/etc/streetwarden/agent.yaml';

function load(text: string): ResolvedConfig {
  const loaded = parseConfig(text, FILE, {});
  if (!loaded.ok) throw new Error(loaded.problems.map((p) => showProblem(FILE, p)).join('\n'));
  return loaded.value;
}

/** A camera with a zone of three kinds and a line; `more` are further lines of YAML about it. */
function camera(more: string, site = ''): ResolvedCamera {
  const { cameras } = load(`${site}
cameras:
  gate:
    source: rtsp://10.0.0.9/live
    zones:
      walk: { kind: sidewalk, polygon: [[0.2, 0.6], [0.8, 0.6], [0.8, 1], [0.2, 1]], hours: [fri-mon 22:00-06:00] }
      bay: { kind: parking-bay, polygon: [[0.2, 0.6], [0.4, 0.6], [0.4, 0.8]] }
      lane: { kind: road, polygon: [[0, 0], [1, 0], [1, 0.5]], gridCode: 310-1, road: West Street }
    lines: { out: { points: [[0, 0.5], [1, 0.5]] } }
    ${more}
`);
  const [first] = cameras;
  if (!first) throw new Error('no camera');
  return first;
}

test('five lines make a camera that watches a sidewalk', () => {
  const { cameras } = load(`cameras:
  gate:
    source: rtsp://admin:pass@10.0.0.9/stream
    zones: { walk: { kind: sidewalk, polygon: [[0.1, 0.6], [0.9, 0.6], [0.9, 1], [0.1, 1]] } }
    rules: [sidewalk-parking]`);
  expect(cameras[0]).toMatchObject({
    id: 'gate',
    source: { kind: 'rtsp', url: 'rtsp://admin:pass@10.0.0.9/stream', transport: 'tcp' },
    model: 'street',
    views: [{ id: 'whole' }],
    device: { id: 'gate', dossier: {} },
    ring: { keepMs: 60_000, maxBytes: 64_000_000 },
    clock: { senderReports: true },
  });
  expect(cameras[0]?.rules).toMatchObject([
    {
      rule: {
        type: 'dwell',
        id: 'sidewalk-parking',
        violation: 'sidewalk-parking',
        labels: ['car', 'truck', 'bus', 'van', 'muck-truck'],
        zones: [{ id: 'walk', kind: 'sidewalk' }],
        overlap: 0.5,
        settleMs: 15_000,
        dwellMs: 300_000,
        absenceMs: 120_000,
      },
      policy: {
        camera: 'gate',
        ruleId: 'sidewalk-parking',
        violation: 'sidewalk-parking',
        report: 'suspected',
        rearmMs: 600_000,
        budget: { perHour: 20, perDay: 100 },
      },
      evidence: { preRollMs: 3000, postRollMs: 7000 },
    },
  ]);
});

test.each([
  ['rtsps://10.0.0.9/a', { kind: 'rtsp', url: 'rtsps://10.0.0.9/a' }],
  ['RTSP://10.0.0.9/a', { kind: 'rtsp', url: 'RTSP://10.0.0.9/a' }],
  ['rtmp://10.0.0.9/a', { kind: 'rtmp' }],
  ['https://10.0.0.9/a.m3u8', { kind: 'http' }],
  ['videos/a.mp4', { kind: 'file', path: '/etc/streetwarden/videos/a.mp4' }],
  ['/srv/a.mp4', { kind: 'file', path: '/srv/a.mp4' }],
])('source %s is taken for what it is', (source, expected) => {
  expect(load(`cameras: { gate: { source: ${source} } }`).cameras[0]?.source).toMatchObject(
    expected,
  );
});

test('zones carry their hours, grid code and road', () => {
  expect(camera('').zones).toMatchObject([
    { id: 'walk', hours: [{ weekdays: [0, 1, 5, 6], from: 1320, to: 360 }] },
    { id: 'bay' },
    { id: 'lane', gridCode: '310-1', road: 'West Street' },
  ]);
});

test('a rule takes the zones of its kinds, and excepts those of others', () => {
  const [found] = camera('rules: [sidewalk-parking]').rules;
  expect(found?.rule).toMatchObject({ zones: [{ id: 'walk' }], except: [{ id: 'bay' }] });
});

test.each([
  ['zones by name go before kinds', '{ use: sidewalk-parking, zones: [lane] }', ['lane']],
  ['other kinds', '{ use: sidewalk-parking, zoneKinds: [road, sidewalk] }', ['walk', 'lane']],
  ['without either, all but those excepted', 'anywhere', ['walk', 'lane']],
])('which zones: %s', (_, use, expected) => {
  const rules = 'rules: { anywhere: { type: dwell, labels: [car] } }';
  const { rule } = camera(`rules: [${use}]`, rules).rules[0] ?? {};
  expect(rule && 'zones' in rule ? rule.zones.map(({ id }) => id) : []).toEqual(expected);
});

test('a profile with several rules gives all of them', () => {
  const { rules } = camera('rules: [muck-truck]');
  expect(rules.map(({ rule }) => rule)).toMatchObject([
    {
      type: 'attribute',
      id: 'muck-truck-uncovered',
      labels: ['muck-truck', 'truck', 'bus'],
      zones: [],
      when: { load: ['level', 'heaped'], cover: ['none', 'partial'] },
      lateMs: 10_000,
    },
    { type: 'attribute', id: 'muck-truck-overfilled', when: { load: ['heaped'] } },
  ]);
});

test('one rule may work twice on a camera under two names', () => {
  const { rules } = camera(
    'rules: [sidewalk-parking, { use: sidewalk-parking, as: short-stop, dwell: 60s, report: confirmed }]',
  );
  expect(rules.map(({ policy }) => policy)).toMatchObject([
    { ruleId: 'sidewalk-parking', violation: 'sidewalk-parking', report: 'suspected' },
    { ruleId: 'short-stop', violation: 'sidewalk-parking', report: 'confirmed' },
  ]);
  expect(rules[1]?.rule).toMatchObject({ dwellMs: 60_000 });
});

test('own rules extend each other and shipped ones, also under the same name', () => {
  const own = `rules:
  later: { extends: sidewalk-parking, absence: 30s }
  sidewalk-parking: { extends: sidewalk-parking, dwell: 120s, classification: { scheme: city, code: '07' } }`;
  const [found] = camera('rules: [later]', own).rules;
  expect(found?.rule).toMatchObject({
    id: 'later',
    violation: 'sidewalk-parking',
    dwellMs: 120_000,
    absenceMs: 30_000,
  });
  expect(found?.classification).toEqual({ scheme: 'city', code: '07' });
});

test('a crossing takes the only line there is', () => {
  const own = 'rules: { leaving: { type: crossing, labels: [truck], direction: left } }';
  const [found] = camera('rules: [leaving]', own).rules;
  expect(found?.rule).toMatchObject({
    type: 'crossing',
    line: {
      id: 'out',
      points: [
        [0, 0.5],
        [1, 0.5],
      ],
    },
    direction: 'left',
  });
});

test('holidays of the site reach every rule', () => {
  const [found] = camera('rules: [street-stall]', "site: { holidays: ['2026-10-01'] }").rules;
  expect(found?.rule.calendar).toEqual({ holidays: ['2026-10-01'], workdays: [] });
});

test('views are named and cut to the picture', () => {
  const { views } = camera(
    'views: [{ zone: walk, margin: 0.5 }, whole, { box: [0, 0.5, 0.5, 1] }]',
  );
  expect(views.map(({ id }) => id)).toEqual(['zone-walk', 'whole', 'box-3']);
  const [{ source }] = [views[0]];
  expect(source.left).toBe(0);
  expect(source.top).toBeCloseTo(0.4);
  expect(source.right).toBe(1);
  expect(source.bottom).toBe(1);
});

test('targets get a client id, and paths start at the file', () => {
  const { targets, node, models } = load(`site: { id: north }
node: { id: box-7, data: ../data }
models: { own: { path: ${resolve('models/street-v0')}, threads: 2 } }
targets:
  city: { kind: mqtt, url: mqtts://broker:8883, media: { kind: directory, path: out } }`);
  expect(targets).toMatchObject([
    {
      name: 'city',
      clientId: 'sw-north-box-7',
      prefix: 'sw/v1',
      ack: 'platform',
      keepalive: 30_000,
      media: { kind: 'directory', path: '/etc/streetwarden/out' },
      only: {},
    },
  ]);
  expect(node.dataDir).toBe('/etc/data');
  expect(models['own']).toMatchObject({ path: resolve('models/street-v0'), threads: 2 });
});

const PAINT = resolve('test/fixtures/models/paint');

function withReader(camera: string): string[] {
  const text = `models: { paint: { path: ${PAINT} } }
rules: { heaped: { type: attribute, labels: [truck], when: { load: [heaped] } } }
cameras: { gate: { source: a.mp4, ${camera} } }
`;
  const loaded = parseConfig(text, FILE, {});
  return loaded.ok ? [] : loaded.problems.map((p) => showProblem('agent.yaml', p));
}

test.each([
  ['readers: [paint], rules: [heaped]', []],
  [
    'readers: [paint], rules: [{ use: heaped, when: { laod: [heaped], cover: [nets] } }]',
    [
      "agent.yaml:3:61: cameras.gate.rules.0: rule 'heaped': no reader reads 'laod'; did you mean 'load'?",
      "agent.yaml:3:61: cameras.gate.rules.0: rule 'heaped': 'cover' has no state 'nets'; did you mean 'net'?",
    ],
  ],
  [
    'readers: [pant]',
    ["agent.yaml:3:45: cameras.gate.readers.0: no model 'pant'; did you mean 'paint'?"],
  ],
  [
    'model: paint',
    ["agent.yaml:3:42: cameras.gate.model: 'paint' is no detector: name it under readers"],
  ],
  [
    'readers: [street-v0]',
    ["agent.yaml:3:45: cameras.gate.readers.0: 'street-v0' is a detector: name it as model"],
  ],
])('readers and what rules ask of them: %s', (camera, expected) => {
  expect(withReader(camera)).toEqual(expected);
});

/** The readers of a camera written as `camera`, and the models that are used. */
function readersOf(camera: string, models = '') {
  const text = `${models}
rules:
  heaped: { type: attribute, labels: [truck], when: { load: [heaped] } }
  red: { type: attribute, labels: [car], when: { paint: [red] } }
cameras: { gate: { source: a.mp4, ${camera} } }
`;
  const loaded = parseConfig(text, FILE, {});
  if (!loaded.ok) throw new Error(loaded.problems.map((p) => showProblem('agent.yaml', p)).join());
  const { cameras, models: used } = loaded.value;
  return { readers: cameras[0]?.readers, used: Object.keys(used), model: used['truck-load'] };
}

describe('a camera that names no readers', () => {
  test.each([
    ['has the bundled one for loads', 'rules: [heaped]', ['truck-load']],
    ['and for the shipped profile', 'rules: [muck-truck]', ['truck-load']],
    ['has none for what that does not read', 'rules: [red]', []],
    ['nor where a use asks for something else', 'rules: [{ use: heaped, when: { hue: [a] } }]', []],
    ['nor without rules', 'rules: []', []],
  ])('%s', (_, camera, readers) => {
    expect(readersOf(camera).readers).toEqual(readers);
    expect(readersOf(camera).used).toEqual(['street', ...readers]);
  });

  test('is not told otherwise: an empty list means none', () => {
    expect(readersOf('readers: [], rules: [heaped]').readers).toEqual([]);
  });

  test('the bundled reader is found by its name alone, and takes settings under it', () => {
    expect(readersOf('readers: [truck-load]').model?.path).toMatch(/models\/truck-load$/);
    const { model } = readersOf('rules: [heaped]', 'models: { truck-load: { threads: 2 } }');
    expect(model).toMatchObject({ threads: 2 });
    expect(model?.path).toMatch(/models\/truck-load$/);
  });
});
