/**
 * Even numbers from 0 (included) to 1 (not included); the same seed and names give the same numbers for
 * ever, other names other ones. mulberry32 (T. Ettinger), its start mixed as in MurmurHash3.
 */
export function random(seed: number, ...names: readonly string[]): () => number {
  let state = startOf(seed, names);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number below 2^32 from a seed and names, for things that carry a seed of their own. */
export function seedOf(seed: number, ...names: readonly string[]): number {
  return Math.floor(random(seed, ...names)() * 2 ** 32);
}

function startOf(seed: number, names: readonly string[]): number {
  // the sign between keeps ('ab', 'c') apart from ('a', 'bc')
  const text = [String(seed), ...names].join('\u0000');
  let hash = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0xcc9e2d51);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
