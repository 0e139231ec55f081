import { openAttributeReader } from '../adapters/onnx/attribute-reader.ts';
import { openDetector } from '../adapters/onnx/detector.ts';
import { openPlateReader } from '../adapters/plate/plate-reader.ts';
import type { ResolvedConfig, ResolvedModel } from '../config/resolved.ts';
import type { Closer } from '../lib/closer.ts';
import type { AttributeReader, Detector } from '../ports/detector.ts';
import type { PlateReader } from '../ports/plate-reader.ts';

/** One session per model, opened when the first camera asks for it and shared by all. */
export class Models {
  readonly #detectors = new Map<string, Promise<Detector>>();
  readonly #readers = new Map<string, Promise<AttributeReader>>();
  #plateReader: Promise<PlateReader> | undefined;
  /** How plates are read and told. */
  readonly plates: ResolvedConfig['plates'];
  readonly #known: Readonly<Record<string, ResolvedModel>>;
  readonly #closer: Closer;

  constructor({ models, plates }: Pick<ResolvedConfig, 'models' | 'plates'>, closer: Closer) {
    this.#known = models;
    this.plates = plates;
    this.#closer = closer;
  }

  /** Throws AgentError 'model/...' when the model cannot be used. */
  detector(name: string): Promise<Detector> {
    return once(this.#detectors, name, async () => {
      const { thresholds } = this.#model(name);
      return this.#closing(name, await openDetector({ ...this.#settings(name), thresholds }));
    });
  }

  /** The same for a model that reads attributes of crops. */
  reader(name: string): Promise<AttributeReader> {
    return once(this.#readers, name, async () =>
      this.#closing(name, await openAttributeReader(this.#settings(name))),
    );
  }

  /** The reader of number plates, shared like the others. Throws AgentError 'model/...'. */
  plateReader(): Promise<PlateReader> {
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
