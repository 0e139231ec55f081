import { randomUUID } from 'node:crypto';
import { isoAt } from '../adapters/clock/clock.ts';
import { idOf } from '../adapters/clock/ids.ts';
import { encodeEvent } from '../core/events/cloud-event.ts';
import { type Operation, type OperationData, operationEvent } from '../core/events/operation.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { OutboxEntry, Store } from '../ports/outbox.ts';
import { type KeptPicture, keepPicture } from './operation-picture.ts';
import { type LimitBounds, ReportLimit, type Told } from './report-limit.ts';

export interface OperationsDeps {
  readonly site: string;
  readonly node: string;
  readonly timezone: string;
  readonly targets: readonly string[];
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Where pictures of events are kept, and which targets take files. */
  readonly pictures: { readonly folder: string; readonly targets: readonly string[] };
  /** Called with the entries of an event when they are stored. */
  onStored?(entries: readonly OutboxEntry[]): void;
  /** For each kind and camera; 6 an hour by default. */
  readonly limit?: LimitBounds;
}

export interface OperationFacts {
  readonly camera?: string;
  readonly code?: string;
  readonly message: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** What the camera showed, JPEG. */
  readonly picture?: Uint8Array;
}

interface Report {
  /** The event's, the same at each try. */
  readonly id: string;
  readonly what: Operation;
  readonly data: OperationData;
  readonly utcMs: number;
  readonly jpeg?: Uint8Array;
}

const MAX_UNTOLD = 100;
const AGAIN_MS = 5000;
const LIMIT: LimitBounds = { most: 6, windowMs: 3_600_000 };

/** Tells every platform what happened to the agent itself. */
export class Operations implements AsyncDisposable {
  readonly #deps: OperationsDeps;
  readonly #limit: ReportLimit<Report>;
  /** At most `MAX_UNTOLD`, the newest. */
  #untold: readonly Report[] = [];
  #again: NodeJS.Timeout | undefined;

  constructor(deps: OperationsDeps) {
    this.#deps = deps;
    this.#limit = new ReportLimit({
      ...(deps.limit ?? LIMIT),
      nowMs: () => deps.clock.monotonicMs(),
      tell: (report, told) => this.#store(withTold(report, told)),
    });
  }

  /**
   * Never throws: what cannot be stored now (full disk) is tried again, and the work goes on. A kind of
   * event that comes too often for one camera is held back, and the platform is told so.
   */
  async report(what: Operation, { facts = {}, picture, ...data }: OperationFacts): Promise<void> {
    const { site, node, targets, clock, log } = this.#deps;
    log.warn({ operation: what, ...data, ...facts }, data.message);
    if (targets.length === 0) return;
    const utcMs = clock.utcMs();
    const id = idOf(utcMs, site, node, what, randomUUID());
    const report = {
      ...{ id, what, data: { ...data, facts }, utcMs },
      ...(picture && { jpeg: picture }),
    };
    await this.#limit.take(`${what} ${data.camera ?? ''}`, report);
  }

  /** Whether something could not be stored yet. */
  get busy(): boolean {
    return this.#untold.length > 0;
  }

  /** Tries once more to store what could not be stored until now, then gives it up. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#limit[Symbol.asyncDispose]();
    clearTimeout(this.#again);
    await this.#retry();
    clearTimeout(this.#again);
  }

  async #store(report: Report): Promise<void> {
    try {
      await this.#commit(report);
    } catch (error) {
      const { what } = report;
      this.#deps.log.error(
        { err: error, operation: what },
        'an operational event could not be stored',
      );
      this.#untold = [...this.#untold, report].slice(-MAX_UNTOLD);
      this.#again ??= setTimeout(() => void this.#retry(), AGAIN_MS);
    }
  }

  async #retry(): Promise<void> {
    this.#again = undefined;
    const untold = this.#untold;
    this.#untold = [];
    for (const report of untold) await this.#store(report);
  }

  async #commit(report: Report): Promise<void> {
    const { id, what, utcMs } = report;
    const { site, node, timezone, targets, pictures, store } = this.#deps;
    const kept = await this.#keep(report);
    const data = { ...report.data, ...(kept && { picture: kept.picture }) };
    const sequence = await store.nextSequence(data.camera ?? node, id);
    const envelope = { id, site, node, time: isoAt(utcMs, timezone), sequence };
    const body = encodeEvent(operationEvent(envelope, what, data));
    const topic = `evt/${data.camera ?? 'node'}`;
    const entry = { kind: 'event', id, group: id, createdUtcMs: utcMs, topic, body } as const;
    const entries = [
      ...targets.map((target) => ({ ...entry, target })),
      ...(kept === undefined ? [] : pictures.targets.map((target) => kept.entry(target))),
    ];
    await store.commit(entries);
    this.#deps.onStored?.(entries);
  }

  /** The word matters more than its picture: without room for the one the other goes out alone. */
  async #keep({ id, data, utcMs, jpeg }: Report): Promise<KeptPicture | undefined> {
    const { camera } = data;
    if (jpeg === undefined || camera === undefined) return undefined;
    const { pictures, log } = this.#deps;
    try {
      return await keepPicture(pictures.folder, { id, camera, createdUtcMs: utcMs }, jpeg);
    } catch (error) {
      log.warn({ err: error, camera }, 'the picture of an operational event could not be kept');
      return undefined;
    }
  }
}

/** Says in the event itself that others of its kind were or will be held back. */
function withTold(report: Report, { heldBack, silentMs }: Told): Report {
  const { message, facts } = report.data;
  const minutes = silentMs === undefined ? undefined : Math.ceil(silentMs / 60_000);
  const words =
    minutes === undefined ? '' : `; more of this kind are held back for up to ${minutes} min`;
  return {
    ...report,
    data: {
      ...report.data,
      message: message + words,
      facts: { ...facts, ...(heldBack > 0 && { heldBack }) },
    },
  };
}
