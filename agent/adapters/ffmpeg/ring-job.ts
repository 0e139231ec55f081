import { type Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import fluent, { type FfmpegCommand } from 'fluent-ffmpeg';
import { redact } from '../../lib/redact.ts';
import { AgentError } from '../../ports/errors.ts';

const TAIL_CHARS = 2000;
/** Enough for the description of the input and the last words. */
const WORDS_CHARS = 16_000;

/** The input's own header says all there is to know: ffmpeg need not decode pictures to find out. */
export const DESCRIBED = ['-analyzeduration', '0', '-fpsprobesize', '0'] as const;

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
  /** Ends the job early because it has given what was wanted: then it has not failed. */
  readonly enough?: AbortSignal;
}

/** What ffmpeg said, line by line (without passwords). */
export interface JobDone {
  readonly words: string;
}

/** Runs ffmpeg until it has written `path`. Throws AgentError 'ffmpeg/failed' with its last words. */
export async function runToFile(job: Job, path: string): Promise<JobDone> {
  return await run(job, (command) => command.save(path));
}

/** Runs ffmpeg and hands on what it writes to its output, chunk by chunk. Throws like `runToFile`, and what
 * `sink` throws. */
export async function runToSink(job: Job, sink: (chunk: Buffer) => void): Promise<JobDone> {
  let refused: unknown;
  const output = new Writable({
    emitClose: false, // fluent-ffmpeg takes a close that it sees before the exit for a failure
    write: (chunk: Buffer, _encoding, done) => {
      try {
        sink(chunk);
        done();
      } catch (error) {
        refused = error;
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
  try {
    const result = await run(job, (command) => {
      output.once('error', () => command.kill('SIGKILL'));
      command.pipe(output);
    });
    if (job.enough?.aborted !== true) await finished(output);
    return result;
  } catch (error) {
    throw refused ?? error;
  }
}

async function run(job: Job, start: (command: FfmpegCommand) => void): Promise<JobDone> {
  // evidence waits in the ring; the cameras' own children go first
  const command = fluent({ stdoutLines: 0, timeout: job.timeoutMs / 1000, niceness: 10 })
    .setFfmpegPath(job.command)
    .input(job.input)
    .inputOptions(['-hide_banner', '-nostats', ...(job.inputOptions ?? [])])
    .outputOptions([...job.outputOptions]);
  const kill = (): void => {
    command.kill('SIGKILL');
  };
  const stop = (): void => {
    command.kill('SIGTERM'); // so that it says goodbye to a camera
  };
  let words = ''; // blanked before it is cut
  command.on('stderr', (line: string) => {
    words = `${words}${redact(line)}\n`.slice(-WORDS_CHARS);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      if (job.signal?.aborted === true) throw new Error('stopped before it began');
      job.signal?.addEventListener('abort', kill, { once: true });
      job.enough?.addEventListener('abort', stop, { once: true });
      command.on('error', reject).on('end', () => resolve());
      start(command);
    });
  } catch (error) {
    if (job.enough?.aborted !== true) throw failed(job, error, words);
  } finally {
    job.signal?.removeEventListener('abort', kill);
    job.enough?.removeEventListener('abort', stop);
    if (typeof job.input !== 'string') job.input.destroy();
  }
  return { words };
}

function failed(job: Job, error: unknown, words: string): AgentError {
  const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const facts = { tail: words.trim().slice(-TAIL_CHARS) };
  return new AgentError('ffmpeg/failed', `ffmpeg could not ${job.purpose}: ${redact(why)}`, facts);
}
