/** Gives one item at a time to a reader: the writer waits until it was taken. */
export class Handover<T> implements AsyncIterable<T> {
  #item: { readonly value: T; readonly taken: () => void } | undefined;
  #ended = false;
  #wake: () => void = () => {};

  /** Resolves when the reader took the item, or when nobody will. One writer, one item at a time. */
  put(value: T): Promise<void> {
    if (this.#ended) return Promise.resolve();
    return new Promise((taken) => {
      this.#item = { value, taken };
      this.#wake();
    });
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    try {
      while (true) {
        const item = this.#item;
        this.#item = undefined;
        if (item !== undefined) {
          item.taken();
          yield item.value;
        } else if (this.#ended) return;
        else
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
      }
    } finally {
      this.#ended = true;
      this.#item?.taken();
    }
  }
}
