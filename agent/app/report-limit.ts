export interface LimitBounds {
  /** So many of one key are told within the window; one more says that the others are held back. */
  readonly most: number;
  readonly windowMs: number;
}

/** What is to be said along with a report. */
export interface Told {
  /** How many of its key were held back since the one before. */
  readonly heldBack: number;
  /** Set on the one after which others are held back: for how long at most. */
  readonly silentMs?: number;
}

export interface ReportLimitDeps<R> extends LimitBounds {
  /** Milliseconds that never step. */
  nowMs(): number;
  /** Never throws. */
  tell(report: R, told: Told): Promise<void>;
}

interface Kept<R> {
  readonly report: R;
  readonly count: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Lets a bounded number of reports through. Of those held back the newest is told when there is room
 * again, so that the last word is never lost. Bounded by the number of keys.
 */
export class ReportLimit<R> implements AsyncDisposable {
  readonly #deps: ReportLimitDeps<R>;
  /** When reports of a key were told, within the window. */
  readonly #times = new Map<string, readonly number[]>();
  readonly #kept = new Map<string, Kept<R>>();

  constructor(deps: ReportLimitDeps<R>) {
    this.#deps = deps;
  }

  async take(key: string, report: R): Promise<void> {
    const times = this.#recent(key);
    const [oldest = 0] = times;
    const { most, windowMs, nowMs } = this.#deps;
    if (times.length > most) this.#keep(key, report, oldest + windowMs - nowMs());
    else await this.#tell(key, report, this.#kept.get(key)?.count ?? 0);
  }

  /** Tells what is still held back. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const key of [...this.#kept.keys()]) await this.#late(key);
  }

  #recent(key: string): readonly number[] {
    const { windowMs, nowMs } = this.#deps;
    return (this.#times.get(key) ?? []).filter((ms) => nowMs() - ms < windowMs);
  }

  #keep(key: string, report: R, waitMs: number): void {
    const before = this.#kept.get(key);
    const timer = before?.timer ?? setTimeout(() => void this.#late(key), waitMs).unref();
    this.#kept.set(key, { report, count: (before?.count ?? 0) + 1, timer });
  }

  async #late(key: string): Promise<void> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) await this.#tell(key, kept.report, kept.count - 1);
  }

  async #tell(key: string, report: R, heldBack: number): Promise<void> {
    clearTimeout(this.#kept.get(key)?.timer);
    this.#kept.delete(key);
    const { most, windowMs, nowMs, tell } = this.#deps;
    const now = nowMs();
    const times = [...this.#recent(key), now].slice(-most - 1);
    this.#times.set(key, times);
    const [oldest = now] = times;
    const silentMs = times.length > most ? oldest + windowMs - now : undefined;
    await tell(report, { heldBack, ...(silentMs !== undefined && { silentMs }) });
  }
}
