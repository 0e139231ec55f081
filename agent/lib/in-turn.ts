/** One job at a time, in the order they came. A job that fails fails for its caller alone. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {}); // its caller hears of it; the next one goes ahead
    return result;
  }

  /** When everything that came so far is over, well or not. */
  async over(): Promise<void> {
    await this.#last;
  }
}
