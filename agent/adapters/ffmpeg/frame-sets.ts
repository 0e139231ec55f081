/** The pixels of all views of one moment, in the order of the views. */
export interface PixelSet {
  readonly ptsMs: number;
  readonly pixels: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * Puts together what comes through separate pipes: the n-th picture of each view and the n-th time.
 * What waits is bounded by ffmpeg, which writes all pipes in turn and blocks when one is full.
 */
export class FrameSets {
  readonly #queues: Uint8Array<ArrayBuffer>[][];
  readonly #times: number[] = [];
  readonly #onSet: (set: PixelSet) => void;

  constructor(views: number, onSet: (set: PixelSet) => void) {
    this.#queues = Array.from({ length: views }, () => []);
    this.#onSet = onSet;
  }

  addPixels(view: number, pixels: Uint8Array<ArrayBuffer>): void {
    this.#queues[view]?.push(pixels);
    this.#flush();
  }

  addTime(ptsMs: number): void {
    this.#times.push(ptsMs);
    this.#flush();
  }

  #flush(): void {
    while (this.#times.length > 0 && this.#queues.every((queue) => queue.length > 0)) {
      const ptsMs = this.#times.shift();
      const pixels = this.#queues.flatMap((queue) => queue.splice(0, 1));
      if (ptsMs !== undefined) this.#onSet({ ptsMs, pixels });
    }
  }
}
