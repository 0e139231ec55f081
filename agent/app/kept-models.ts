import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { PROVIDER_NAMES } from '../adapters/onnx/options.ts';
import type { Remembered } from '../adapters/onnx/start-detector.ts';
import { AgentError } from '../ports/errors.ts';

const remembered = z.object({
  sha256: z.string(),
  wish: z.enum(['auto', ...PROVIDER_NAMES]),
  provider: z.enum(PROVIDER_NAMES),
  runMs: z.number(),
  runtime: z.string(),
});

export interface KeptDeps {
  readonly dataDir: string;
  /** Hears of a model that could not be used while the one before it is at work. */
  onFallback(name: string, error: AgentError): void;
  /** Hears that nothing could be kept (a full disk): the model is at work all the same. */
  onUnkept(name: string, error: unknown): void;
}

/**
 * The models that worked, kept in the data folder: one copy of each name, and what was measured of it. A
 * folder that was changed for the worse costs no camera its eyes.
 */
export class KeptModels {
  readonly #folder: string;
  readonly #deps: KeptDeps;

  constructor(deps: KeptDeps) {
    this.#folder = join(deps.dataDir, 'models');
    this.#deps = deps;
  }

  /**
   * Opens the model in `directory` and keeps a copy of it; where it cannot be used, the copy that worked
   * before. Throws the AgentError of the first where there is no copy.
   */
  async open<T>(name: string, directory: string, open: (at: string) => Promise<T>): Promise<T> {
    const copy = join(this.#folder, name);
    try {
      const model = await open(directory);
      await this.#try(name, () => this.#keep(directory, copy));
      return model;
    } catch (error) {
      if (!(error instanceof AgentError) || !existsSync(join(copy, 'model.yaml'))) throw error;
      const model = await open(copy);
      this.#deps.onFallback(name, error);
      return model;
    }
  }

  /** What was measured of the model at an earlier start; undefined where nothing can be read. */
  async remembered(name: string): Promise<Remembered | undefined> {
    const path = this.#notes(name);
    if (!existsSync(path)) return undefined;
    const text = await readFile(path, 'utf8');
    return remembered.safeParse(parsed(text)).data;
  }

  async remember(name: string, measured: Remembered): Promise<void> {
    await this.#try(name, async () => {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(`${this.#notes(name)}.new`, `${JSON.stringify(measured)}\n`);
      await rename(`${this.#notes(name)}.new`, this.#notes(name));
    });
  }

  async #try(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#deps.onUnkept(name, error);
    }
  }

  #notes(name: string): string {
    return join(this.#folder, `${name}.json`);
  }

  /** The manifest holds the hash of the model: where it is the same, so is the rest. */
  async #keep(directory: string, copy: string): Promise<void> {
    if (await sameText(join(directory, 'model.yaml'), join(copy, 'model.yaml'))) return;
    const fresh = `${copy}.new`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(this.#folder, { recursive: true });
    await cp(directory, fresh, { recursive: true, dereference: true });
    await rm(copy, { recursive: true, force: true });
    await rename(fresh, copy);
  }
}

async function sameText(a: string, b: string): Promise<boolean> {
  if (!existsSync(b)) return false;
  const [one, other] = await Promise.all([readFile(a, 'utf8'), readFile(b, 'utf8')]);
  return one === other;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // half a file after a power cut: it is measured anew
    return undefined;
  }
}
