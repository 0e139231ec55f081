/**
 * How little the pictures of a live stream differ at least from those of a while before: the noise of the
 * sensor as far as the encoder lets it through. In grey levels squared.
 */
export interface LiveNoise {
  /** The least of each of the last blocks of time, oldest first, the present one last. */
  readonly blocks: readonly number[];
  /** How much of the stream went into the present block. */
  readonly presentMs: number;
}

export const UNKNOWN_NOISE: LiveNoise = { blocks: [], presentMs: 0 };

const BLOCK_MS = 10_000;
const MOST_BLOCKS = 7;

export function noteNoise(
  { blocks, presentMs }: LiveNoise,
  noise: number,
  stepMs: number,
): LiveNoise {
  const present = Math.min(blocks.at(-1) ?? noise, noise);
  const seenMs = presentMs + stepMs;
  const all = [...blocks.slice(0, -1), present];
  if (seenMs < BLOCK_MS) return { blocks: all, presentMs: seenMs };
  return { blocks: [...all, noise].slice(-MOST_BLOCKS), presentMs: 0 };
}

/**
 * 0 where it is not known. The present block does not count, nor does the least of several: they may be of
 * pictures that stand still already.
 */
export function leastNoise({ blocks }: LiveNoise): number {
  const done = blocks.slice(0, -1).sort((a, b) => a - b);
  return done[done.length > 2 ? 1 : 0] ?? 0;
}
