import type { Lack } from '../../core/health/decoder-words.ts';
import type { InputSize, Size, View } from '../../core/vision/view.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AgentErrorCode } from '../../ports/errors.ts';
import { ffmpegArgs, type Input, outputPipes } from './args.ts';
import type { Ffmpeg } from './binary.ts';
import { type ChildEnd, FfmpegChild } from './child.ts';
import { classifyEnd } from './classify-error.ts';
import { FrameSets, type PixelSet } from './frame-sets.ts';
import { inputList, named } from './input-list.ts';
import { FrameCutter } from './raw-frames.ts';
import type { RecordingSink } from './recording.ts';
import { StderrReader, type StreamFacts } from './stderr.ts';
import { TimestampReader } from './timestamps.ts';

export interface ConnectionDeps {
  readonly ffmpeg: Ffmpeg;
  readonly views: readonly View[];
  readonly input: InputSize;
  readonly clock: Clock;
  readonly stallMs: number;
  /** Where the copy goes; without it the stream is not copied. */
  readonly sink?: RecordingSink;
  /** A copy that cannot be recorded ends a connection of this age, for a new beginning; else never. */
  readonly renewAfterMs?: number;
  onStart(pid: number | undefined): void;
  /** A moment's pictures. While the promise is open no more are read, and ffmpeg waits. */
  onSet(
    set: DecodedSet,
    facts: StreamFacts & { readonly picture: Size },
  ): Promise<void> | undefined;
  /** What ffmpeg knows of each packet of the copy; see packet-marks.ts. */
  onMarks?(chunk: Uint8Array): void;
  /** The first bytes of the copy came. */
  onCopy?(facts: StreamFacts): void;
}

interface DecodedSet extends PixelSet {
  /** Data were missing in this picture, or in one since the set before. */
  readonly lacksData: boolean;
}

/** How a connection ended, when nobody asked it to. */
export interface ConnectionEnd {
  readonly code: AgentErrorCode;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly sets: number;
  readonly stream: StreamFacts;
  /** ffmpeg ended by itself with success: the end of a file. */
  readonly finished: boolean;
  readonly changed?: { readonly before: Size; readonly after: Size };
}

/** Runs one ffmpeg child until it ends, stalls, changes its picture size or `signal` says stop. */
export async function runConnection(
  input: Input,
  deps: ConnectionDeps,
  signal: AbortSignal,
): Promise<ConnectionEnd> {
  return new Connection(input, deps).run(signal);
}

class Connection {
  readonly #input: Input;
  readonly #deps: ConnectionDeps;
  readonly #stderr = new StderrReader({
    onPicture: (size) => this.#onPicture(size),
    onLack: (by) => this.#onLack(by),
  });
  readonly #stop = new AbortController();
  #held: DecodedSet[] = [];
  #sets = 0;
  #hasPictures = false;
  #lacksData = false;
  #copied = false;
  #busy: Promise<void> | undefined;
  #lastLifeMs: number;
  #verdict: Pick<ConnectionEnd, 'code' | 'message' | 'changed'> | undefined;
  readonly #beganMs: number;
  #pause: (paused: boolean) => void = () => {};
  #picture: Size | undefined;

  constructor(input: Input, deps: ConnectionDeps) {
    this.#input = input;
    this.#deps = deps;
    this.#beganMs = deps.clock.monotonicMs();
    this.#lastLifeMs = this.#beganMs;
  }

  async run(signal: AbortSignal): Promise<ConnectionEnd> {
    const { ffmpeg, views, sink } = this.#deps;
    const copy = sink !== undefined;
    const marks = copy && this.#deps.onMarks !== undefined;
    const outputs = { views, input: this.#deps.input, copy, marks };
    const args = ffmpegArgs(this.#input, outputs, ffmpeg.has);
    const pipes = outputPipes(outputs);
    const list = inputList(this.#input, ffmpeg.has);
    const ended = AbortSignal.any([signal, this.#stop.signal]);
    const watch = setInterval(() => this.#watch(), Math.min(1000, this.#deps.stallMs / 4));
    try {
      const hear = (text: string) => this.#stderr.push(text);
      await using child = new FfmpegChild(ffmpeg, args, pipes, hear, list);
      this.#deps.onStart(child.pid);
      this.#listen(child);
      const end = await Promise.race([child.ended, aborted(ended)]);
      await this.#busy;
      return this.#end(end);
    } finally {
      clearInterval(watch);
      sink?.end();
    }
  }

  #listen(child: FfmpegChild): void {
    const { views, input, sink } = this.#deps;
    const raw = child.pipes.slice(0, views.length);
    const sets = new FrameSets(views.length, (set) => this.#onSet(set));
    const bytes = input.width * input.height * 3;
    for (const [view, pipe] of raw.entries()) {
      const cutter = new FrameCutter(bytes, (pixels) => sets.addPixels(view, pixels));
      pipe.on('data', (chunk: Buffer) => cutter.push(chunk));
    }
    const times = new TimestampReader((ptsMs) => sets.addTime(ptsMs));
    if (views.length > 0) child.pipes[views.length]?.on('data', (chunk) => times.push(chunk));
    const rest = child.pipes.slice(views.length === 0 ? 0 : views.length + 1);
    if (sink !== undefined) rest[0]?.on('data', (chunk) => this.#onCopy(chunk));
    rest[1]?.on('data', (chunk) => this.#deps.onMarks?.(chunk));
    for (const pipe of child.pipes) pipe.on('error', () => {}); // said by the end of the child
    this.#pause = (paused) => {
      for (const pipe of raw) paused ? pipe.pause() : pipe.resume();
    };
  }

  #onCopy(chunk: Uint8Array): void {
    if (this.#stop.signal.aborted) return;
    if (this.#deps.views.length === 0) this.#alive();
    this.#deps.sink?.write(chunk);
    if (this.#copied) return;
    this.#copied = true;
    this.#deps.onCopy?.(this.#stderr.facts);
  }

  #onSet(set: PixelSet): void {
    if (this.#stop.signal.aborted) return;
    this.#alive();
    // who joins in the midst of a stream lacks what came before
    this.#held.push({ ...set, lacksData: this.#lacksData && this.#hasPictures });
    this.#lacksData = false;
    this.#hasPictures = true;
    if (this.#busy === undefined) this.#deliver();
  }

  /** ffmpeg says so before it writes the picture; by another pipe, so that it may count for the next one. */
  #onLack(by: Lack): void {
    // of what was lost between key frames nothing is looked at
    if (by === 'decoder' || this.#input.decode === 'sampled') this.#lacksData = true;
  }

  /** Hands on what is held, one after the other; waits while the reader does, or for the size. */
  #deliver(): void {
    const { facts } = this.#stderr;
    const { picture } = facts;
    if (picture === undefined) {
      this.#pause(true); // the size comes by another pipe, at any moment
      return;
    }
    this.#picture ??= picture;
    while (this.#held.length > 0) {
      const [set, ...rest] = this.#held;
      this.#held = rest;
      if (set === undefined) break;
      this.#sets += 1;
      const wait = this.#deps.onSet(set, { ...facts, picture: this.#picture });
      if (wait === undefined) continue;
      this.#pause(true);
      this.#busy = wait.then(() => {
        this.#busy = undefined;
        this.#alive();
        this.#deliver();
        return this.#busy;
      });
      return;
    }
    this.#pause(false);
  }

  #onPicture(after: Size): void {
    const before = this.#picture;
    this.#picture = after;
    if (before === undefined || (before.width === after.width && before.height === after.height)) {
      if (this.#held.length > 0 && this.#busy === undefined) this.#deliver();
      return;
    }
    const [from, to] = [before, after].map(({ width, height }) => `${width}x${height}`);
    this.#give('source/changed', `the picture changed from ${from} to ${to}`, { before, after });
  }

  #alive(): void {
    this.#lastLifeMs = this.#deps.clock.monotonicMs();
  }

  #watch(): void {
    const nowMs = this.#deps.clock.monotonicMs();
    const silentMs = nowMs - this.#lastLifeMs;
    const { sink, renewAfterMs = Number.POSITIVE_INFINITY } = this.#deps;
    if (sink?.broken !== undefined && nowMs - this.#beganMs >= renewAfterMs)
      this.#give('ring/failed', `the stream could not be recorded: ${sink.broken}`);
    if (this.#busy !== undefined || silentMs < this.#deps.stallMs) return;
    const seconds = Math.round(silentMs / 1000);
    if (this.#input.kind === 'file')
      this.#give('source/stalled', `the file gave no picture for ${seconds} s`);
    else if (this.#stderr.facts.codec === undefined)
      this.#give('source/unreachable', `the camera did not answer within ${seconds} s`);
    else this.#give('source/stalled', `no picture came for ${seconds} s`);
  }

  #give(code: AgentErrorCode, message: string, changed?: ConnectionEnd['changed']): void {
    if (this.#stop.signal.aborted) return;
    this.#held = [];
    this.#verdict = { code, message, ...(changed === undefined ? {} : { changed }) };
    this.#stop.abort();
  }

  #end(end: ChildEnd | undefined): ConnectionEnd {
    const tail = named(this.#stderr.lastWords(), this.#input);
    const common = { sets: this.#sets, stream: this.#stderr.facts };
    const facts = { tail };
    if (this.#verdict !== undefined) return { ...common, ...this.#verdict, facts, finished: false };
    const what = this.#input.kind === 'file' ? 'file' : 'camera';
    const { code, say } = classifyEnd(tail, this.#sets > 0 || this.#copied, what);
    const how = end?.error?.message ?? end?.signal ?? end?.code ?? 'stopped';
    const message = `${say} (ffmpeg: ${how})`;
    const finished = end?.code === 0;
    return { ...common, code: finished ? 'source/ended' : code, message, facts, finished };
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
