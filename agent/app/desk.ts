import { setTimeout as sleep } from 'node:timers/promises';
import { requiredRoles, wantedMedia } from '../core/evidence/media-plan.ts';
import { AgentError } from '../ports/errors.ts';
import type { WrittenPackage } from '../ports/evidence.ts';
import type { Log } from '../ports/log.ts';
import type { OutboxEntry, Saved, Store } from '../ports/outbox.ts';
import type { Ring } from '../ports/ring.ts';
import { EpisodeMedia } from './evidence-media.ts';
import { keyOf, type PendingChange, saved, unfinished } from './journal.ts';
import type { PackageMaker } from './package-maker.ts';
import type { EntryMaker } from './violation-entries.ts';

/** The ring forgets: soon at first, then twice as long each time. */
const RETRY_LEAST_MS = 2000;
const RETRY_MOST_MS = 60_000;
const FULL_MS = 2000;
/** After so many failures, two minutes, the event goes out without its package and says why. */
const MAX_TRIES = 6;

export interface DeskDeps {
  readonly store: Store;
  readonly heldFolder: string;
  readonly packages: PackageMaker;
  readonly entries: EntryMaker;
  readonly log: Log;
  /** Ends the retries, not the work in hand. */
  readonly signal: AbortSignal;
  onTrouble(error: unknown, pending: PendingChange): void;
  /** Steps of episodes wait for room on the disk. */
  onFull(message: string): void;
  /** Called when the events of a change are in the outbox. */
  onEntries(entries: readonly OutboxEntry[], pending: PendingChange): void;
}

/**
 * Turns steps of episodes into evidence and events: stored first, then done, in order within an episode
 * and side by side across episodes.
 */
export class Desk {
  readonly #deps: DeskDeps;
  readonly #rings = new Map<string, Ring>();
  /** The last job of each episode at work; gone when it is done. */
  readonly #jobs = new Map<string, Promise<void>>();

  constructor(deps: DeskDeps) {
    this.#deps = deps;
  }

  /** Makes a camera's pictures known. */
  open(camera: string, ring: Ring): void {
    this.#rings.set(camera, ring);
  }

  /** Stores the changes with the camera's state in one transaction, then sets to work on them. */
  async take(changes: readonly PendingChange[], state: readonly Saved[]): Promise<void> {
    await this.#stored([...state, ...changes.map(saved)], changes.length > 0);
    for (const change of changes) this.#enqueue(change);
  }

  /** While the disk is full, what must not be lost waits for room; what is saved again soon does not. */
  async #stored(rows: readonly Saved[], mustBe: boolean): Promise<void> {
    const { store, signal, log, onFull } = this.#deps;
    for (let tries = 0; ; tries += 1) {
      try {
        return await store.commit([], rows);
      } catch (error) {
        const full = error instanceof AgentError && error.code === 'store/full';
        if (!full || (mustBe && signal.aborted)) throw error;
        log.error({ code: error.code, waits: mustBe }, error.message);
        if (!mustBe) return;
        if (tries === 0) onFull(error.message);
        await sleep(FULL_MS, undefined, { signal }).catch(() => {}); // a stop ends the wait
      }
    }
  }

  /** Goes on with what a crash or a stop left undone, but for cameras that only rest for now. */
  async resume(resting: ReadonlySet<string> = new Set()): Promise<number> {
    const left = (await unfinished(this.#deps.store)).filter(({ camera }) => !resting.has(camera));
    for (const change of left) this.#enqueue(change);
    return left.length;
  }

  /** Resolves when nothing is at work. */
  async idle(): Promise<void> {
    while (this.#jobs.size > 0) await Promise.all(this.#jobs.values());
  }

  get busy(): boolean {
    return this.#jobs.size > 0;
  }

  #enqueue(pending: PendingChange): void {
    const { id } = pending.change.episode;
    const before = this.#jobs.get(id) ?? Promise.resolve();
    const job = before
      .then(() => this.#persist(pending))
      .finally(() => {
        if (this.#jobs.get(id) === job) this.#jobs.delete(id);
      });
    this.#jobs.set(id, job);
  }

  /** Until it is done: a full disk may have room later. A stop leaves it in the journal. */
  async #persist(pending: PendingChange): Promise<void> {
    const { signal, log, onTrouble } = this.#deps;
    const { camera, change } = pending;
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        return await this.#work(pending, tries >= MAX_TRIES);
      } catch (error) {
        if (signal.aborted) return;
        const about = { err: error, camera, episode: change.episode.id };
        log.error(about, 'evidence failed; it is tried again');
        if (tries === 0) onTrouble(error, pending);
        const waitMs = Math.min(RETRY_MOST_MS, RETRY_LEAST_MS * 2 ** tries);
        await sleep(waitMs, undefined, { signal }).catch(() => {}); // a stop ends the wait
      }
    }
  }

  /** `bare`: without a package, after it has failed too often. */
  async #work(pending: PendingChange, bare: boolean): Promise<void> {
    const { store, entries } = this.#deps;
    // the first word goes out at once; its pictures are kept for the package
    if (bare || pending.change.stage !== 'confirmed')
      await this.#tell(pending, await entries.make(pending));
    if (!bare) await this.#evidence(pending);
    await store.remove([keyOf(pending)]);
  }

  async #evidence(pending: PendingChange): Promise<void> {
    const { entries, heldFolder, log, packages } = this.#deps;
    const { change, plan, camera } = pending;
    if (plan === undefined) return;
    const media = new EpisodeMedia(heldFolder, change.episode.id);
    const wanted = wantedMedia(plan.rule.type, change, plan.roll);
    const missing = await media.collect(wanted, this.#rings.get(camera) ?? NO_RING, pending.sight);
    if (missing.length > 0)
      log.warn({ camera, episode: change.episode.id, missing }, 'evidence is missing');
    if (change.stage !== 'confirmed') return;
    const required = requiredRoles(plan.rule.type);
    const made = await packages.make({ pending, plan, media, required, missing });
    await this.#tell(pending, await entries.make(pending, made));
    await media.remove();
  }

  async #tell(pending: PendingChange, entries: readonly OutboxEntry[]): Promise<void> {
    if (entries.length > 0) await this.#deps.store.commit(entries);
    this.#deps.onEntries(entries, pending);
  }
}

/** For a camera that is no longer in the configuration: what was kept of it is all there is. */
const NO_RING: Ring = {
  still: async () => Promise.reject(gone()),
  photo: async () => Promise.reject(gone()),
  clip: async () => Promise.reject(gone()),
  span: () => undefined,
};

function gone(): AgentError {
  return new AgentError('ring/gone', 'the camera is no longer in the configuration');
}

/** One package per target, or one for the node itself where there is no target. */
export type PackagesByTarget = ReadonlyMap<string, WrittenPackage>;
