import { join } from 'node:path';
import type { Detection } from '../../core/vision/detection.ts';
import type { InputSize } from '../../core/vision/view.ts';
import type { Detector, DetectorInfo, DetectorStats } from '../../ports/detector.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Frame } from '../../ports/frame-source.ts';
import { type LoadedManifest, loadManifest, MANIFEST_FILE, readManifest } from './load-manifest.ts';
import { type DetectManifest, type Manifest, thresholdsOf } from './manifest.ts';
import type { FrameItem, Remote } from './messages.ts';
import { type ModelDeps, ModelService } from './model-service.ts';

export interface DetectorOptions {
  /** Holds `model.yaml` and the ONNX file. */
  readonly directory: string;
  /** CPU threads of one run. */
  readonly threads?: number;
  /** Frames in one run at most. */
  readonly maxBatch?: number;
  /** Execution provider of the runtime; the CPU where absent. */
  readonly provider?: string;
  /** A server that runs it; the ONNX file need not be here then. */
  readonly remote?: Omit<Remote, 'model'> & { readonly model?: string };
  /** By label; wins over the manifest. */
  readonly thresholds?: Readonly<Partial<Record<string, number>>>;
}

/**
 * Loads a detector into a thread of its own; all cameras share it.
 * Throws AgentError 'model/missing', 'model/invalid', 'model/wrong-hash' or 'model/wrong-shape'.
 */
export async function openDetector(
  options: DetectorOptions,
  deps: ModelDeps = {},
): Promise<Detector> {
  const { remote, provider } = options;
  const { manifest, path } = await manifestOf(options);
  if (manifest.task !== 'detect') throw otherTask(manifest, 'detect');
  checkOverrides(manifest, options.thresholds ?? {});
  const setup = {
    manifest,
    path,
    threads: options.threads ?? 1,
    ...(provider !== undefined && { provider }),
    ...(remote !== undefined && { remote: { ...remote, model: remote.model ?? manifest.name } }),
    thresholds: thresholdsOf(manifest, options.thresholds),
  };
  const fixed = manifest.batch === 'dynamic' ? Number.POSITIVE_INFINITY : manifest.batch;
  const maxBatch = Math.min(options.maxBatch ?? 1, fixed);
  const service = await ModelService.open<FrameItem, Detection[]>(setup, maxBatch, deps);
  return new OnnxDetector(manifest, service);
}

/** A model that runs elsewhere is not looked for here. */
async function manifestOf({ directory, remote }: DetectorOptions): Promise<LoadedManifest> {
  if (remote === undefined) return loadManifest(directory);
  return { manifest: await readManifest(directory), path: join(directory, MANIFEST_FILE) };
}

class OnnxDetector implements Detector {
  readonly info: DetectorInfo;
  readonly #service: ModelService<FrameItem, Detection[]>;

  constructor(manifest: DetectManifest, service: ModelService<FrameItem, Detection[]>) {
    this.info = {
      ...modelInfo(manifest),
      labels: manifest.labels,
      exclusive: manifest.exclusive,
    };
    this.#service = service;
  }

  async detect(lane: string, frame: Frame): Promise<readonly Detection[] | undefined> {
    checkFrame(this.info, frame);
    const { pixels, content, view } = frame;
    return this.#service.submit(lane, view.id, { pixels: ownBuffer(pixels), content, view });
  }

  stats(): DetectorStats {
    const { items, ...stats } = this.#service.stats();
    return { ...stats, frames: items };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#service.close();
  }
}

export function modelInfo({ name, version, sha256, input }: Manifest) {
  return { name, version, sha256, input: inputOf(input) };
}

function inputOf({ width, height, fit }: Manifest['input']): InputSize {
  return { width, height, fit };
}

export function otherTask(manifest: Manifest, wanted: Manifest['task']): AgentError {
  return new AgentError(
    'model/invalid',
    `${manifest.name} is a model for the task "${manifest.task}", needed is one for "${wanted}".`,
    { name: manifest.name, task: manifest.task },
  );
}

/** A view into a larger buffer is copied: handing that buffer over would empty its other users too. */
export function ownBuffer(pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = pixels;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(pixels);
}

function checkFrame({ name, input }: DetectorInfo, frame: Frame): void {
  const fits = frame.input.width === input.width && frame.input.height === input.height;
  if (fits && frame.pixels.length === input.width * input.height * 3) return;
  const is = `${frame.input.width}x${frame.input.height} with ${frame.pixels.length} bytes`;
  throw new AgentError(
    'model/failed',
    `${name} takes RGB frames of ${input.width}x${input.height}, got ${is}. Scale the view to the model's input.`,
    { frame: frame.input, input },
  );
}

function checkOverrides(manifest: DetectManifest, overrides: object): void {
  const unknown = Object.keys(overrides).filter((label) => !manifest.labels.includes(label));
  if (unknown.length === 0) return;
  throw new AgentError(
    'model/invalid',
    `thresholds name ${unknown.join(', ')}, but ${manifest.name} knows only ${manifest.labels.join(', ')}.`,
    { unknown },
  );
}
