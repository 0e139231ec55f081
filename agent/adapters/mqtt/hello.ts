import { ConnectFailure, type Connection } from './connection.ts';
import type { Topics } from './topics.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';
const GOODBYE_MS = 2000;

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

/** Listens for acks, then shows the birth document. Throws ConnectFailure where the broker forbids it. */
export async function sayHello(
  connection: Connection,
  topics: Topics,
  papers: LifeCertificates,
): Promise<void> {
  try {
    await connection.subscribe(topics.ack);
  } catch (error) {
    await connection.end(true);
    if (error instanceof ConnectFailure) throw error;
    const words = error instanceof Error ? error.message : String(error);
    throw new ConnectFailure(`${topics.ack} cannot be subscribed: ${words}`, 'refused');
  }
  const published = await connection.publish(topics.state, papers.birth, {
    qos: 1,
    retain: true,
    contentType: JSON_TYPE,
  });
  if ('lost' in published) throw new ConnectFailure(published.lost, 'unreachable');
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
