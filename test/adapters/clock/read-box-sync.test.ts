import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Ask, readBoxSync } from '../../../agent/adapters/clock/read-box-sync.ts';
import { until } from '../../helpers/until.ts';

const CHRONYD = '/usr/sbin/chronyd';
const UNKNOWN = { state: 'unknown', source: 'unknown', via: 'none' };

function answers(table: Readonly<Record<string, string>>): Ask {
  return async (command, args) => table[`${command} ${args.join(' ')}`];
}

test('nobody to ask is unknown, and no failure', async () => {
  expect(await readBoxSync(0, answers({}))).toEqual(UNKNOWN);
  expect(await readBoxSync(0, answers({ 'chronyc -n -c tracking': 'what?' }))).toEqual(UNKNOWN);
});

test('systemd is asked where chrony is silent', async () => {
  const show = 'NTPSynchronized=no\n';
  expect(await readBoxSync(0, answers({ 'timedatectl show': show }))).toMatchObject({
    state: 'unsynced',
    via: 'timesyncd',
  });
});

test('this box answers something, in time', async () => {
  const startMs = performance.now();
  const { state } = await readBoxSync(Date.now());
  expect(['locked', 'holdover', 'unsynced', 'unknown']).toContain(state);
  expect(performance.now() - startMs).toBeLessThan(10_000);
});

function canRun(): boolean {
  try {
    execFileSync(CHRONYD, ['-v'], { stdio: 'ignore' });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

/** A chronyd that never touches the clock of this box. */
async function startChronyd(folder: string, name: string, port: number, lines: readonly string[]) {
  const config = join(folder, `${name}.conf`);
  const own = [`pidfile ${folder}/${name}.pid`, `driftfile ${folder}/${name}.drift`, 'user root'];
  const command = [`cmdport ${port + 1}`, `bindcmdaddress 127.0.0.1`];
  writeFileSync(config, [...own, ...command, ...lines, ''].join('\n'));
  const child = spawn(CHRONYD, ['-x', '-d', '-f', config], { stdio: 'ignore' });
  return {
    port: port + 1,
    [Symbol.asyncDispose]: async () => {
      if (child.kill()) await once(child, 'exit');
    },
  };
}

describe.skipIf(!canRun())('a real chrony (needs chrony, and root)', () => {
  test('it is unsynced at first, then locked with a bound', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chrony-'));
    const port = 20_000 + (process.pid % 20_000);
    await using _server = await startChronyd(folder, 'server', port, [
      'local stratum 3',
      'allow 127.0.0.1',
      `port ${port}`,
    ]);
    await using client = await startChronyd(folder, 'client', port + 2, [
      `server 127.0.0.1 port ${port} minpoll -2 maxpoll -2 iburst`,
      'port 0',
    ]);
    const ask: Ask = async (command, args) =>
      command === 'chronyc'
        ? execFileSync('chronyc', ['-h', '127.0.0.1', '-p', `${client.port}`, ...args], {
            encoding: 'utf8',
          })
        : undefined;
    const read = () => readBoxSync(Date.now(), ask).catch(() => UNKNOWN);
    await until('it is locked', async () => (await read()).state === 'locked', 30_000);
    // its first bound is a second; it knows better after a few answers
    const bound = async () => (await readBoxSync(Date.now(), ask)).maxErrorMs ?? 9999;
    await until('it is sure', async () => (await bound()) < 50, 30_000);
    const sync = await readBoxSync(Date.now(), ask);
    expect(sync).toMatchObject({ source: 'ntp', via: 'chrony', server: '127.0.0.1' });
    expect(Math.abs(sync.offsetMs ?? 99)).toBeLessThan(5);
    expect(Math.abs((sync.lastSyncUtcMs ?? 0) - Date.now())).toBeLessThan(10_000);
    rmSync(folder, { recursive: true });
  });
});
