import type { Size } from '../vision/view.ts';

/** One channel, row by row from the top. */
export interface Plane extends Size {
  readonly values: Float32Array;
}

/**
 * A picture brought to `to` by area: every cell is the mean of what it covers, cut pixels by their share.
 * Nothing aliases, so places stay true to a fraction of a cell. About 0.6 ms for 544 x 306 to 192 x 108.
 */
export function shrink(luma: Uint8Array, from: Size, to: Size): Plane {
  const columns = spans(from.width, to.width);
  const rows = spans(from.height, to.height);
  const values = new Float32Array(to.width * to.height);
  const line = new Float32Array(from.width);
  for (let y = 0; y < to.height; y += 1) {
    line.fill(0);
    let source = rows.first[y] as number;
    for (let k = rows.starts[y] as number; k < (rows.starts[y + 1] as number); k += 1, source += 1)
      addRow(line, luma, source * from.width, rows.shares[k] as number);
    meanOfSpans(line, columns, values, y * to.width);
  }
  return { ...to, values };
}

/** What each of `to` cells covers of a line of `from` pixels: its first pixel and the shares of all. */
interface Spans {
  readonly first: Int32Array;
  /** Where the shares of a cell begin; one more than cells. */
  readonly starts: Int32Array;
  readonly shares: Float32Array;
}

function spans(from: number, to: number): Spans {
  const first = new Int32Array(to);
  const starts = new Int32Array(to + 1);
  const shares: number[] = [];
  const step = from / to;
  for (let cell = 0; cell < to; cell += 1) {
    const [begin, end] = [cell * step, Math.min(from, (cell + 1) * step)];
    first[cell] = Math.floor(begin);
    starts[cell] = shares.length;
    for (let pixel = Math.floor(begin); pixel < end; pixel += 1)
      shares.push((Math.min(end, pixel + 1) - Math.max(begin, pixel)) / (end - begin));
  }
  starts[to] = shares.length;
  return { first, starts, shares: Float32Array.from(shares) };
}

function addRow(line: Float32Array, luma: Uint8Array, at: number, share: number): void {
  for (let x = 0; x < line.length; x += 1)
    line[x] = (line[x] as number) + share * (luma[at + x] as number);
}

function meanOfSpans(line: Float32Array, spans: Spans, out: Float32Array, at: number): void {
  const { first, starts, shares } = spans;
  for (let cell = 0; cell < first.length; cell += 1) {
    let pixel = first[cell] as number;
    let sum = 0;
    for (let k = starts[cell] as number; k < (starts[cell + 1] as number); k += 1, pixel += 1)
      sum += (shares[k] as number) * (line[pixel] as number);
    out[at + cell] = sum;
  }
}
