import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { descendants } from './processes.ts';
import { until } from './until.ts';

const MAIN = fileURLToPath(new URL('../../agent/main.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

/** A line of the agent's log. */
type LogLine = Readonly<Record<string, unknown>> & { readonly msg?: string };

export interface AgentProcess extends AsyncDisposable {
  readonly pid: number;
  /** What it has logged so far. */
  readonly log: readonly LogLine[];
  readonly ended: Promise<Ended>;
  /** Its children now: ffmpeg, setpriv. */
  children(): readonly number[];
  /** GET on its own HTTP server; waits until that stands. */
  get(path: string): Promise<{ readonly status: number; readonly body: string }>;
  /** Resolves with the first line, logged already or yet to come, that says so. */
  said(words: RegExp, withinMs?: number): Promise<LogLine>;
  stop(): Promise<Ended>;
  /** As a power cut does. */
  kill(): Promise<Ended>;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Writes a configuration (without an HTTP port of its own) into a folder; returns its path. */
export function writeConfig(folder: string, config: object, name = 'agent.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, stringify({ http: { port: 0 }, ...config }));
  return path;
}

/** The agent as a process of its own: `streetwarden ARGS`. */
export function startCommand(args: readonly string[], env: Env = {}): AgentProcess {
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--import', TSX, MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const pid = child.pid ?? 0;
  const log: LogLine[] = [];
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    stderr += `${line}\n`;
    log.push(lineOf(line));
  });
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    stdout,
    stderr,
    ms: performance.now() - startedMs,
  }));
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  const said = (words: RegExp, withinMs?: number) =>
    until(`the agent said ${words}`, () => log.find(({ msg = '' }) => words.test(msg)), withinMs);
  return {
    pid,
    log,
    ended,
    said,
    children: () => descendants(pid),
    get: async (path) => {
      const { http } = await said(/^watching$/);
      const answer = await fetch(`${String(http)}${path}`);
      return { status: answer.status, body: await answer.text() };
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: async () => {
      await end('SIGKILL');
    },
  };
}

/** Runs a command to its end. */
export function runCommand(args: readonly string[], env?: Env): Promise<Ended> {
  return startCommand(args, env).ended;
}

/** JSON where it is, else a line of a stack trace. */
function lineOf(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return { msg: line };
  }
}
