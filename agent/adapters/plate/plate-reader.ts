import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import type { ClockSight } from '../../core/plates/clock-line.ts';
import type { PlateSight } from '../../core/plates/sight.ts';
import type { ClockReader } from '../../ports/clock-reader.ts';
import { AgentError } from '../../ports/errors.ts';
import type { PlateReader } from '../../ports/plate-reader.ts';
import type { Answer, Failure, Question, Setup } from './messages.ts';
import { PLATES_FILE } from './text-models.ts';

type Crop = Parameters<PlateReader['read']>[0];

type Read = Extract<Answer, { type: 'read' | 'clock' }>;

interface Pending {
  readonly resolve: (answer: Read) => void;
  readonly reject: (error: AgentError) => void;
}

const SOURCE = import.meta.url.endsWith('.ts');
const MODULE = new URL(SOURCE ? './plate-child.ts' : './plate-child.js', import.meta.url);
/** The cameras go first. */
const NICE = 10;
/** Most of the time no plate is wanted: then its memory goes back. Starting again takes about a second. */
const IDLE_MS = 60_000;
/** More crops than this do not wait: whoever cuts them is to look at fewer. */
const MOST_WAITING = 32;

/**
 * Loads the recogniser of plates, and PP-OCRv4 from its registry package, into a process of its own, which ends
 * when no plate was wanted for a minute and is started again by the next read.
 * Throws AgentError 'model/missing', 'model/wrong-hash' or 'model/invalid'.
 */
export async function openPlateReader(
  setup: Setup,
  idleMs = IDLE_MS,
): Promise<PlateReader & ClockReader> {
  const reader = new PlateProcess(setup, idleMs);
  await reader.start();
  return reader;
}

class PlateProcess implements PlateReader, ClockReader {
  readonly info = { name: 'plates', sha256: PLATES_FILE.sha256 };
  readonly #setup: Setup;
  readonly #idleMs: number;
  readonly #pending = new Map<number, Pending>();
  #child: Promise<ChildProcess> | undefined;
  #working: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #next = 0;
  #closed = false;

  constructor(setup: Setup, idleMs: number) {
    this.#setup = setup;
    this.#idleMs = idleMs;
  }

  /** The process at work, or a new one. */
  start(): Promise<ChildProcess> {
    this.#child ??= this.#open();
    return this.#child;
  }

  async read(crop: Crop): Promise<readonly PlateSight[]> {
    const answer = await this.#ask('vehicle', crop);
    return answer.type === 'read' ? answer.sights : [];
  }

  async readClock(crop: Crop): Promise<ClockSight | undefined> {
    const answer = await this.#ask('clock', crop);
    return answer.type === 'clock' ? answer.sight : undefined;
  }

  async #ask(of: Question['of'], { pixels, width, height }: Crop): Promise<Read> {
    if (pixels.length !== width * height * 3 || pixels.length === 0)
      throw lost(`expected ${width}x${height} RGB pixels, got ${pixels.length} bytes`);
    if (this.#closed) throw lost('it was closed');
    if (this.#pending.size >= MOST_WAITING) throw lost(`${MOST_WAITING} crops wait already`);
    this.#next += 1;
    const question: Question = { id: this.#next, of, picture: { pixels, width, height } };
    // waits from here on, also for the start: what is wanted keeps the process
    const answer = new Promise<Read>((resolve, reject) => {
      this.#pending.set(question.id, { resolve, reject });
    });
    this.start().then(
      (child) => child.send(question),
      (error: AgentError) => this.#fail(error),
    );
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#stop();
  }

  async #open(): Promise<ChildProcess> {
    const child = fork(MODULE, [JSON.stringify(this.#setup)], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: SOURCE ? ['--import', 'tsx'] : [],
    });
    child.on('spawn', () => {
      if (child.pid !== undefined) setPriority(child.pid, NICE);
    });
    const ready = new Promise<void>((resolve, reject) => {
      child.on('message', (answer: Answer) => this.#settle(answer, resolve, reject));
      child.on('error', (error) => reject(lost(error.message)));
      child.on('exit', (code, signal) => reject(lost(`it ended with ${signal ?? `code ${code}`}`)));
    });
    this.#ended = new Promise((resolve) => {
      child.on('exit', () => {
        resolve();
        // one that was sent home has nothing to answer any more; another may be at work
        if (this.#working !== child) return;
        this.#child = undefined;
        this.#fail(lost('its process ended'));
      });
    });
    this.#working = child;
    await ready;
    this.#rest();
    return child;
  }

  /** Ends the process, unless something is wanted before. */
  #rest(): void {
    clearTimeout(this.#idle);
    if (this.#pending.size > 0 || this.#closed) return;
    this.#idle = setTimeout(() => {
      if (this.#pending.size === 0) void this.#stop();
    }, this.#idleMs).unref();
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#working;
    this.#child = undefined;
    this.#working = undefined;
    this.#fail(lost('it was closed'));
    if (child?.connected === true) child.disconnect();
    await this.#ended;
  }

  #settle(answer: Answer, ready: () => void, refused: (error: AgentError) => void): void {
    if (answer.type === 'ready') {
      ready();
      return;
    }
    const { id } = answer;
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (id !== undefined) this.#pending.delete(id);
    if (answer.type !== 'failed') pending?.resolve(answer);
    else if (id === undefined) refused(asError(answer.failure));
    else pending?.reject(asError(answer.failure));
    this.#rest();
  }

  #fail(error: AgentError): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

function asError({ code, message }: Failure): AgentError {
  return new AgentError(code, message);
}

function lost(why: string): AgentError {
  return new AgentError('model/failed', `the plate reader stopped: ${why}`, { why });
}
