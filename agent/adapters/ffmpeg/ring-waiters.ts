/** Those who wait for something to be recorded; woken by events, never by looking again and again. */
export class Waiters {
  readonly #waiting = new Set<{ readonly ready: () => boolean; readonly done: () => void }>();

  /** Resolves when `ready` holds, or after `waitMs`, whichever comes first. Bounded by the callers. */
  async until(ready: () => boolean, waitMs: number): Promise<void> {
    if (ready() || waitMs <= 0) return;
    await new Promise<void>((resolve) => {
      const waiter = {
        ready,
        done: () => {
          clearTimeout(timer);
          this.#waiting.delete(waiter);
          resolve();
        },
      };
      const timer = setTimeout(waiter.done, waitMs);
      this.#waiting.add(waiter);
    });
  }

  notify(): void {
    for (const waiter of this.#waiting) if (waiter.ready()) waiter.done();
  }

  releaseAll(): void {
    for (const waiter of this.#waiting) waiter.done();
  }
}
