import { setMaxListeners } from 'node:events';
import { pause, unlessAborted } from '../lib/abortable.ts';
import type { Clock } from '../ports/clock.ts';
import { AgentError } from '../ports/errors.ts';
import type { Log } from '../ports/log.ts';
import type { DueEntry, OutboxEntry, Store } from '../ports/outbox.ts';
import type { Ack, Delivery, Target } from '../ports/target.ts';
import type { MediaEntry, Uploader } from '../ports/uploader.ts';

const IN_FLIGHT = 16;
/** So many acks are written together at most. */
const ACKS_AT_ONCE = 64;
/** Nobody is told that a notice of this type was set aside: that would be one more of it, for ever. */
const PARKED_TYPE = '"streetwarden.operation.entry-parked.v1"';
const POLL_MS = 1000;
/** After a store that failed (full disk), so that nothing is sent over and over meanwhile. */
const STORE_REST_MS = 2000;
const LATER_LEAST_MS = 1000;
const WAIT_MOST_MS = 3_600_000;
/** A file that arrived but was not acknowledged is announced again, once a day. */
const MEDIA_RESEND_MS = 24 * 3_600_000;
/** So often a connection may break around one entry before it has to wait behind the others. */
const BREAKS_ALLOWED = 3;

export interface ForwarderDeps {
  readonly store: Store;
  readonly target: Target;
  /** Absent: media entries are parked, with that reason. */
  readonly uploader?: Uploader;
  readonly clock: Clock;
  readonly log: Log;
  /** Makes the event that says where an uploaded file is (see availableEntry). */
  readonly available: (media: MediaEntry, uri: string, round: number) => Promise<OutboxEntry>;
  /** Without the platform's ack for this long an event is sent again; doubles up to an hour. */
  readonly resendAfterMs: number;
  /** An entry was set aside; the app makes an operational event (entry-parked) of it. */
  readonly onParked?: (entry: OutboxEntry, reason: string) => void;
  readonly inFlight?: number;
}

/** Carries one target's entries out of the store: keeps order in each group and never blocks on one entry. */
export class Forwarder {
  readonly #deps: ForwarderDeps;
  readonly #width: number;
  /** Entries under way; at most `inFlight`. */
  readonly #underWay = new Map<string, Promise<void>>();
  /** Broken connections per entry; emptied by every delivery. */
  readonly #breaks = new Map<string, number>();
  #pauseUntilMs = 0;
  #wake: () => void = () => {};
  #woken = false;

  constructor(deps: ForwarderDeps) {
    this.#deps = deps;
    this.#width = deps.inFlight ?? IN_FLIGHT;
  }

  /** Something new is in the store. */
  wake(): void {
    this.#woken = true;
    this.#wake();
  }

  /** Runs until aborted; then waits for what is under way. A store that fails is tried again. */
  async run(signal: AbortSignal): Promise<void> {
    setMaxListeners(0, signal); // as many listen as are under way
    const listening = this.#listen(signal);
    while (!signal.aborted) {
      this.#woken = false;
      try {
        await this.#startDue(signal);
      } catch (error) {
        await this.#restAfter(error, signal);
      }
      await this.#rest(POLL_MS, signal);
    }
    await Promise.all([listening, ...this.#underWay.values()]);
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const settling = new Set<Promise<void>>();
    for await (const notice of this.#deps.target.notices(signal)) {
      this.wake();
      if (notice.type !== 'ack') continue;
      const settled = this.#guarded(() => this.#settle(notice.ack), signal).finally(() => {
        settling.delete(settled);
        this.wake(); // the next of its group may go
      });
      settling.add(settled);
      if (settling.size >= ACKS_AT_ONCE) await Promise.race(settling);
    }
    await Promise.all(settling);
  }

  async #settle({ id, status, code }: Ack): Promise<void> {
    const { store, target, log } = this.#deps;
    if (status === 'rejected') {
      await this.#park(id, `the platform rejected it${code === undefined ? '' : `: ${code}`}`);
      return;
    }
    const wasThere = await store.acknowledge(target.name, id);
    if (!wasThere) log.debug({ id, target: target.name }, 'ack for an entry that is not here');
  }

  async #startDue(signal: AbortSignal): Promise<void> {
    const { store, target, clock } = this.#deps;
    const room = this.#width - this.#underWay.size;
    if (room <= 0 || target.state() !== 'online' || clock.monotonicMs() < this.#pauseUntilMs)
      return;
    const due = await store.due(target.name, this.#width + room, clock.utcMs());
    for (const entry of due.filter(({ id }) => !this.#underWay.has(id)).slice(0, room)) {
      const done = this.#guarded(() => this.#carry(entry, signal), signal).finally(() => {
        this.#underWay.delete(entry.id);
        this.wake();
      });
      this.#underWay.set(entry.id, done);
    }
  }

  async #carry(entry: DueEntry, signal: AbortSignal): Promise<void> {
    if (entry.kind === 'media') return this.#upload(entry, signal);
    const delivery = await unlessAborted(this.#deps.target.send(entry), signal);
    if (delivery === undefined) return; // it stays where it is, and goes again under the same id
    if (delivery.result === 'delivered') await this.#delivered(entry);
    else await this.#notDelivered(entry, delivery);
  }

  async #upload(entry: MediaEntry & DueEntry, signal: AbortSignal): Promise<void> {
    const { store, target, uploader, available, clock } = this.#deps;
    if (uploader === undefined) {
      await this.#park(entry.id, 'the target has no upload driver for files');
      return;
    }
    const upload = await uploader.upload(entry, signal);
    if (upload.result !== 'stored') {
      if (!signal.aborted) await this.#notDelivered(entry, upload);
      return;
    }
    // first the announcement, then the mark: after a crash in between, its id is known already
    await store.commit([await available(entry, upload.uri, entry.attempts)]);
    if (target.ackMode === 'puback') await store.acknowledge(target.name, entry.id);
    else await store.markSent(entry.id, clock.utcMs() + MEDIA_RESEND_MS, target.name);
  }

  async #delivered({ id, attempts }: DueEntry): Promise<void> {
    const { store, target, clock, resendAfterMs } = this.#deps;
    this.#breaks.delete(id);
    if (target.ackMode === 'puback') await store.acknowledge(target.name, id);
    else await store.markSent(id, clock.utcMs() + grown(resendAfterMs, attempts), target.name);
  }

  async #notDelivered(
    { id, attempts }: DueEntry,
    delivery: Exclude<Delivery, { result: 'delivered' }>,
  ): Promise<void> {
    const { store, target, clock } = this.#deps;
    if (delivery.result === 'poison') return this.#park(id, delivery.reason);
    const { reason, afterMs = 0 } = delivery;
    this.#pauseUntilMs = Math.max(this.#pauseUntilMs, clock.monotonicMs() + afterMs);
    // no fault of the entry: it is sent at once when the line stands again, and nothing is written for it
    if (target.state() !== 'online' && this.#breakOf(id) <= BREAKS_ALLOWED) return;
    await store.postpone(
      id,
      clock.utcMs() + Math.max(afterMs, grown(LATER_LEAST_MS, attempts)),
      reason,
      target.name,
    );
  }

  /** Counts one more. Bounded: kept for the newest entries only. */
  #breakOf(id: string): number {
    const breaks = (this.#breaks.get(id) ?? 0) + 1;
    this.#breaks.delete(id);
    this.#breaks.set(id, breaks);
    const [oldest] = this.#breaks.keys();
    if (this.#breaks.size > 4 * this.#width && oldest !== undefined) this.#breaks.delete(oldest);
    return breaks;
  }

  async #park(id: string, reason: string): Promise<void> {
    const { store, target, log, onParked } = this.#deps;
    for (const entry of await store.park(id, reason, target.name)) {
      log.error({ id, target: target.name, reason }, 'an entry was set aside; the others go on');
      const isNotice = entry.kind === 'event' && entry.body.includes(PARKED_TYPE);
      if (!isNotice) onParked?.(entry, reason);
    }
  }

  /** One entry's trouble stays with it. */
  async #guarded(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.#restAfter(error, signal);
    }
  }

  async #restAfter(error: unknown, signal: AbortSignal): Promise<void> {
    const code = error instanceof AgentError ? error.code : undefined;
    const message = error instanceof Error ? error.message : String(error);
    this.#deps.log.error({ code, message, target: this.#deps.target.name }, 'the outbox is stuck');
    await pause(STORE_REST_MS, signal);
  }

  /** Until woken, or `ms`. */
  async #rest(ms: number, signal: AbortSignal): Promise<void> {
    if (this.#woken) return;
    const timer = new AbortController();
    const stop = () => timer.abort();
    this.#wake = stop;
    signal.addEventListener('abort', stop, { once: true });
    if (!signal.aborted) await pause(ms, timer.signal);
    signal.removeEventListener('abort', stop);
  }
}

function grown(baseMs: number, attempts: number): number {
  return Math.max(baseMs, Math.min(WAIT_MOST_MS, baseMs * 2 ** Math.min(attempts, 30)));
}
