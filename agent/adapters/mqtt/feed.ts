const MAX_WAITING = 10_000;

/**
 * Hands each item to everyone who listens. A listener that lags keeps the newest 10 000 items; what an
 * ack loses that way comes again, because the entry is sent again.
 */
export class Feed<T> {
  readonly #listeners = new Set<Listener<T>>();

  put(item: T): void {
    for (const listener of this.#listeners) listener.put(item);
  }

  end(): void {
    for (const listener of this.#listeners) listener.end();
  }

  /** Listens from the moment of the call, not from the first `next`. */
  listen(signal: AbortSignal): AsyncIterable<T> {
    const listener = new Listener<T>();
    this.#listeners.add(listener);
    const stop = () => {
      this.#listeners.delete(listener);
      listener.end();
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    return listener;
  }
}

class Listener<T> implements AsyncIterable<T> {
  #waiting: T[] = [];
  #ended = false;
  #wake: () => void = () => {};

  put(item: T): void {
    if (this.#waiting.length >= MAX_WAITING) this.#waiting.shift();
    this.#waiting.push(item);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    while (true) {
      const items = this.#waiting;
      this.#waiting = [];
      yield* items;
      if (items.length > 0) continue;
      if (this.#ended) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
