import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import {
  type BoxSync,
  parseChrony,
  parseTimesyncd,
  UNKNOWN_SYNC,
} from '../../core/time/box-sync.ts';

const run = promisify(execFile);

/** A keeper of time that does not answer is one that is not there. */
const TIMEOUT_MS = 3000;
/** timesyncd touches it whenever a server confirmed the clock. */
const TIMESYNCD_FILE = '/run/systemd/timesync/synchronized';

/** Asks a program; its words, or undefined when it is not there or failed. */
export type Ask = (command: string, args: readonly string[]) => Promise<string | undefined>;

/** Asks chrony, else systemd, what keeps the box's clock. Never throws: nobody there is `unknown`. */
export async function readBoxSync(nowUtcMs: number, ask: Ask = askProgram): Promise<BoxSync> {
  const tracking = await ask('chronyc', ['-n', '-c', 'tracking']);
  const chrony = tracking === undefined ? undefined : parseChrony(tracking, nowUtcMs);
  if (chrony !== undefined) return chrony;
  const show = await ask('timedatectl', ['show']);
  if (show === undefined) return UNKNOWN_SYNC;
  const status = (await ask('timedatectl', ['timesync-status'])) ?? '';
  const lastSyncUtcMs = await modifiedMs(TIMESYNCD_FILE);
  const last = lastSyncUtcMs === undefined ? {} : { lastSyncUtcMs };
  return parseTimesyncd({ show, status, ...last }, nowUtcMs) ?? UNKNOWN_SYNC;
}

async function askProgram(command: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const env = { ...process.env, LC_ALL: 'C', SYSTEMD_PAGER: '' };
    const limits = { timeout: TIMEOUT_MS, maxBuffer: 1 << 16, killSignal: 'SIGKILL' } as const;
    return (await run(command, [...args], { ...limits, env })).stdout;
  } catch {
    return undefined; // not installed, not running, or stuck: each says nothing of the clock
  }
}

async function modifiedMs(path: string): Promise<number | undefined> {
  try {
    return Math.round((await stat(path)).mtimeMs);
  } catch {
    return undefined; // another keeper, or none
  }
}
