import { setTimeout as sleep } from 'node:timers/promises';
import type { Size } from '../../core/vision/view.ts';
import { type BackoffBounds, backoffMs } from '../../lib/backoff.ts';
import type { Clock } from '../../ports/clock.ts';
import { AgentError } from '../../ports/errors.ts';
import type { SourceNotice } from '../../ports/frame-source.ts';
import type { Input } from './args.ts';
import { type ConnectionDeps, type ConnectionEnd, runConnection } from './connection.ts';
import type { Health } from './health.ts';

const BACKOFF: BackoffBounds = { minMs: 1000, maxMs: 30_000 };
/** A connection that held this long was a good one: the next failure begins with a short wait. */
const PROVEN_MS = 30_000;

export interface Supervision {
  readonly clock: Clock;
  readonly health: Health;
  readonly backoff?: BackoffBounds;
  onNotice(notice: SourceNotice): void;
  random(): number;
}

/** One of a camera's streams, connected again and again. */
export interface Link extends Supervision {
  readonly role: 'both' | 'main' | 'sub';
  connect(state: LinkState): Promise<{ readonly input: Input; readonly deps: ConnectionDeps }>;
}

/** What a connection tells its link. */
export interface LinkState {
  /** Whether the stream can be copied, as far as known. */
  readonly copies: boolean;
  started(pid: number | undefined): void;
  live(picture: Size, codec: string): void;
}

type Failure = Pick<ConnectionEnd, 'code' | 'message' | 'facts'>;

/** Connects for ever, with growing waits, until `signal` says stop. Does not throw for the camera's sake. */
export async function keepConnected(link: Link, signal: AbortSignal): Promise<void> {
  let failures = 0;
  let copies = true;
  while (!signal.aborted) {
    const beganMs = link.clock.monotonicMs();
    const end = await connectOnce(link, copies, signal);
    if (signal.aborted) return;
    const heldMs = link.clock.monotonicMs() - beganMs;
    failures = heldMs >= PROVEN_MS && 'sets' in end && end.sets > 0 ? 1 : failures + 1;
    const quick = 'sets' in end && end.changed !== undefined && failures === 1;
    if (end.code === 'source/no-copy') copies = false;
    if ('sets' in end && end.changed !== undefined)
      link.onNotice({ type: 'changed', ...end.changed });
    await pause(link, end, quick ? 0 : failures, signal);
  }
}

/** The first answer of a resolver, asked until it comes; undefined when stopped before. */
export async function untilResolved<T>(
  ask: () => Promise<T>,
  supervision: Supervision,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!signal.aborted) await pause(supervision, toFailure(error), failures, signal);
    }
  }
  return undefined;
}

async function connectOnce(
  link: Link,
  copies: boolean,
  signal: AbortSignal,
): Promise<ConnectionEnd | Failure> {
  const { health, role } = link;
  health.state = 'connecting';
  let up = false;
  try {
    const { input, deps } = await link.connect({
      copies,
      started: (pid) => {
        health.connects += 1;
        if (pid !== undefined && role !== 'main') health.pid = pid;
      },
      live: (picture, codec) => {
        if (up) return;
        up = true;
        if (role !== 'main') Object.assign(health, { state: 'live', picture, codec });
        link.onNotice({ type: 'up', picture, codec, ...streamOf(role) });
      },
    });
    return await runConnection(input, deps, signal);
  } catch (error) {
    return toFailure(error);
  }
}

async function pause(
  { health, onNotice, random, backoff = BACKOFF, ...rest }: Supervision,
  { code, message, facts }: Failure,
  failures: number,
  signal: AbortSignal,
): Promise<void> {
  const retryInMs = failures === 0 ? 0 : backoffMs(failures - 1, backoff, random());
  const role = 'role' in rest ? (rest as Partial<Link>).role : undefined;
  health.lastError = { code, message };
  if (role !== 'main') health.state = 'waiting';
  onNotice({ type: 'down', code, message, facts: { ...facts, ...streamOf(role) }, retryInMs });
  await sleep(retryInMs, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

function streamOf(role: Link['role'] | undefined): { readonly stream?: 'main' | 'sub' } {
  return role === 'main' || role === 'sub' ? { stream: role } : {};
}

/** Expected failures (a resolver) wait and try again; mistakes of the program are thrown. */
function toFailure(error: unknown): Failure {
  if (!(error instanceof AgentError)) throw error;
  return { code: error.code, message: error.message, facts: error.facts };
}
