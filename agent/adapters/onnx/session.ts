import { InferenceSession, Tensor } from 'onnxruntime-node';
import { AgentError } from '../../ports/errors.ts';
import type { Manifest } from './manifest.ts';
import type { Item, Setup } from './messages.ts';
import type { Outputs } from './outputs.ts';
import { packer } from './pack.ts';
import { signatureOf } from './signature.ts';
import { checkShapes } from './tensor-shapes.ts';

/** A loaded model that matches its manifest. */
export interface Session {
  run(items: readonly Item[]): Promise<Outputs>;
  release(): Promise<void>;
}

/**
 * Loads the model. Blocks its thread while it runs: use it in a worker.
 * Throws AgentError 'model/invalid' (no model that the runtime can load) or 'model/wrong-shape'.
 */
export async function openSession({ manifest, path, threads, provider }: Setup): Promise<Session> {
  const session = await createSession(path, threads, provider);
  checkShapes(signatureOf(session), manifest, path);
  const feed = feeder(manifest);
  return {
    run: async (items) => (await session.run(feed(items))) as Outputs,
    release: () => session.release(),
  };
}

/** The inputs of one run, by name. */
export function feeder(manifest: Manifest): (items: readonly Item[]) => Record<string, Tensor> {
  const { name, width, height, sizes } = manifest.input;
  const pack = packer(manifest);
  return (items) => {
    const images = pack(items);
    if (sizes === undefined) return { [name]: images };
    const count = images.dims[0] ?? 1;
    const each = Array.from({ length: count }, () => [BigInt(width), BigInt(height)]).flat();
    return {
      [name]: images,
      [sizes]: new Tensor('int64', BigInt64Array.from(each), [count, 2]),
    };
  };
}

/** Throws AgentError 'model/invalid' with the runtime's reason. */
export async function createSession(
  path: string,
  threads: number,
  provider = 'cpu',
): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(path, {
      executionProviders: [provider],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // threads that spin while they wait double the CPU time for a tenth of the latency
      extra: { session: { intra_op: { allow_spinning: '0' } } },
      // errors come back as exceptions; the runtime need not print them too
      logSeverityLevel: 4,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${path} could not be loaded: ${reason}. Export the model anew, or copy it again.`;
    throw new AgentError('model/invalid', message, { path, reason, provider }, cause);
  }
}
