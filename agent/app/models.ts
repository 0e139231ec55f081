import { openAttributeReader } from '../adapters/onnx/attribute-reader.ts';
import { openDetector } from '../adapters/onnx/detector.ts';
import { startDetector } from '../adapters/onnx/start-detector.ts';
import { openPlateReader } from '../adapters/plate/plate-reader.ts';
import type { RemoteModel, ResolvedConfig, ResolvedModel } from '../config/resolved.ts';
import type { Closer } from '../lib/closer.ts';
import type { ClockReader } from '../ports/clock-reader.ts';
import type { AttributeReader, Detector } from '../ports/detector.ts';
import type { Log } from '../ports/log.ts';
import type { PlateReader } from '../ports/plate-reader.ts';
import type { KeptModels } from './kept-models.ts';

export interface ModelsDeps {
  readonly config: Pick<ResolvedConfig, 'models' | 'plates'>;
  readonly closer: Closer;
  readonly kept: KeptModels;
  readonly log: Log;
}

/** One session per model, opened when the first camera asks for it and shared by all. */
export class Models {
  readonly #detectors = new Map<string, Promise<Detector>>();
  readonly #readers = new Map<string, Promise<AttributeReader>>();
  #plateReader: Promise<PlateReader & ClockReader> | undefined;
  /** How plates are read and told. */
  readonly plates: ResolvedConfig['plates'];
  readonly #known: Readonly<Record<string, ResolvedModel>>;
  readonly #closer: Closer;
  readonly #kept: KeptModels;
  readonly #log: Log;

  constructor({ config, closer, kept, log }: ModelsDeps) {
    this.#known = config.models;
    this.plates = config.plates;
    this.#closer = closer;
    this.#kept = kept;
    this.#log = log;
  }

  /** Throws AgentError 'model/...' when the model cannot be used. */
  detector(name: string): Promise<Detector> {
    return once(this.#detectors, name, async () => {
      const { remote } = this.#model(name);
      const detector = remote === undefined ? this.#local(name) : this.#remote(name, remote);
      return this.#closing(name, await detector);
    });
  }

  async #local(name: string): Promise<Detector> {
    const { provider, thresholds, path } = this.#model(name);
    const before = await this.#kept.remembered(name);
    const settings = { ...this.#settings(name), thresholds };
    return this.#kept.open(name, path, async (directory) => {
      const options = { ...settings, directory };
      const started = await startDetector(options, provider, before, { log: this.#log });
      await this.#kept.remember(name, started.remember);
      return started.detector;
    });
  }

  #remote(name: string, remote: RemoteModel): Promise<Detector> {
    const { thresholds } = this.#model(name);
    const options = { ...this.#settings(name), thresholds, remote };
    return openDetector(options, { log: this.#log });
  }

  /** The same for a model that reads attributes of crops. */
  reader(name: string): Promise<AttributeReader> {
    return once(this.#readers, name, async () => {
      const open = (directory: string) =>
        openAttributeReader({ ...this.#settings(name), directory });
      return this.#closing(name, await this.#kept.open(name, this.#model(name).path, open));
    });
  }

  /** The reader of number plates and of burned-in clocks, shared like the others. Throws AgentError 'model/...'. */
  plateReader(): Promise<PlateReader & ClockReader> {
    this.#plateReader ??= openPlateReader({ threads: this.plates.threads }).then((reader) =>
      this.#closing('plates', reader),
    );
    return this.#plateReader;
  }

  /** Every model that is open, with what it did. */
  async stats() {
    const all = await Promise.allSettled(this.#detectors.values());
    // one that could not be opened was told of by then
    return all.flatMap((one) =>
      one.status === 'fulfilled' ? [{ name: one.value.info.name, ...one.value.stats() }] : [],
    );
  }

  #model(name: string): ResolvedModel {
    const model = this.#known[name];
    if (model === undefined) throw new Error(`model ${name} is not in the configuration`);
    return model;
  }

  #settings(name: string) {
    const { path, threads, batch } = this.#model(name);
    return {
      directory: path,
      ...(threads !== undefined && { threads }),
      ...(batch !== undefined && { maxBatch: batch }),
    };
  }

  #closing<T extends AsyncDisposable>(name: string, model: T): T {
    this.#closer.defer(`model ${name}`, () => model[Symbol.asyncDispose]());
    return model;
  }
}

function once<T>(open: Map<string, Promise<T>>, name: string, load: () => Promise<T>): Promise<T> {
  const model = open.get(name) ?? load();
  open.set(name, model);
  return model;
}
