import Fastify from 'fastify';
import { AgentError } from '../../ports/errors.ts';
import type { AgentStatus } from '../../ports/status.ts';
import { createMetrics } from './metrics.ts';

export interface HttpOptions {
  readonly host: string;
  readonly port: number;
}

export interface HttpServer extends AsyncDisposable {
  readonly url: string;
}

/** A camera that has not been judged for this long makes the agent unhealthy, unless it is waiting for it. */
const STUCK_MS = 60_000;

/** What the server shows and does. */
export interface HttpAgent {
  status(): Promise<AgentStatus>;
  /**
   * What the camera shows now is the view that its zones are drawn for; `view` is a preset of a camera that
   * turns. False where there is no such camera or preset.
   */
  acceptScene(camera: string, view?: string): boolean;
}

/**
 * Serves /healthz (does the agent make progress?), /readyz (has everything started?) and /metrics
 * (Prometheus text). All three read one snapshot of the agent's state. POST /cameras/ID/scene accepts
 * what a camera shows, and is for programs on this box alone. Throws AgentError 'http/port-taken' when
 * another program has the port.
 */
export async function openHttp(
  { host, port }: HttpOptions,
  { status, acceptScene }: HttpAgent,
): Promise<HttpServer> {
  const app = Fastify({
    logger: false,
    // a connection on which nothing is asked must not hold up the end
    forceCloseConnections: true,
  });
  const metrics = createMetrics();
  app.get('/healthz', async (_request, reply) => {
    const { cameras, version } = await status();
    const stuck = cameras.filter(
      ({ source, sinceStepMs }) => source.state === 'live' && (sinceStepMs ?? 0) > STUCK_MS,
    );
    return reply
      .code(stuck.length === 0 ? 200 : 503)
      .send({ ok: stuck.length === 0, version, stuck: stuck.map(({ id }) => id) });
  });
  app.get('/readyz', async (_request, reply) => {
    const now = await status();
    return reply.code(now.ready ? 200 : 503).send(now);
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.render(await status())),
  );
  const scene = '/cameras/:camera/scene';
  app.post<{ Params: { camera: string }; Querystring: { preset?: string } }>(
    scene,
    async (request, reply) => {
      // whoever connects from this box has the address that is connected to
      const { remoteAddress, localAddress } = request.socket;
      if (remoteAddress !== localAddress)
        return reply.code(403).send({ error: 'ask from the box itself' });
      const { camera } = request.params;
      const { preset } = request.query;
      return acceptScene(camera, preset)
        ? reply.code(202).send({ camera, preset })
        : reply.code(404).send({ error: 'there is no such camera, or it has no such preset' });
    },
  );
  const url = await app.listen({ host, port }).catch((error: unknown) => {
    throw inWords(error, host, port);
  });
  return { url, [Symbol.asyncDispose]: () => app.close() };
}

function inWords(error: unknown, host: string, port: number): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error;
  const message = `another program listens on ${host}:${port} already (a second agent?): stop it, or set another http.port`;
  return new AgentError('http/port-taken', message, { host, port }, error);
}
