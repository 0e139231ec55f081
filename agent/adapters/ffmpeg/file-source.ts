import { stat } from 'node:fs/promises';
import { startTimeline } from '../../core/time/timeline.ts';
import { Latest } from '../../lib/latest.ts';
import { AgentError } from '../../ports/errors.ts';
import type { FrameSet, FrameSource } from '../../ports/frame-source.ts';
import type { Input } from './args.ts';
import { type ConnectionEnd, runConnection } from './connection.ts';
import { FileTimes, fileStart } from './file-times.ts';
import { toFrames } from './frames.ts';
import { Handover } from './handover.ts';
import { type Health, newHealth } from './health.ts';
import type { FileOptions } from './options.ts';
import type { SourceDeps } from './source-deps.ts';

/**
 * A recording. `pace: live` behaves like a camera (newest wins), `fast` gives every sampled picture and
 * waits for the reader. Throws AgentError 'source/no-file' or 'source/not-video'; a damaged file gives
 * what it has, and a notice.
 */
export const fileSource = (options: FileOptions, deps: SourceDeps): FrameSource =>
  new FileSource(options, deps);

class FileSource implements FrameSource {
  readonly #options: FileOptions;
  readonly #deps: SourceDeps;
  readonly #health: Health = newHealth();
  #latest = new Latest<FrameSet>();
  #copies = true;
  #nextMs: number;
  #damagedMs: number | undefined;

  constructor(options: FileOptions, deps: SourceDeps) {
    this.#options = options;
    this.#deps = deps;
    const { clock, resume, onNotice } = deps;
    const now = { monotonicMs: clock.monotonicMs(), utcMs: clock.utcMs() };
    const { timeline, broken } = startTimeline(now, resume);
    this.#nextMs = timeline.mediaMs;
    if (broken !== undefined) onNotice({ type: 'time-break', reason: broken });
  }

  health(): Health {
    return { ...this.#health, dropped: this.#latest.dropped };
  }

  async *frames(signal: AbortSignal): AsyncGenerator<FrameSet, void, undefined> {
    this.#check();
    const stop = new AbortController();
    const until = AbortSignal.any([signal, stop.signal]);
    this.#latest = new Latest();
    const queue = this.#options.pace === 'live' ? this.#latest : new Handover<FrameSet>();
    until.addEventListener('abort', () => queue.end(), { once: true });
    let failure: unknown;
    const running = this.#rounds(queue, until)
      .catch((error: unknown) => {
        failure = error;
      })
      .finally(() => queue.end());
    try {
      yield* queue;
    } finally {
      stop.abort();
      await running;
      this.#health.state = 'ended';
    }
    if (failure !== undefined) throw failure;
  }

  /** A config is checked when it is read; a start given otherwise is checked here. */
  #check(): void {
    const { path, startUtc } = this.#options;
    if (startUtc === undefined || !Number.isNaN(Date.parse(startUtc))) return;
    const say = `${path}: expected a start time such as 2026-05-01T08:00:00+08:00, got '${startUtc}'`;
    throw new AgentError('config/invalid', say, { path });
  }

  async #rounds(queue: Queue, signal: AbortSignal): Promise<void> {
    let failures = 0;
    do {
      const end = await this.#round(queue, signal);
      if (signal.aborted) return;
      if (end.code === 'source/no-copy' && this.#copies && end.sets === 0) {
        this.#copies = false;
        this.#tell(end);
        continue;
      }
      if (end.sets === 0) throw this.#failure(end);
      failures = end.finished ? 0 : failures + 1;
      // the next round would end the same way
      if (failures >= 2) throw this.#failure(end);
      this.#tellDamage(end);
      if (!this.#options.loop) return;
    } while (!signal.aborted);
  }

  async #round(queue: Queue, signal: AbortSignal): Promise<ConnectionEnd> {
    const { ffmpeg, input, clock, recording, views } = this.#deps;
    const mtimeMs = await this.#mtime();
    const times = new FileTimes(this.#nextMs);
    const sink = this.#copies ? recording?.begin(times) : undefined;
    this.#health.state = 'connecting';
    const end = await runConnection(
      this.#input(),
      {
        ...{ ffmpeg, views, input, clock, stallMs: this.#options.stallAfter },
        ...(sink === undefined ? {} : { sink }),
        onStart: (pid) => {
          this.#health.connects += 1;
          if (pid !== undefined) this.#health.pid = pid;
        },
        onSet: (set, { picture, ...facts }) => {
          const mediaMs = times.frameMs(set.ptsMs);
          if (mediaMs === undefined) return undefined;
          times.start = fileStart(this.#options.startUtc, facts, mtimeMs);
          if (set.lacksData) this.#damaged(mediaMs);
          const captureUtc = times.captureUtc(set.ptsMs);
          const at = { mediaMs, captureUtc, damagedMs: this.#damagedMs };
          const frames = toFrames(set, views, { input, picture }, at);
          if (frames === undefined) return undefined;
          this.#live(picture, facts.codec ?? 'unknown');
          return queue.put(frames) ?? undefined;
        },
      },
      signal,
    );
    this.#nextMs = times.nextMs;
    return end;
  }

  #damaged(mediaMs: number): void {
    this.#damagedMs = mediaMs;
    this.#health.damaged += 1;
  }

  #live(picture: { width: number; height: number }, codec: string): void {
    this.#health.frames += 1;
    if (this.#health.state === 'live') return;
    const again = this.#health.picture !== undefined;
    Object.assign(this.#health, { state: 'live', picture, codec });
    if (!again) this.#deps.onNotice({ type: 'up', picture, codec });
  }

  /** Once, not in each round of a loop. */
  #tellDamage(end: ConnectionEnd): void {
    const damaged = !end.finished || looksDamaged(end);
    if (damaged && this.#health.lastError?.message !== end.message) this.#tell(end);
  }

  #tell({ code, message, facts }: ConnectionEnd): void {
    this.#health.lastError = { code, message };
    this.#deps.onNotice({ type: 'down', code, message, facts, retryInMs: 0 });
  }

  #failure({ code, message, facts, finished }: ConnectionEnd): AgentError {
    const { path } = this.#options;
    if (code === 'source/no-file')
      return new AgentError(code, `${path}: ${message}; expected a video file`, { path, ...facts });
    // whatever the code, trying again is pointless
    const why = finished ? 'it holds no picture' : message;
    const say = `${path}: expected a video file, but ${why}; check the file`;
    return new AgentError('source/not-video', say, { path, ...facts });
  }

  async #mtime(): Promise<number> {
    const { path } = this.#options;
    try {
      const found = await stat(path);
      if (found.isFile()) return found.mtimeMs;
    } catch (cause) {
      throw new AgentError(
        'source/no-file',
        `${path}: expected a video file; it is not there or cannot be read`,
        { path },
        cause,
      );
    }
    throw new AgentError('source/no-file', `${path}: expected a video file, found something else`, {
      path,
    });
  }

  #input(): Input {
    const { path, decode, fps, pace, stallAfter } = this.#options;
    return { kind: 'file', url: path, decode, fps, timeoutMs: stallAfter, paced: pace === 'live' };
  }
}

interface Queue extends AsyncIterable<FrameSet> {
  put(frames: FrameSet): Promise<void> | void;
  end(): void;
}

/** ffmpeg gives what it can of a damaged file and ends with success. */
function looksDamaged({ facts: { tail } }: ConnectionEnd): boolean {
  return /\[error\].*(truncat|ended prematurely|partial file|Invalid data|corrupt|error while decoding|Invalid NAL)/i.test(
    String(tail),
  );
}
