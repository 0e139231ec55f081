import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { AgentError } from '../../../agent/ports/errors.ts';

/** A running ffmpeg that takes raw pictures. Ended by the end of its block unless `finish` came first. */
export interface Encoder extends AsyncDisposable {
  /** Waits while ffmpeg cannot take more. Throws AgentError 'ffmpeg/failed' where it stopped. */
  write(picture: Uint8Array): Promise<void>;
  /** After the last picture; resolves when the files are whole. */
  finish(): Promise<void>;
}

const LAST_WORDS = 2000;

/** Starts ffmpeg with arguments that read `pipe:0`. */
export function startEncoder(path: string, args: readonly string[]): Encoder {
  const child = spawn(path, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-LAST_WORDS);
  });
  const ended = new Promise<number | undefined>((resolve) => {
    child.once('error', (error) => {
      said += String(error);
      resolve(undefined);
    });
    child.once('close', (code) => resolve(code ?? undefined));
  });
  child.stdin.on('error', () => undefined); // told with ffmpeg's own words when it has ended
  const failed = async (): Promise<never> => {
    const code = await ended;
    throw new AgentError(
      'ffmpeg/failed',
      `expected ffmpeg to write the film, it stopped (${code ?? 'no exit code'}): ${said.trim() || 'without a word'}`,
    );
  };
  return {
    write: async (picture) => {
      if (!child.stdin.writable) await failed();
      if (child.stdin.write(picture)) return;
      const drained = new AbortController();
      await Promise.race([once(child.stdin, 'drain', drained), ended.then(failed)]).finally(() =>
        drained.abort(),
      );
    },
    finish: async () => {
      child.stdin.end();
      if ((await ended) !== 0) await failed();
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}
