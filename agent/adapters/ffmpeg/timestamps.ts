/** Reads the pts lines (milliseconds) of ffmpeg's `mkvtimestamp_v2` output. */
export class TimestampReader {
  readonly #onPts: (ptsMs: number) => void;
  #rest = '';

  constructor(onPts: (ptsMs: number) => void) {
    this.#onPts = onPts;
  }

  push(chunk: Uint8Array): void {
    const lines = (this.#rest + Buffer.from(chunk).toString('latin1')).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (/^-?\d+(\.\d+)?\s*$/.test(line)) this.#onPts(Number(line));
    }
  }
}
