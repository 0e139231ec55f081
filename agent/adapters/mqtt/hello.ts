import { ConnectFailure, type Connection } from './connection.ts';
import type { Topics } from './topics.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';
const GOODBYE_MS = 2000;
const SUBACK_TIMEOUT_MS = 10_000;

/** The retained state documents of one connection; the same `bdSeq` says which death ends which birth. */
export interface LifeCertificates {
  readonly birth: string;
  readonly death: string;
  readonly goodbye: string;
}

export function lifeCertificates(
  birth: object,
  facts: { readonly bdSeq: number; readonly ack: string },
): LifeCertificates {
  const { bdSeq, ack } = facts;
  return {
    birth: JSON.stringify({ ...birth, state: 'online', bdSeq, ack }),
    death: JSON.stringify({ state: 'offline', reason: 'connection lost', bdSeq }),
    goodbye: JSON.stringify({ state: 'offline', reason: 'stopped', bdSeq }),
  };
}

export interface HelloOptions {
  readonly signal: AbortSignal;
  /** For the broker's answer to the subscription; 10 s by default. */
  readonly subackMs?: number | undefined;
}

/**
 * Listens for acks, then shows the birth document. Throws ConnectFailure, and ends the connection, where
 * the broker forbids it, does not answer in time, or the agent stops.
 */
export async function sayHello(
  connection: Connection,
  topics: Topics,
  papers: LifeCertificates,
  { signal, subackMs = SUBACK_TIMEOUT_MS }: HelloOptions,
): Promise<void> {
  const stop = () => void connection.end(true);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    await listenForAcks(connection, topics.ack, subackMs);
    const published = await connection.publish(topics.state, papers.birth, {
      qos: 1,
      retain: true,
      contentType: JSON_TYPE,
    });
    if ('lost' in published) throw new ConnectFailure(published.lost, 'unreachable');
  } catch (error) {
    await connection.end(true);
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function listenForAcks(connection: Connection, topic: string, ms: number): Promise<void> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void connection.end(true);
  }, ms);
  try {
    await connection.subscribe(topic);
  } catch (error) {
    if (late) throw new ConnectFailure(`no SUBACK within ${ms / 1000} s`, 'unreachable');
    if (error instanceof ConnectFailure) throw error;
    const words = error instanceof Error ? error.message : String(error);
    throw new ConnectFailure(`${topic} cannot be subscribed: ${words}`, 'refused');
  } finally {
    clearTimeout(timer);
  }
}

/** Leaves the goodbye as retained state, then disconnects; a broker that hangs is not waited for. */
export async function sayGoodbye(
  connection: Connection,
  topics: Topics,
  papers: LifeCertificates,
): Promise<void> {
  const timer = setTimeout(() => connection.end(true).catch(() => {}), GOODBYE_MS);
  try {
    await connection.publish(topics.state, papers.goodbye, {
      qos: 1,
      retain: true,
      contentType: JSON_TYPE,
    });
    await connection.end();
  } finally {
    clearTimeout(timer);
  }
}
