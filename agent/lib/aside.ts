import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';

/** The first word of a module that runs aside; then it gets its input, answers once and ends. */
const READY = 'ready';

/** The cameras go first. */
const NICE = 10;

export interface Aside {
  /** Beside the caller: `.js` in the build, `.ts` when the sources themselves run. */
  readonly module: URL;
  readonly timeoutMs: number;
}

/** The URL of a module beside the caller, as the caller itself runs. */
export function besides(caller: string, name: string): URL {
  return new URL(`./${name}.${caller.endsWith('.ts') ? 'ts' : 'js'}`, caller);
}

/**
 * Has a module answer one question in a process of its own, which is gone when the answer is given. Rejects with an
 * Error that says how the process ended where it gave no answer.
 */
export async function askAside<A>({ module, timeoutMs }: Aside, input: unknown): Promise<A> {
  const child = fork(module, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: module.pathname.endsWith('.ts') ? ['--import', 'tsx'] : [],
    timeout: timeoutMs,
  });
  try {
    return await answerOf<A>(child, input);
  } finally {
    await ended(child);
  }
}

function answerOf<A>(child: ChildProcess, input: unknown): Promise<A> {
  return new Promise((resolve, reject) => {
    child.on('message', (word) => {
      if (word === READY) child.send(input as object);
      else resolve(word as A);
    });
    child.on('spawn', () => giveWay(child));
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      reject(new Error(`it ended with ${signal ?? `code ${code}`}`)),
    );
  });
}

async function ended(child: ChildProcess): Promise<void> {
  // one that never began does not end either
  const isThere = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  if (!isThere) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

function giveWay({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, NICE);
  } catch {
    // it is gone already, and `exit` says so
  }
}

/** The module's side: takes the input, answers and ends; ends too when the agent is gone. */
export function answerAside<I, A extends object>(answer: (input: I) => Promise<A>): void {
  process.once('message', (input: I) => {
    void answer(input).then((word) => process.send?.(word, undefined, {}, () => process.exit()));
  });
  process.once('disconnect', () => process.exit());
  process.send?.(READY);
}
