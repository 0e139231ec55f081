/** The bare session at a steady rate with ready tensors; a process of its own. argv: model folder, runs a second. */
import { setTimeout as sleep } from 'node:timers/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { loadManifest } from '../../agent/adapters/onnx/load-manifest.ts';

const [directory = '', rate = '20'] = process.argv.slice(2);
const { manifest, path } = await loadManifest(directory);
// as the agent opens it: one thread that does not spin
const session = await InferenceSession.create(path, {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  extra: { session: { intra_op: { allow_spinning: '0' } } },
});
const { name, width, height } = manifest.input;
const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 31) % 256);
const feeds = { [name]: new Tensor('uint8', pixels, [1, height, width, 3]) };
const began = performance.now();
console.log('ready');
for (let runs = 1; ; runs += 1) {
  await session.run(feeds);
  const early = began + (runs * 1000) / Number(rate) - performance.now();
  if (early > 0) await sleep(early);
}
