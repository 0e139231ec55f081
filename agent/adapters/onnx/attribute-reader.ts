import sharp from 'sharp';
import { fitContent } from '../../core/vision/letterbox.ts';
import type { AttributeReader, Reading } from '../../ports/detector.ts';
import { AgentError } from '../../ports/errors.ts';
import { modelInfo, otherTask, ownBuffer } from './detector.ts';
import { loadManifest } from './load-manifest.ts';
import type { AttributeManifest } from './manifest.ts';
import type { Item } from './messages.ts';
import { type ModelDeps, ModelService } from './model-service.ts';

export interface AttributeReaderOptions {
  /** Holds `model.yaml` and the ONNX file. */
  readonly directory: string;
  readonly threads?: number;
  readonly maxBatch?: number;
}

type Crop = Parameters<AttributeReader['read']>[0];

/** More crops than this do not wait: whoever cuts them is to look at fewer. */
const MOST_WAITING = 64;

/**
 * Loads a model that reads attributes of crops into a thread of its own.
 * Throws AgentError 'model/missing', 'model/invalid', 'model/wrong-hash' or 'model/wrong-shape'.
 */
export async function openAttributeReader(
  options: AttributeReaderOptions,
  deps: ModelDeps = {},
): Promise<AttributeReader> {
  const { manifest, path } = await loadManifest(options.directory);
  if (manifest.task !== 'attributes') throw otherTask(manifest, 'attributes');
  const setup = { manifest, path, threads: options.threads ?? 1, thresholds: [] };
  const fixed = manifest.batch === 'dynamic' ? Number.POSITIVE_INFINITY : manifest.batch;
  const maxBatch = Math.min(options.maxBatch ?? 1, fixed);
  const service = await ModelService.open<Item, Reading[]>(setup, maxBatch, deps);
  return new OnnxAttributeReader(manifest, service);
}

class OnnxAttributeReader implements AttributeReader {
  readonly info: AttributeReader['info'];
  readonly #manifest: AttributeManifest;
  readonly #service: ModelService<Item, Reading[]>;
  #next = 0;

  constructor(manifest: AttributeManifest, service: ModelService<Item, Reading[]>) {
    const states = Object.entries(manifest.attributes).map(([name, one]) => [name, one.states]);
    this.info = { ...modelInfo(manifest), attributes: Object.fromEntries(states) };
    this.#manifest = manifest;
    this.#service = service;
  }

  async read(crop: Crop): Promise<readonly Reading[]> {
    if (this.#service.stats().queued >= MOST_WAITING)
      throw new AgentError(
        'model/failed',
        `${this.info.name}: ${MOST_WAITING} crops wait already. Read fewer looks per second.`,
      );
    checkCrop(this.info.name, crop);
    // a slot of its own: no crop replaces another
    this.#next += 1;
    const slot = String(this.#next);
    const item = await toInput(crop, this.#manifest.input);
    const readings = await this.#service.submit('crops', slot, item);
    if (readings !== undefined) return readings;
    throw new AgentError('model/failed', `${this.info.name} was closed before the crop was read.`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#service.close();
  }
}

function checkCrop(name: string, { pixels, width, height }: Crop): void {
  if (width > 0 && height > 0 && pixels.length === width * height * 3) return;
  throw new AgentError(
    'model/failed',
    `${name} takes RGB crops of width x height x 3 bytes, got ${width}x${height} with ${pixels.length} bytes.`,
    { width, height, bytes: pixels.length },
  );
}

/** Scales a crop to the model's input, stretched or letterboxed as the manifest says. */
async function toInput(crop: Crop, input: AttributeManifest['input']): Promise<Item> {
  const { width, height, border } = input;
  const content = input.fit === 'stretch' ? { width, height } : fitContent(crop, input);
  const raw = { width: crop.width, height: crop.height, channels: 3 as const };
  const { data } = await sharp(crop.pixels, { raw })
    .resize({ ...content, fit: 'fill' })
    .extend({
      right: width - content.width,
      bottom: height - content.height,
      background: { r: border, g: border, b: border },
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: ownBuffer(data), content };
}
