import { openAttributeReader } from '../../adapters/onnx/attribute-reader.ts';
import { openDetector } from '../../adapters/onnx/detector.ts';
import { type FoundModel, modelsIn } from '../../adapters/onnx/find-model.ts';
import { type Check, open } from '../../core/rederive/check.ts';
import type { ClaimedModel } from '../../core/rederive/claims.ts';
import { Closer } from '../../lib/closer.ts';
import type { AttributeReader, Detector } from '../../ports/detector.ts';
import { AgentError } from '../../ports/errors.ts';

/** A model that packages name, or why it cannot be run. */
export type Opened<M> = { readonly model: M } | { readonly check: Check };

/** The models that lie in some folders, each opened once, found by the hash of its file. */
export class ModelsByHash implements AsyncDisposable {
  readonly #folders: readonly string[];
  readonly #closer = new Closer();
  readonly #open = new Map<string, Promise<Opened<AsyncDisposable>>>();
  #found: Promise<FoundModel[]> | undefined;

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  detector(claimed: ClaimedModel): Promise<Opened<Detector>> {
    return this.#once(claimed, (directory) => openDetector({ directory }));
  }

  reader(claimed: ClaimedModel): Promise<Opened<AttributeReader>> {
    return this.#once(claimed, (directory) => openAttributeReader({ directory }));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closer.close();
  }

  #once<M extends AsyncDisposable>(
    claimed: ClaimedModel,
    load: (directory: string) => Promise<M>,
  ): Promise<Opened<M>> {
    const before = this.#open.get(claimed.sha256);
    // a hash names one file, and so one kind of model
    const opened = (before as Promise<Opened<M>> | undefined) ?? this.#load(claimed, load);
    this.#open.set(claimed.sha256, opened);
    return opened;
  }

  async #load<M extends AsyncDisposable>(
    claimed: ClaimedModel,
    load: (directory: string) => Promise<M>,
  ): Promise<Opened<M>> {
    this.#found ??= modelsIn(this.#folders);
    const found = await this.#found;
    const here = found.find(({ sha256 }) => sha256 === claimed.sha256);
    if (here === undefined) return { check: notHere(claimed, found, this.#folders) };
    try {
      const model = await load(here.directory);
      this.#closer.defer(`model ${here.name}`, () => model[Symbol.asyncDispose]());
      return { model };
    } catch (error) {
      if (!(error instanceof AgentError)) throw error;
      return { check: open('model', `${inWords(claimed)} cannot be run: ${error.message}`) };
    }
  }
}

export function inWords({ name, version }: ClaimedModel): string {
  return version === undefined ? name : `${name} ${version}`;
}

function notHere(
  claimed: ClaimedModel,
  found: readonly FoundModel[],
  folders: readonly string[],
): Check {
  const { name, sha256 } = claimed;
  const others = found.filter((one) => one.name === name);
  const same = others.map((one) => `${inWords(one)} there is another file (sha256 ${one.sha256})`);
  const came = same.length > 0 ? same.join(', ') : `none of that name is there`;
  return open(
    'model',
    `expected ${inWords(claimed)}, sha256 ${sha256}, in ${folders.join(', ')}; ${came}. Name the folder in which that very file lies with --models: without it nobody can say what it finds`,
  );
}
