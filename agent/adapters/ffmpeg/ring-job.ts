import { type Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import fluent, { type FfmpegCommand } from 'fluent-ffmpeg';
import { AgentError } from '../../ports/errors.ts';
import { redact } from './redact.ts';

const TAIL_CHARS = 2000;

export interface Job {
  /** Path of the ffmpeg binary. */
  readonly command: string;
  /** What it is for, in errors: "cut a clip". */
  readonly purpose: string;
  readonly input: string | Readable;
  readonly inputOptions?: readonly string[];
  readonly outputOptions: readonly string[];
  readonly timeoutMs: number;
  /** Ends the job early; then it fails with 'ffmpeg/failed'. */
  readonly signal?: AbortSignal;
}

/** What ffmpeg said, line by line (without passwords). */
export interface JobDone {
  readonly words: string;
}

/** Runs ffmpeg until it has written `path`. Throws AgentError 'ffmpeg/failed' with its last words. */
export async function runToFile(job: Job, path: string): Promise<JobDone> {
  return await run(job, (command) => command.save(path));
}

/** Runs ffmpeg and hands on what it writes to its output, chunk by chunk. Throws like `runToFile`. */
export async function runToSink(job: Job, sink: (chunk: Buffer) => void): Promise<JobDone> {
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      sink(chunk);
      done();
    },
  });
  const result = await run(job, (command) => command.pipe(output));
  await finished(output);
  return result;
}

async function run(job: Job, start: (command: FfmpegCommand) => void): Promise<JobDone> {
  const command = fluent({ stdoutLines: 0, timeout: job.timeoutMs / 1000 })
    .setFfmpegPath(job.command)
    .input(job.input)
    .inputOptions(['-hide_banner', '-nostats', ...(job.inputOptions ?? [])])
    .outputOptions([...job.outputOptions]);
  const kill = (): void => {
    command.kill('SIGKILL');
  };
  let tail = '';
  command.on('stderr', (line: string) => {
    tail = `${tail}${line}\n`.slice(-2 * TAIL_CHARS);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      if (job.signal?.aborted === true) throw new Error('stopped before it began');
      job.signal?.addEventListener('abort', kill, { once: true });
      command.on('error', reject).on('end', () => resolve());
      start(command);
    });
  } catch (error) {
    throw failed(job, error, tail);
  } finally {
    job.signal?.removeEventListener('abort', kill);
    if (typeof job.input !== 'string') job.input.destroy();
  }
  return { words: redact(tail) };
}

function failed(job: Job, error: unknown, tail: string): AgentError {
  const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const facts = { tail: redact(tail.trim()).slice(-TAIL_CHARS) };
  return new AgentError('ffmpeg/failed', `ffmpeg could not ${job.purpose}: ${redact(why)}`, facts);
}
