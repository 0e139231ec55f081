import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseConfig } from '../../agent/config/load.ts';
import { redactText, SECRET_NAME } from '../../agent/config/redact.ts';
import { jsonSchema } from '../../scripts/make-schema.ts';

const PEM = '-----BEGIN CERTIFICATE-----\nTUlJQg==\n-----END CERTIFICATE-----';
const folder = mkdtempSync(join(tmpdir(), 'streetwarden-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'ca.pem'), `${PEM}\n`);
writeFileSync(join(folder, 'password.txt'), '  hunter3\n');
writeFileSync(join(folder, 'empty.txt'), '\n');

const FILE = join(folder, 'agent.yaml');
const ENV = {
  GATE_PASSWORD: 'hunter2',
  GATE_URL: 'rtsp://admin:hunter2@10.0.0.9/live?token=hunter4',
};

const TEXT = `cameras:
  gate: { source: !env GATE_URL }
  yard: { source: { kind: rtsp, url: rtsp://admin:hunter5@10.0.0.9/live } }
targets:
  city: { kind: mqtt, url: mqtts://broker, user: box, password: !file password.txt, ca: !file ca.pem }
  district: { kind: mqtt, url: mqtts://u:hunter6@broker, password: hunter7 }
`;

test('!env and !file give the value, trimmed, from the folder of the file', () => {
  const loaded = parseConfig(TEXT, FILE, ENV);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { cameras, targets } = loaded.value;
  expect(cameras[0]?.source).toMatchObject({ kind: 'rtsp', url: ENV.GATE_URL });
  expect(targets[0]).toMatchObject({ password: 'hunter3', ca: PEM });
});

test('the redacted settings hold none of the secrets, and still say where things go', () => {
  const loaded = parseConfig(TEXT, FILE, ENV);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const shown = JSON.stringify(loaded.value.redacted);
  expect(shown).not.toMatch(/hunter|BEGIN/);
  expect(shown).toContain('rtsp://***@10.0.0.9/live');
  expect(shown).toContain('"user":"box"');
});

test('every setting that the schema calls secret is blanked by its name', () => {
  const names: string[] = [];
  JSON.stringify(jsonSchema(), function (this: unknown, key: string, value: unknown) {
    if ((value as { writeOnly?: boolean } | null)?.writeOnly === true) names.push(key);
    return value;
  });
  expect(names).toEqual(expect.arrayContaining(['password', 'key']));
  expect(names.filter((name) => !SECRET_NAME.test(name))).toEqual([]);
});

test.each([
  [
    'a password of the wrong type',
    'targets: { city: { kind: mqtt, url: mqtts://b, password: [hunter2] } }',
  ],
  [
    'an address with a password and a wrong scheme',
    'cameras: { gate: { source: ftp://a:hunter2@b } }',
  ],
  [
    'such an address as a setting',
    'cameras: { gate: { source: { kind: rtsp, url: http://a:hunter2@b } } }',
  ],
  ['such an address as a broker', 'targets: { city: { kind: mqtt, url: http://a:hunter2@b } }'],
  [
    'a secret as a name that is looked up',
    'cameras: { gate: { source: a.mp4, model: !env GATE_PASSWORD } }',
  ],
  ['a secret as a choice', 'log: { level: !env GATE_PASSWORD }'],
  ['a key that is no PEM', 'targets: { city: { kind: mqtt, url: mqtts://b, key: hunter2 } }'],
  ['an address that stands where a name belongs', 'cameras: { "rtsp://a:hunter2@b": {} }'],
  [
    'settings in the place of a name',
    'cameras: { ? { u: hunter2 } : {} }\nrules: { a: { extends: b } }',
  ],
  ['a quote left open', 'targets: { city: { password: "hunter2 } }'],
  ['text behind a quoted text', 'targets: { city: { password: "a" hunter2 } }'],
])('problems never show a secret: %s', (_, text) => {
  const loaded = parseConfig(text, FILE, ENV);
  if (loaded.ok) throw new Error('this should have problems');
  expect(loaded.problems.length).toBeGreaterThan(0);
  expect(JSON.stringify(loaded.problems)).not.toContain('hunter2');
});

test.each([
  ['empty.txt', 'this file is empty'],
  ['.', 'cannot read this file (it is a folder)'],
])('a secret file that gives nothing is a problem: %s', (path, message) => {
  const loaded = parseConfig(`node: { id: !file ${path} }`, FILE, {});
  expect(loaded).toMatchObject({ ok: false, problems: [{ line: 1, message }] });
});

test.each([
  ['rtsp://admin:pass@10.0.0.9/a', 'rtsp://***@10.0.0.9/a'],
  ['rtsp://admin:p@ss@10.0.0.9/a', 'rtsp://***@10.0.0.9/a'],
  ['http://b/a?user=x&access_token=abc&n=1', 'http://b/a?user=***&access_token=***&n=1'],
  ['rtsp://h/user=admin_password=tlJw_channel=1', 'rtsp://h/user=***_password=***_channel=1'],
  ['http://b/a?sig=a_b/c=&tk=x', 'http://b/a?sig=***&tk=***'],
  ['two: rtsp://a:b@c and rtsp://d:e@f', 'two: rtsp://***@c and rtsp://***@f'],
  ['mail@example', 'mail@example'],
])('%s is shown as %s', (text, shown) => {
  expect(redactText(text)).toBe(shown);
});
