import { type Hash, nodeHash } from './merkle-tree.ts';

/**
 * The root that a leaf and its inclusion proof lead to, or undefined when the proof has the wrong length
 * or the index is not in the tree. Source: RFC 9162 section 2.1.3.2.
 */
export function rootFromInclusion(
  hash: Hash,
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  if (!isLeafOf(index, size)) return undefined;
  let at = index;
  let last = size - 1;
  let root = leaf;
  for (const sibling of proof) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      root = nodeHash(hash, sibling, root);
      [at, last] = skipLeftEdge(at, last);
    } else {
      root = nodeHash(hash, root, sibling);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 ? root : undefined;
}

export interface ConsistencyClaim {
  readonly from: { readonly size: number; readonly root: Uint8Array };
  readonly to: { readonly size: number; readonly root: Uint8Array };
  readonly proof: readonly Uint8Array[];
}

/** Whether the smaller tree is the beginning of the larger one. Source: RFC 9162 section 2.1.4.2. */
export function isConsistent(hash: Hash, { from, to, proof }: ConsistencyClaim): boolean {
  if (from.size < 1 || from.size > to.size) return false;
  if (from.size === to.size) return proof.length === 0 && sameBytes(from.root, to.root);
  const path = isPowerOfTwo(from.size) ? [from.root, ...proof] : proof;
  const [start, ...rest] = path;
  if (start === undefined) return false;
  let [at, last] = [from.size - 1, to.size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [older, newer] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      older = nodeHash(hash, sibling, older);
      newer = nodeHash(hash, sibling, newer);
      [at, last] = skipLeftEdge(at, last);
    } else {
      newer = nodeHash(hash, newer, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(older, from.root) && sameBytes(newer, to.root);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** A right-most node without a sibling is carried up until it has one. */
function skipLeftEdge(at: number, last: number): [at: number, last: number] {
  let [node, end] = [at, last];
  while (node % 2 === 0 && node !== 0) [node, end] = [half(node), half(end)];
  return [node, end];
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isLeafOf(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}
