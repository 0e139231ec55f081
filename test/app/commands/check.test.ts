import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command } from '../../helpers/command.ts';
import { scratch } from '../../helpers/outbox.ts';

async function check(text: string, ...flags: readonly string[]) {
  using folder = scratch();
  const file = join(folder.path, 'my.yaml');
  writeFileSync(file, text);
  const said = await command('check', '-c', file, ...flags);
  const short = (words: string) => words.replaceAll(`${folder.path}/`, '');
  return { ...said, stdout: short(said.stdout), stderr: short(said.stderr) };
}

const GATE = `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [1, 1]] } }
    readers: []
    rules: [muck-truck, sidewalk-parking]
`;

test('an empty file watches nothing, and says so', async () => {
  expect(await check('')).toEqual({
    code: 0,
    stdout: 'my.yaml: nothing to watch yet: add a camera\n',
    stderr: '',
  });
});

test('a rule that nothing feeds is warned of, and is not at work', async () => {
  const { code, stdout, stderr } = await check(GATE);
  expect(stderr.split('\n')).toEqual([
    "my.yaml:6:13: cameras.gate.rules.0: warning: rule 'muck-truck-uncovered' stays silent: no reader on this camera gives load and cover; add one under readers",
    "my.yaml:6:13: cameras.gate.rules.0: warning: rule 'muck-truck-overfilled' stays silent: no reader on this camera gives load; add one under readers",
    '',
  ]);
  expect(stdout).toBe('my.yaml: good: 1 camera, 1 rule at work, 0 targets\n');
  expect(code).toBe(0);
});

test('loads and covers are read by the bundled reader where no reader is named', async () => {
  const { stdout, stderr } = await check(GATE.replace('    readers: []\n', ''));
  expect(stderr).toBe('');
  expect(stdout).toBe('my.yaml: good: 1 camera, 3 rules at work, 0 targets\n');
});

test('the settings as JSON stay JSON beside a warning', async () => {
  const { code, stdout, stderr } = await check(GATE, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ cameras: { gate: { model: 'street' } } });
  expect(stderr).toContain('warning: ');
  expect(code).toBe(0);
});

test('faults end with 1, each with its place', async () => {
  const { code, stdout, stderr } = await check('cameras: { gate: { source: rtps://a/b } }\n');
  expect(stderr).toMatch(/^my\.yaml:1:28: cameras\.gate\.source: .*did you mean rtsp:\/\/\?\n/);
  expect(stderr).toContain('1 problem in my.yaml; nothing was started\n');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});
