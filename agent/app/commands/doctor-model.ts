import { checkModel } from '../../adapters/onnx/check-model.ts';
import { openDetector } from '../../adapters/onnx/detector.ts';
import { offeredProviders } from '../../adapters/onnx/providers.ts';
import type { RemoteModel, ResolvedModel } from '../../config/resolved.ts';
import { software } from '../identity.ts';
import { type Finding, fault } from './finding.ts';

/** Whether a model can be run here, or by the server that is to run it. */
export async function modelFinding({ name, path, remote }: ResolvedModel): Promise<Finding> {
  const what = `model ${name}`;
  if (remote !== undefined) return remoteFinding(what, path, remote);
  const { ok, problems, runMs } = await checkModel(path);
  const providers = offeredProviders().join(', ');
  const message = ok
    ? `${software().name} can run it: ${runMs?.toFixed(1)} ms a picture on the CPU (providers here: ${providers})`
    : problems.join('; ');
  return { what, ok, message };
}

async function remoteFinding(what: string, path: string, remote: RemoteModel): Promise<Finding> {
  const { host } = new URL(remote.url);
  let runMs: number | undefined;
  const onReady = (ms: number | undefined) => {
    runMs = ms;
  };
  try {
    const detector = await openDetector({ directory: path, remote }, { onReady });
    await detector[Symbol.asyncDispose]();
  } catch (error) {
    return fault(what, error);
  }
  const ok = runMs !== undefined;
  const message = ok
    ? `${host} runs it: ${runMs?.toFixed(1)} ms a picture`
    : `${host} does not answer`;
  return { what, ok, message };
}
