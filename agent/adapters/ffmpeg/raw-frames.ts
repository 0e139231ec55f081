/** Cuts a byte stream into frames of exactly `size` bytes, each in a buffer of its own. */
export class FrameCutter {
  readonly #size: number;
  readonly #onFrame: (pixels: Uint8Array<ArrayBuffer>) => void;
  #frame: Uint8Array<ArrayBuffer> | undefined;
  #filled = 0;

  constructor(size: number, onFrame: (pixels: Uint8Array<ArrayBuffer>) => void) {
    this.#size = size;
    this.#onFrame = onFrame;
  }

  push(chunk: Uint8Array): void {
    let taken = 0;
    while (taken < chunk.length) {
      this.#frame ??= new Uint8Array(this.#size);
      const part = chunk.subarray(taken, taken + this.#size - this.#filled);
      this.#frame.set(part, this.#filled);
      taken += part.length;
      this.#filled += part.length;
      if (this.#filled < this.#size) return;
      const whole = this.#frame;
      this.#frame = undefined;
      this.#filled = 0;
      this.#onFrame(whole);
    }
  }
}
