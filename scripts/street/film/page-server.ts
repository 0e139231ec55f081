import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

const FONT = join(
  dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')),
  '../fonts/NotoSansHans-Bold.otf',
);

const HTML =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body><script type="module" src="/page.js"></script>';

/** Serves the page to the browser on this machine only, and takes its pixels back. */
export interface PageServer extends AsyncDisposable {
  readonly url: string;
  /** Resolves with the bytes that the page posts under this number. */
  pixels(number: number): Promise<Buffer>;
}

/** Starts it on a free port of 127.0.0.1. */
export async function servePage(script: string): Promise<PageServer> {
  const waiting = new Map<number, PromiseWithResolvers<Buffer>>();
  const server = createServer((request, response) => {
    answer(request, response, script, waiting).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    pixels: (number) => {
      const promise = withResolvers<Buffer>();
      waiting.set(number, promise);
      return promise.promise;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  script: string,
  waiting: Map<number, PromiseWithResolvers<Buffer>>,
): Promise<void> {
  const path = request.url ?? '/';
  if (path === '/') return void response.setHeader('content-type', 'text/html').end(HTML);
  if (path === '/page.js')
    return void response.setHeader('content-type', 'text/javascript; charset=utf-8').end(script);
  if (path === '/font.otf') return void createReadStream(FONT).pipe(response);
  const number = Number(/^\/pixels\/(\d+)$/.exec(path)?.[1]);
  const taker = waiting.get(number);
  if (!taker) {
    response.statusCode = 404;
    return void response.end();
  }
  waiting.delete(number);
  const bytes = await bodyOf(request);
  response.end();
  taker.resolve(bytes);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const length = Number(request.headers['content-length'] ?? 0);
  const body = Buffer.allocUnsafe(length);
  let at = 0;
  for await (const chunk of request) at += (chunk as Buffer).copy(body, at);
  return body.subarray(0, at);
}
