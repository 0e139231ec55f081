import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Metrics } from './metrics.ts';

const MAIN = join(import.meta.dirname, '../../dist/main.js');
const START_MS = 60_000;

/** As the first line of agent/main.ts and the Dockerfile start it: memory that is free goes back at once. */
const LEAN_ENV = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};
const LEAN_NODE = ['--max-semi-space-size=4'];

export interface AgentOptions {
  /** Gets the configuration, the log (`agent.log`) and all data. */
  readonly folder: string;
  readonly config: object;
  /** Another build than dist/main.js. */
  readonly main?: string;
  /** Options of node, such as --cpu-prof. */
  readonly nodeOptions?: readonly string[];
  /** Started as `node dist/main.js` without any setting for memory. */
  readonly plain?: boolean;
}

/** The built agent as a process of its own, as it runs on a box. */
export class AgentProcess implements AsyncDisposable {
  readonly pid: number;
  readonly #url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.#url = url;
    this.pid = child.pid ?? 0;
  }

  /** Resolves when it watches. Throws with its last words when it ends before. */
  static async start(options: AgentOptions): Promise<AgentProcess> {
    const { folder, config, main = MAIN, nodeOptions = [], plain = false } = options;
    const path = join(folder, 'agent.yaml');
    await writeFile(path, JSON.stringify(config)); // YAML takes JSON
    const args = [...(plain ? [] : LEAN_NODE), ...nodeOptions, main, 'run', '-c', path];
    const env = { ...process.env, ...(plain ? {} : LEAN_ENV) };
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: folder,
      env,
    });
    const log = createWriteStream(join(folder, 'agent.log'));
    let said = '';
    const watching = new Promise<string>((resolve) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        log.write(`${line}\n`);
        said = `${said}${line}\n`.slice(-3000);
        if (line.includes('"msg":"watching"')) resolve(String(JSON.parse(line).http));
      });
    });
    const late = AbortSignal.timeout(START_MS);
    const gone = once(child, 'exit', { signal: late }).then(() => undefined);
    const url = await Promise.race([watching, gone.catch(() => undefined)]);
    if (url === undefined) {
      child.kill('SIGKILL');
      throw new Error(`the agent did not start:\n${said}`);
    }
    return new AgentProcess(child, url);
  }

  async metrics(): Promise<Metrics> {
    const answer = await fetch(`${this.#url}/metrics`);
    return new Metrics(await answer.text());
  }

  /** A planned stop. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await gone;
  }
}
