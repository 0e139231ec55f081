import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf } from './proc.ts';

const MODEL = join(import.meta.dirname, '../../models/street');
const PIPES = 8;
const WARM_UP_MS = 8000;

export interface Floor {
  /** Share of one core. */
  readonly ffmpeg: number;
  readonly model: number;
}

export interface FloorOptions {
  /** The command lines of the agent's children, word by word. */
  readonly commands: readonly (readonly string[])[];
  /** What each reads its address from; see input-list.ts. */
  readonly lists: readonly string[];
  readonly runsPerSecond: number;
  readonly seconds: number;
}

/** What the work itself costs: the same children writing to nowhere, and the model on ready tensors. */
export async function measureFloor(options: FloorOptions): Promise<Floor> {
  const nowhere = openSync('/dev/null', 'w');
  const children: ChildProcess[] = [];
  try {
    for (const [index, command] of options.commands.entries())
      children.push(startChild(command, options.lists[index] ?? '', nowhere));
    const script = join(import.meta.dirname, 'floor-model.ts');
    const words = ['--import', 'tsx', script, MODEL, `${options.runsPerSecond}`];
    const model = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(model);
    await once(model.stdout, 'data');
    await sleep(WARM_UP_MS);
    const before = children.map(busyMs);
    const began = performance.now();
    await sleep(options.seconds * 1000);
    const ms = performance.now() - began;
    const shares = children.map((child, index) => (busyMs(child) - (before[index] ?? 0)) / ms);
    return { ffmpeg: shares.slice(0, -1).reduce((a, b) => a + b, 0), model: shares.at(-1) ?? 0 };
  } finally {
    await Promise.all(children.map(end));
    closeSync(nowhere);
  }
}

function startChild(
  [command = '', ...args]: readonly string[],
  list: string,
  nowhere: number,
): ChildProcess {
  const listAt = Number(/ async:pipe:(\d+) /.exec(args.join(' '))?.[1] ?? 0);
  const outputs = Array.from({ length: PIPES }, (_, at) => (at + 3 === listAt ? 'pipe' : nowhere));
  const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore', ...outputs] });
  const pipe = child.stdio[listAt as 4];
  if (listAt > 0 && pipe instanceof Writable) pipe.end(list);
  return child;
}

function busyMs({ pid = 0 }: ChildProcess): number {
  const cpu = cpuOf(pid);
  if (cpu === undefined) throw new Error(`a process of the floor ended: ${pid}`);
  return cpu.userMs + cpu.systemMs;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
