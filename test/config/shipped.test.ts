import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadConfig, parseConfig } from '../../agent/config/load.ts';
import { packageRoot } from '../../agent/config/package-root.ts';
import { loadProfiles } from '../../agent/config/profiles.ts';
import { ERRORS } from '../../agent/ports/errors.ts';
import { jsonSchema, staleFiles } from '../../scripts/make-schema.ts';

const ROOT = packageRoot();
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const ajv = new Ajv({ strictTypes: false });
formats.default(ajv);
const validate = ajv.compile(jsonSchema());

test('schema and docs are what the code says (npx tsx scripts/make-schema.ts)', () => {
  expect(staleFiles(ROOT)).toEqual([]);
});

test('the commented sample is the same as no configuration at all', async () => {
  const file = join(ROOT, 'config/agent.yaml');
  const sample = await loadConfig(file, {});
  expect(sample).toMatchObject({ ok: true });
  expect(sample).toEqual(parseConfig('', file, {}));
});

test('the sample names every section', () => {
  expect(Object.keys(parse(read('config/agent.yaml')))).toEqual(
    Object.keys(jsonSchema().properties ?? {}),
  );
});

test('every example in the comments of the sample works', () => {
  const env = { GATE_URL: 'rtsp://h/a', GATE_SUB_URL: 'rtsp://h/b', MQTT_PASSWORD: 'x' };
  const examples = read('config/agent.yaml')
    .split('\n')
    .map((line) => /^# {3}(.*)$/.exec(line)?.[1]?.slice(0) ?? '')
    .join('\n')
    .split(/(?=^(?:cameras|models|rules|targets):)/m)
    .filter((text) => /^(cameras|models|rules|targets):/.test(text))
    // what the examples point to outside of the file is not here
    .map((text) => text.replace(/^ +(own: .*|far: .*|ca: .*)$/gm, ''));
  expect(examples.map((text) => text.slice(0, text.indexOf(':')))).toEqual([
    'cameras',
    'cameras',
    'models',
    'rules',
    'targets',
  ]);
  for (const text of examples) {
    expect(parseConfig(text, 'config/agent.yaml', env)).toMatchObject({ ok: true });
  }
});

describe('the JSON Schema for editors', () => {
  test.each(['config/agent.yaml', 'config/demo.yaml'])('takes %s', (path) => {
    expect([validate(parse(read(path))), validate.errors]).toEqual([true, null]);
  });

  test.each([
    ['an unknown section', { camera: {} }],
    ['an unknown setting', { http: { prot: 1 } }],
    ['a duration without a unit', { retention: { unconfirmed: '72' } }],
    [
      'pixels',
      {
        cameras: {
          a: {
            source: 'a',
            zones: {
              z: {
                kind: 'road',
                polygon: [
                  [0, 0],
                  [640, 0],
                  [1, 1],
                ],
              },
            },
          },
        },
      },
    ],
  ])('refuses %s', (_, value) => {
    expect(validate(value)).toBe(false);
  });

  test('the sample and the demo name it for the editor', () => {
    for (const path of ['config/agent.yaml', 'config/demo.yaml'])
      expect(read(path)).toMatch(/^# yaml-language-server: \$schema=\.\/agent\.schema\.json\n/);
  });
});

test('the demo configuration loads', async () => {
  expect(await loadConfig(join(ROOT, 'config/demo.yaml'), {})).toMatchObject({
    ok: true,
    value: { node: { id: 'demo-box' } },
  });
});

test('every profile is there, and its file bears the name', () => {
  const { groups } = loadProfiles(ROOT);
  const files = readdirSync(join(ROOT, 'config/profiles')).map((file) => file.replace('.yaml', ''));
  expect([...groups.keys()].sort()).toEqual(files.sort());
  expect(Object.fromEntries(groups)).toMatchObject({
    'sidewalk-parking': ['sidewalk-parking'],
    'street-stall': ['street-stall'],
    'muck-truck': ['muck-truck-uncovered', 'muck-truck-overfilled'],
  });
});

test('docs/errors.md lists exactly the codes of the program', () => {
  const listed = [...read('docs/errors.md').matchAll(/^\| `([a-z0-9/-]+)` \|/gm)].map(
    ([, code]) => code,
  );
  expect(listed).toEqual(Object.keys(ERRORS));
});
