/**
 * What a frame costs: the bare onnxruntime session in a loop with a ready tensor, against the detector
 * with its thread, queue, decoding and suppression, at several batch sizes and thread counts.
 *
 * Run: npx tsx scripts/bench-detector.ts [model directory] [rounds]
 */
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { openDetector } from '../agent/adapters/onnx/detector.ts';
import { loadManifest } from '../agent/adapters/onnx/load-manifest.ts';
import { WHOLE } from '../agent/core/vision/view.ts';
import type { Detector } from '../agent/ports/detector.ts';
import type { Frame } from '../agent/ports/frame-source.ts';

const [directory = join(import.meta.dirname, '../models/street'), rounds = '40'] =
  process.argv.slice(2);

interface Cost {
  /** Median milliseconds per frame. */
  readonly wallMs: number;
  readonly cpuMs: number;
}

interface Way {
  readonly frames: number;
  readonly once: () => Promise<unknown>;
}

/** Runs the ways by turns, so that what else the machine does meets all alike; three rounds warm up. */
async function measure(ways: readonly Way[]): Promise<Cost[]> {
  const samples = ways.map(() => ({ wall: [] as number[], cpu: [] as number[] }));
  for (let round = -3; round < Number(rounds); round += 1) {
    for (const [at, { once, frames }] of ways.entries()) {
      const cpu = process.cpuUsage();
      const started = performance.now();
      await once();
      const { user, system } = process.cpuUsage(cpu);
      if (round < 0) continue;
      samples[at]?.wall.push((performance.now() - started) / frames);
      samples[at]?.cpu.push((user + system) / 1000 / frames);
    }
  }
  return samples.map(({ wall, cpu }) => ({ wallMs: median(wall), cpuMs: median(cpu) }));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function frame({ info }: Detector): Frame {
  const { width, height } = info.input;
  const pixels = new Uint8Array(width * height * 3).fill(114);
  const captureUtc = { utcMs: 0, method: 'file', maxErrorMs: 0 } as const;
  const size = { width, height };
  return { view: WHOLE, mediaMs: 0, captureUtc, input: size, content: size, picture: size, pixels };
}

async function compare(threads: number, batch: number): Promise<Cost[]> {
  const { manifest, path } = await loadManifest(directory);
  const session = await InferenceSession.create(path, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
  });
  const { name, width, height } = manifest.input;
  const bytes = new Uint8Array(batch * width * height * 3).fill(114);
  const feeds = { [name]: new Tensor('uint8', bytes, [batch, height, width, 3]) };
  await using detector = await openDetector({ directory, threads, maxBatch: batch });
  const costs = await measure([
    { frames: batch, once: () => session.run(feeds) },
    { frames: batch === 1 ? 1 : 2 * batch + 1, once: () => askAll(detector, batch) },
  ]);
  await session.release();
  return costs;
}

/** The first frame of many goes alone; then two full batches, for they wait by then. */
function askAll(detector: Detector, batch: number): Promise<unknown> {
  const lanes = batch === 1 ? 1 : 2 * batch + 1;
  const asked = Array.from({ length: lanes }, (_, lane) =>
    detector.detect(`cam${lane}`, frame(detector)),
  );
  return Promise.all(asked);
}

function megabytes(): string {
  return `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`;
}

console.log(`process without a model: ${megabytes()}`);
for (const threads of [1, 2]) {
  for (const batch of [1, 2, 4]) {
    const [floor, cost] = await compare(threads, batch);
    if (floor === undefined || cost === undefined) continue;
    const more = (ours: number, theirs: number) => ((ours / theirs - 1) * 100).toFixed(1);
    console.log(
      `threads ${threads}, batch ${batch}: bare ${show(floor)}, detector ${show(cost)}, ` +
        `overhead ${more(cost.wallMs, floor.wallMs)} % (CPU ${more(cost.cpuMs, floor.cpuMs)} %)`,
    );
  }
}
await using detector = await openDetector({ directory });
await detector.detect('cam', frame(detector));
console.log(`process with the model in its thread: ${megabytes()}`);

function show({ wallMs, cpuMs }: Cost): string {
  return `${wallMs.toFixed(2)} ms (CPU ${cpuMs.toFixed(2)} ms)`;
}
