/** A hash function as a value: bytes in, digest out (SHA-256 in production). */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** RFC 6962 section 2.1: the prefix keeps a leaf from being taken for a node. */
export function leafHash(hash: Hash, data: Uint8Array): Uint8Array {
  return hash(join(Uint8Array.of(0), data));
}

export function nodeHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash(join(Uint8Array.of(1), left, right));
}

/**
 * A Merkle tree that only grows (RFC 6962, RFC 9162). Holds the hash of every complete subtree, about
 * 64 bytes a leaf: the bound is the number of packages and deletions the node ever logged.
 */
export class MerkleTree {
  readonly #hash: Hash;
  /** levels[k][i] = hash of the leaves [i * 2^k, (i + 1) * 2^k). */
  readonly #levels: Uint8Array[][] = [[]];

  constructor(hash: Hash) {
    this.#hash = hash;
  }

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  /** Adds the leaf with this data and gives its index, from 0. */
  append(data: Uint8Array): number {
    const index = this.size;
    let above = leafHash(this.#hash, data);
    let at = index;
    for (let k = 0; ; k += 1) {
      let level = this.#levels[k];
      if (level === undefined) {
        level = [];
        this.#levels.push(level);
      }
      level.push(above);
      if (at % 2 === 0) return index;
      above = nodeHash(this.#hash, level[at - 1] ?? above, above);
      at = (at - 1) / 2;
    }
  }

  /** Takes back the newest leaves, down to `size`: for a leaf that could not be stored. */
  truncate(size: number): void {
    this.#mustHold(size);
    for (const [k, level] of this.#levels.entries()) level.length = Math.floor(size / 2 ** k);
  }

  /** The tree head over the first `size` leaves. */
  root(size: number = this.size): Uint8Array {
    this.#mustHold(size);
    return size === 0 ? this.#hash(new Uint8Array()) : this.#range(0, size);
  }

  /** Proof that leaf `index` is in the tree of `size` leaves (RFC 6962 section 2.1.1). */
  inclusion(index: number, size: number = this.size): Uint8Array[] {
    this.#mustHold(size);
    if (index < 0 || index >= size)
      throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
    return this.#path(index, 0, size);
  }

  /** Proof that the tree of `from` leaves is the beginning of that of `to` (section 2.1.2). */
  consistency(from: number, to: number = this.size): Uint8Array[] {
    this.#mustHold(to);
    if (from < 1 || from > to) throw new RangeError(`no proof from ${from} to ${to} leaves`);
    return this.#subproof(from, 0, to, true);
  }

  #path(index: number, start: number, end: number): Uint8Array[] {
    if (end - start === 1) return [];
    const middle = start + split(end - start);
    return index < middle
      ? [...this.#path(index, start, middle), this.#range(middle, end)]
      : [...this.#path(index, middle, end), this.#range(start, middle)];
  }

  #subproof(from: number, start: number, end: number, whole: boolean): Uint8Array[] {
    if (from === end) return whole ? [] : [this.#range(start, end)];
    const middle = start + split(end - start);
    return from <= middle
      ? [...this.#subproof(from, start, middle, whole), this.#range(middle, end)]
      : [...this.#subproof(from, middle, end, false), this.#range(start, middle)];
  }

  #range(start: number, end: number): Uint8Array {
    const width = end - start;
    const level = Math.log2(width);
    const known = Number.isInteger(level) ? this.#levels[level]?.[start / width] : undefined;
    if (known !== undefined) return known;
    const middle = start + split(width);
    return nodeHash(this.#hash, this.#range(start, middle), this.#range(middle, end));
  }

  #mustHold(size: number): void {
    if (!Number.isInteger(size) || size < 0 || size > this.size)
      throw new RangeError(`the tree holds ${this.size} leaves, not ${size}`);
  }
}

/** The largest power of two below `width`. */
function split(width: number): number {
  let half = 1;
  while (half * 2 < width) half *= 2;
  return half;
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
