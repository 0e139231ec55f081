import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const TYPES = { float32: 'FP32', uint8: 'UINT8', int64: 'INT64' } as const;
type Type = keyof typeof TYPES;
const typeOf = (datatype: string) =>
  (Object.keys(TYPES) as Type[]).find((type) => TYPES[type] === datatype) ?? 'float32';

export interface KserveOptions {
  /** A free one where absent. */
  readonly port?: number;
  /** Answers in JSON, as servers without the binary extension do. */
  readonly plain?: boolean;
  readonly token?: string;
}

export interface KserveServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Runs so far. */
  runs(): number;
  /** How long every answer is held back from now on. */
  delay(ms: number): void;
}

interface Head {
  readonly inputs: readonly {
    readonly name: string;
    readonly shape: number[];
    readonly datatype: string;
    readonly parameters: { readonly binary_data_size: number };
  }[];
}

/** An inference server as small as one can be: one model, `tiny`, over KServe v2 with binary tensors. */
export async function kserveServer(
  model: string | Uint8Array,
  options: KserveOptions = {},
): Promise<KserveServer> {
  const session = await InferenceSession.create(model as string);
  let runs = 0;
  let delayMs = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    await sleep(delayMs);
    if (options.token !== undefined && request.headers.authorization !== `Bearer ${options.token}`)
      return say(response, 401, { error: 'who are you?' });
    if (!(request.url ?? '').startsWith('/v2/models/tiny'))
      return say(response, 404, { error: `no model at ${request.url}` });
    if (request.method === 'GET') return say(response, 200, described(session));
    runs += 1;
    const outputs = await session.run(feeds(await bodyOf(request), request));
    return options.plain === true ? sayPlain(response, outputs) : sayBinary(response, outputs);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      say(response, 500, { error: String(error) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    runs: () => runs,
    delay: (ms) => {
      delayMs = ms;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await session.release();
    },
  };
}

function described({ inputMetadata, outputMetadata }: InferenceSession) {
  const all = (metadata: InferenceSession['inputMetadata']) =>
    metadata.map((one) => ({
      name: one.name,
      datatype: one.isTensor ? TYPES[one.type as Type] : '?',
      shape: one.isTensor ? one.shape : [],
    }));
  return { name: 'tiny', inputs: all(inputMetadata), outputs: all(outputMetadata) };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function feeds(body: Buffer, request: IncomingMessage): Record<string, Tensor> {
  const end = Number(request.headers['inference-header-content-length']);
  const head = JSON.parse(body.subarray(0, end).toString()) as Head;
  let at = end;
  const pairs = head.inputs.map(({ name, shape, datatype, parameters }) => {
    const bytes = new Uint8Array(body.subarray(at, at + parameters.binary_data_size)).buffer;
    at += parameters.binary_data_size;
    return [name, tensor(typeOf(datatype), bytes, shape)] as const;
  });
  return Object.fromEntries(pairs);
}

function tensor(type: Type, bytes: ArrayBuffer, shape: number[]): Tensor {
  if (type === 'uint8') return new Tensor(type, new Uint8Array(bytes), shape);
  if (type === 'int64') return new Tensor(type, new BigInt64Array(bytes), shape);
  return new Tensor(type, new Float32Array(bytes), shape);
}

function say(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function sayPlain(response: ServerResponse, results: InferenceSession.ReturnType): void {
  const outputs = Object.entries(results).map(([name, { type, dims, data }]) => {
    const values = Array.from(data as Float32Array | BigInt64Array, Number);
    return { name, datatype: TYPES[type as Type], shape: dims, data: values };
  });
  say(response, 200, { outputs });
}

function sayBinary(response: ServerResponse, results: InferenceSession.ReturnType): void {
  const parts = Object.entries(results).map(([name, { type, dims, data }]) => {
    const { buffer, byteOffset, byteLength } = data as Float32Array;
    const parameters = { binary_data_size: byteLength };
    const head = { name, datatype: TYPES[type as Type], shape: dims, parameters };
    return { head, bytes: new Uint8Array(buffer, byteOffset, byteLength) };
  });
  const json = Buffer.from(JSON.stringify({ outputs: parts.map(({ head }) => head) }));
  const length = String(json.length);
  response
    .writeHead(200, { 'inference-header-content-length': length })
    .end(Buffer.concat([json, ...parts.map(({ bytes }) => bytes)]));
}
