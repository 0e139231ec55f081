import { setMaxListeners } from 'node:events';
import { pause, unlessAborted } from '../lib/abortable.ts';
import type { Clock } from '../ports/clock.ts';
import { AgentError } from '../ports/errors.ts';
import type { Log } from '../ports/log.ts';
import type { DueEntry, OutboxEntry, Store } from '../ports/outbox.ts';
import type { Ack, Delivery, Target } from '../ports/target.ts';
import type { MediaEntry, Uploader } from '../ports/uploader.ts';
import { Lane } from './lane.ts';

const IN_FLIGHT = 16;
/** Files go one by one, beside the events: a slow share holds up files alone. */
const FILES_IN_FLIGHT = 1;
/** So many acks are written together at most. */
const ACKS_AT_ONCE = 64;
/** Nobody is told that a notice of this type was set aside: that would be one more of it, for ever. */
const PARKED_TYPE = '"streetwarden.operation.entry-parked.v1"';
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
  #lanes: readonly Lane[] = [];
  /** Broken connections per entry; emptied by every delivery. */
  readonly #breaks = new Map<string, number>();
  #pauseUntilMs = 0;

  constructor(deps: ForwarderDeps) {
    this.#deps = deps;
    this.#width = deps.inFlight ?? IN_FLIGHT;
  }

  /** Something new is in the store. */
  wake(): void {
    for (const lane of this.#lanes) lane.wake();
  }

  /**
   * Runs until aborted; then waits for what is under way, but not for a transport that hangs. What was
   * parked before gets another chance first. A store that fails is tried again.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { store, target } = this.#deps;
    setMaxListeners(0, signal); // as many listen as are under way
    this.#lanes = [
      this.#lane('event', this.#width, signal),
      this.#lane('media', FILES_IN_FLIGHT, signal),
    ];
    const listening = this.#listen(signal);
    await this.#guarded(async () => {
      await store.releaseParked(target.name);
    }, signal);
    await Promise.all([listening, ...this.#lanes.map((lane) => lane.run(signal))]);
  }

  #lane(kind: OutboxEntry['kind'], width: number, signal: AbortSignal): Lane {
    const { store, target, clock } = this.#deps;
    return new Lane({
      width,
      open: () => target.state() === 'online' && clock.monotonicMs() >= this.#pauseUntilMs,
      due: (limit) => store.due(target.name, limit, clock.utcMs(), kind),
      carry: (entry) => this.#guarded(() => this.#carry(entry, signal), signal),
      onError: (error) => this.#restAfter(error, signal),
    });
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
    const upload = await unlessAborted(uploader.upload(entry, signal), signal);
    if (upload === undefined) return; // the same try costs little after the next start
    if (upload.result !== 'stored') return this.#notDelivered(entry, upload);
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
}

function grown(baseMs: number, attempts: number): number {
  return Math.max(baseMs, Math.min(WAIT_MOST_MS, baseMs * 2 ** Math.min(attempts, 30)));
}
