import { mkdir, open, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AgentError } from '../../ports/errors.ts';
import { syncDirectory } from './durable-files.ts';

/** An append-only file of lines. A line counts only with its line feed: a torn one never was. */
export class LogFile {
  readonly path: string;
  #bytes: number;
  #broken = false;

  private constructor(path: string, bytes: number) {
    this.path = path;
    this.#bytes = bytes;
  }

  /** Opens or creates the file, cuts off a torn last line, and gives the lines that stand. */
  static async open(path: string): Promise<{ file: LogFile; lines: string[] }> {
    await mkdir(dirname(path), { recursive: true });
    await using handle = await open(path, 'a+', 0o644);
    const content = await readFile(path);
    const whole = content.lastIndexOf(0x0a) + 1;
    if (whole < content.length) await handle.truncate(whole);
    await handle.sync();
    await syncDirectory(dirname(path));
    const text = content.subarray(0, whole).toString('utf8');
    return { file: new LogFile(path, whole), lines: text.split('\n').slice(0, -1) };
  }

  /** On the disk when it resolves; when it throws, the file is as it was. */
  async append(line: Uint8Array): Promise<void> {
    if (this.#broken)
      throw new AgentError(
        'evidence/write',
        `The evidence log ${this.path} could not be taken back after a failed write. Restart the agent, which repairs it.`,
      );
    await using handle = await open(this.path, 'a');
    const { size } = await handle.stat();
    if (size !== this.#bytes)
      throw new AgentError(
        'evidence/write',
        `The evidence log ${this.path} has ${size} bytes, expected ${this.#bytes}: somebody else writes it. Stop the other agent and restart this one.`,
      );
    try {
      await handle.writeFile(Buffer.concat([line, Buffer.from('\n')]));
      await handle.sync();
    } catch (error) {
      await this.#takeBack();
      throw error;
    }
    this.#bytes += line.length + 1;
  }

  async #takeBack(): Promise<void> {
    this.#broken = true;
    await using handle = await open(this.path, 'a');
    if ((await handle.stat()).size !== this.#bytes) await truncate(this.path, this.#bytes);
    await handle.sync();
    this.#broken = false;
  }
}
