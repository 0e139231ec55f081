import { pause } from '../lib/abortable.ts';
import type { DueEntry } from '../ports/outbox.ts';

const POLL_MS = 1000;

export interface LaneDeps {
  /** So many entries are under way at most. */
  readonly width: number;
  /** Whether entries may go now. */
  readonly open: () => boolean;
  readonly due: (limit: number) => Promise<readonly DueEntry[]>;
  /** Never throws. */
  readonly carry: (entry: DueEntry) => Promise<void>;
  /** What to do when `due` fails; the lane goes on when it resolves. */
  readonly onError: (error: unknown) => Promise<void>;
}

/** Takes what is due, so many at a time, and looks again when something has changed. */
export class Lane {
  readonly #deps: LaneDeps;
  /** At most `width`. */
  readonly #underWay = new Map<string, Promise<void>>();
  #wake: () => void = () => {};
  #woken = false;

  constructor(deps: LaneDeps) {
    this.#deps = deps;
  }

  wake(): void {
    this.#woken = true;
    this.#wake();
  }

  /** Runs until aborted; then waits for what is under way. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#woken = false;
      try {
        await this.#startDue();
      } catch (error) {
        await this.#deps.onError(error);
      }
      await this.#rest(signal);
    }
    await Promise.all(this.#underWay.values());
  }

  async #startDue(): Promise<void> {
    const { width, open, due, carry } = this.#deps;
    const room = width - this.#underWay.size;
    if (room <= 0 || !open()) return;
    const entries = await due(width + room);
    for (const entry of entries.filter(({ id }) => !this.#underWay.has(id)).slice(0, room)) {
      const done = carry(entry).finally(() => {
        this.#underWay.delete(entry.id);
        this.wake();
      });
      this.#underWay.set(entry.id, done);
    }
  }

  /** Until woken, or for a while. */
  async #rest(signal: AbortSignal): Promise<void> {
    if (this.#woken) return;
    const timer = new AbortController();
    const stop = () => timer.abort();
    this.#wake = stop;
    signal.addEventListener('abort', stop, { once: true });
    if (!signal.aborted) await pause(POLL_MS, timer.signal);
    signal.removeEventListener('abort', stop);
  }
}
