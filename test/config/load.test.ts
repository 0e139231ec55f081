import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig, parseConfig } from '../../agent/config/load.ts';
import { showProblem } from '../../agent/lib/checked-yaml.ts';
import { FAULTS as OF_NAMES } from './faults-of-names.ts';
import { FAULTS as OF_SHAPE } from './faults-of-shape.ts';
import { FAULTS as OF_TEXT } from './faults-of-text.ts';

const ENV = { MQTT_PASSWORD: 'hunter2' };

function problems(text: string): string[] {
  const loaded = parseConfig(text, 'config/agent.yaml', ENV);
  return loaded.ok ? [] : loaded.problems.map((p) => showProblem('agent.yaml', p));
}

describe('one fault', () => {
  test.each([...OF_SHAPE, ...OF_NAMES, ...OF_TEXT])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected.map((line) => `agent.yaml:${line}`));
  });
});

test('reports every problem at once, in file order, each with its place', () => {
  expect(
    problems(`sites: {}
cameras:
  gate:
    source: rtsp://admin:pass@10.0.0.9/live
    modle: street-v0
    model: stret-v0
    zones: { walk: { kind: sidewalks, polygon: [[0.1, 0.6], [0.9, 1], [0.9, 0.6], [640, 1]] } }
    rules: [sidewalk-parkin, { use: sidewalk-parking, zones: [wlak], dwell: 10 }]
  yard:
    source:
rules:
  a: { extends: sidewalk-parking, dwel: 1s }
  b: { type: dwell }
  c: { type: dwel, labels: [] }
targets:
  city: { kind: mqtt, url: !env NOPE, password: !file nope.txt, ack: pubak, only: { cameras: [gat] } }
log: { level: inf }
`),
  ).toMatchInlineSnapshot(`
    [
      "agent.yaml:1:1: sites: there is no such setting; did you mean 'site'?",
      "agent.yaml:5:5: cameras.gate.modle: there is no such setting; did you mean 'model'?",
      "agent.yaml:6:12: cameras.gate.model: no model 'stret-v0'; did you mean 'street-v0'?",
      "agent.yaml:7:28: cameras.gate.zones.walk.kind: write one of sidewalk, parking-bay, road, greenbelt, shopfront, permitted-market, site-gate, ignore; did you mean 'sidewalk'?",
      "agent.yaml:7:84: cameras.gate.zones.walk.polygon.3.0: write a share of the picture, 0 to 1 (not pixels)",
      "agent.yaml:8:13: cameras.gate.rules.0: no rule 'sidewalk-parkin'; did you mean 'sidewalk-parking'?",
      "agent.yaml:8:63: cameras.gate.rules.1.zones.0: no zone 'wlak'; did you mean 'walk'?",
      "agent.yaml:8:77: cameras.gate.rules.1.dwell: write 10s, not 10",
      "agent.yaml:10:12: cameras.yard.source: is empty: indent its settings below it, or delete the line",
      "agent.yaml:12:35: rules.a.dwel: there is no such setting; did you mean 'dwell'?",
      "agent.yaml:13:6: rules.b.labels: is missing",
      "agent.yaml:14:14: rules.c.type: write one of dwell, group, crossing, attribute; did you mean 'dwell'?",
      "agent.yaml:16:33: the environment variable NOPE is not set",
      "agent.yaml:16:55: cannot read this file (it is not there)",
      "agent.yaml:16:70: targets.city.ack: write one of platform, puback; did you mean 'puback'?",
      "agent.yaml:16:95: targets.city.only.cameras.0: no camera 'gat'; did you mean 'gate'?",
      "agent.yaml:17:15: log.level: write one of trace, debug, info, warn, error, silent; did you mean 'info'?",
    ]
  `);
});

describe('a fault does not hide others', () => {
  test.each([
    [
      'in zones, rules, labels and models',
      `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalks, polygon: [[0, 0], [1, 0], [1, 1]] } }
    rules: [{ use: sidewalk-parking, dwell: 5s, labels: [care] }]
models: { own: { path: nowhere } }
`,
      [
        "4:28: cameras.gate.zones.walk.kind: write one of sidewalk, parking-bay, road, greenbelt, shopfront, permitted-market, site-gate, ignore; did you mean 'sidewalk'?",
        "5:13: cameras.gate.rules.0: rule 'sidewalk-parking': model 'street' has no label 'care'; did you mean 'car'?",
        "5:13: cameras.gate.rules.0: rule 'sidewalk-parking': dwell is shorter than settle",
        '6:24: models.own.path: there is no such folder',
      ],
    ],
    [
      'and nothing is said that only follows from it',
      `cameras:
  gate:
    source: a.mp4
    model: own
    lines: { out: { points: [[0, 0]] } }
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [7, 1]] } }
    rules: [sidewalk-parking, mine, later, leaving]
rules:
  mine: { extends: sidewalk-parking, zoneKinds: [raod] }
  later: { extends: mine, labels: [care] }
  leaving: { type: crossing, labels: [car] }
models: { own: { path: nowhere } }
`,
      [
        '5:29: cameras.gate.lines.out.points: write two points: [[x, y], [x, y]]',
        '6:65: cameras.gate.zones.walk.polygon.2.0: write a share of the picture, 0 to 1 (not pixels)',
        "9:50: rules.mine.zoneKinds.0: write one of sidewalk, parking-bay, road, greenbelt, shopfront, permitted-market, site-gate, ignore; did you mean 'road'?",
        '12:24: models.own.path: there is no such folder',
      ],
    ],
    [
      'nor a secret that could not be had',
      `cameras:
  gate:
    source: { kind: rtsp, url: !env NOPE }
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [1, 1]] } }
    rules: [{ use: sidewalk-parking, dwell: 5s }]
`,
      [
        '3:37: the environment variable NOPE is not set',
        "5:13: cameras.gate.rules.0: rule 'sidewalk-parking': dwell is shorter than settle",
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected.map((line) => `agent.yaml:${line}`));
  });
});

test.each([
  ['no reader', 'readers: []', ['5:13', '5:18']],
  ['a reader', 'readers: [paint]', []],
])('a rule about attributes is warned of where nothing reads them: %s', (_, readers, places) => {
  const text = `cameras:
  gate:
    source: a.mp4
    ${readers}
    rules: [mud, mine]
rules:
  mud: { type: attribute, labels: [truck], when: { load: [heaped], cover: [net] } }
  mine: { extends: mud }
models: { paint: { path: ${resolve('test/fixtures/models/paint')} } }
`;
  const loaded = parseConfig(text, 'agent.yaml', {});
  const warnings = loaded.ok ? loaded.value.warnings : undefined;
  expect(warnings?.map(({ line, column }) => `${line}:${column}`)).toEqual(places);
  if (places.length > 0)
    expect(warnings?.[0]).toMatchObject({
      setting: 'cameras.gate.rules.0',
      message:
        "rule 'mud' stays silent: no reader on this camera gives load and cover; add one under readers",
    });
});

test('a file that is not there is a problem like any other', async () => {
  const loaded = await loadConfig('test/config/nowhere.yaml', {});
  expect(loaded).toEqual({
    ok: false,
    problems: [
      { line: 1, column: 1, setting: '', message: 'cannot read this file (it is not there)' },
    ],
  });
});

test('an empty file is the defaults', () => {
  expect(problems('')).toEqual([]);
  expect(problems('# nothing but a comment\n')).toEqual([]);
});
