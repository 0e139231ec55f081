import { AgentError } from '../../ports/errors.ts';
import { outputNames } from './decoder-outputs.ts';
import { decodeAnswer, encodeRequest } from './kserve-wire.ts';
import type { Manifest } from './manifest.ts';
import type { Remote, Setup } from './messages.ts';
import type { Outputs } from './outputs.ts';
import { feeder, type Session } from './session.ts';
import type { Signature, TensorInfo } from './signature.ts';
import { checkShapes } from './tensor-shapes.ts';

const HEADER = 'inference-header-content-length';
const TYPES: Readonly<Record<string, string>> = {
  FP32: 'float32',
  FP16: 'float16',
  UINT8: 'uint8',
  INT64: 'int64',
  INT32: 'int32',
};
/** Of a server's own sentence as much is told. */
const MOST_WORDS = 300;

/**
 * A model on a server that speaks KServe v2 over HTTP (Triton, OpenVINO Model Server, KServe). What the
 * server says of the model is held against the manifest before the first run, and again after the server was
 * away: it may have come back with another model. Runs throw AgentError 'model/unreachable' (no answer in
 * time; another try may do), 'model/wrong-shape' or 'model/failed' (the server's own words).
 */
export function remoteSession({ manifest, path }: Setup, remote: Remote): Session {
  const feed = feeder(manifest);
  const outputs = wantedOutputs(manifest);
  const base = modelAddress(remote);
  let agreed = false;
  return {
    run: async (items) => {
      if (!agreed) checkShapes(await declared(base, remote), manifest, `${path} (${base})`);
      agreed = true;
      try {
        return await infer(base, remote, encodeRequest(feed(items), outputs));
      } catch (error) {
        agreed = !(error instanceof AgentError && error.code === 'model/unreachable');
        throw error;
      }
    },
    release: () => Promise.resolve(),
  };
}

function wantedOutputs(manifest: Manifest): string[] {
  const names =
    manifest.task === 'detect'
      ? Object.values(outputNames(manifest))
      : Object.values(manifest.attributes).map(({ output }) => output);
  return [...new Set(names.filter((name) => name !== undefined))];
}

function modelAddress({ url, model, version }: Remote): string {
  const path = `v2/models/${encodeURIComponent(model)}`;
  const exact = version === undefined ? path : `${path}/versions/${encodeURIComponent(version)}`;
  return `${url.replace(/\/+$/, '')}/${exact}`;
}

interface Declared {
  readonly inputs?: readonly DeclaredTensor[];
  readonly outputs?: readonly DeclaredTensor[];
}
interface DeclaredTensor {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly (number | string)[];
}

async function declared(base: string, remote: Remote): Promise<Signature> {
  const answer = await ask(base, remote, {});
  const { inputs = [], outputs = [] } = (await readJson(answer, base)) as Declared;
  return { inputs: inputs.map(tensorInfo), outputs: outputs.map(tensorInfo) };
}

function tensorInfo({ name, datatype, shape }: DeclaredTensor): TensorInfo {
  // OpenVINO Model Server writes lengths as texts
  const lengths = shape.map((length) => (Number.isNaN(Number(length)) ? length : Number(length)));
  return { name, type: TYPES[datatype] ?? datatype, shape: lengths };
}

async function infer(
  base: string,
  remote: Remote,
  { body, jsonBytes }: ReturnType<typeof encodeRequest>,
): Promise<Outputs> {
  const headers = {
    'content-type': 'application/octet-stream',
    [HEADER]: String(jsonBytes),
  };
  const answer = await ask(`${base}/infer`, remote, { method: 'POST', headers, body });
  const told = answer.headers.get(HEADER);
  const bytes = await within(base, () => answer.arrayBuffer());
  return decodeAnswer(new Uint8Array(bytes), told === null ? undefined : Number(told));
}

async function ask(address: string, remote: Remote, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  if (remote.token !== undefined) headers.set('authorization', `Bearer ${remote.token}`);
  const signal = AbortSignal.timeout(remote.timeoutMs);
  const answer = await within(address, () => fetch(address, { ...init, headers, signal }));
  if (answer.ok) return answer;
  const words = (await within(address, () => answer.text())).slice(0, MOST_WORDS);
  const { host } = new URL(address);
  const message = `${host} answered ${answer.status}: ${words}`;
  const away = answer.status >= 502 && answer.status <= 504;
  throw new AgentError(away ? 'model/unreachable' : 'model/failed', message, {
    host,
    status: answer.status,
  });
}

/** What the network refuses, in words. */
async function within<T>(address: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (cause) {
    const { host } = new URL(address);
    const why = reasonOf(cause);
    throw new AgentError(
      'model/unreachable',
      `the inference server ${host} does not answer: ${why}`,
      { host, why },
      cause,
    );
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === 'TimeoutError') return 'it took longer than the timeout';
  // fetch hides the reason one level down
  return cause.cause instanceof Error ? reasonOf(cause.cause) : cause.message;
}

async function readJson(answer: Response, base: string): Promise<unknown> {
  const text = await within(base, () => answer.text());
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = `${new URL(base).host} does not speak KServe v2: ${text.slice(0, 80)}`;
    throw new AgentError('model/failed', message, { base }, cause);
  }
}
