import { expect, test } from 'vitest';
import { command } from '../../helpers/command.ts';

test.each([
  [['replay', 'a.mp4', '--start', 'yesterday'], 'write a time such as 2026-05-01T08:00:00+08:00'],
  [['replay', 'a.mp4', '--start', '2026-02-30T08:00:00Z'], 'write a time such as'],
  [['replay', 'a.mp4', '--start', '2026-05-01T08:00:00'], 'write a time such as'],
  [['probe', 'a.mp4', '--timeout', 'abc'], 'write a number of seconds'],
  [['probe', 'a.mp4', '--timeout', '0'], 'write a number of seconds'],
  [['probe', 'a.mp4', '--transport', 'sctp'], 'Allowed choices are tcp, udp'],
  [['verify'], "missing required argument 'package'"],
  [['models', 'check'], "missing required argument 'folder'"],
  [['chek'], "unknown command 'chek'"],
  [['check', '--cofnig', 'a'], "unknown option '--cofnig'"],
])('a wrong command line is told and ends with 2: %j', async (args, words) => {
  const { code, stdout, stderr } = await command(...args);
  expect(stderr).toContain(words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test.each([
  ['--help'],
  ['run'],
  ['demo'],
  ['check'],
  ['doctor'],
  ['probe'],
  ['replay'],
  ['score'],
  ['verify'],
])('help for %s', async (name) => {
  const { code, stdout } = await command(...(name === '--help' ? [name] : [name, '--help']));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Usage: streetwarden/);
  expect(stdout).toContain('--verbose');
});

test('what is needed and not there ends with 3, in words and without a stack', async () => {
  const { code, stderr } = await command('probe', 'nowhere.mp4');
  expect(code).toBe(3);
  expect(stderr).toMatch(/^source\/no-file: /);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('what nobody expected is told in words; --verbose shows where it came from', async () => {
  const file = 'package.json';
  expect(await command('models', 'list', file)).toEqual({
    code: 3,
    stdout: '',
    stderr: `${file}: a file is in the way where a folder is needed\n`,
  });
  const { code, stderr } = await command('models', 'list', file, '--verbose');
  expect(stderr).toMatch(/^Error: ENOTDIR.*\n +at /);
  expect(code).toBe(3);
});
