/**
 * How little the pictures of a live stream differ at least from the ones of a while before: the noise of
 * the sensor as far as the encoder lets it through.
 */
export interface LiveNoise {
  /** The least of the present minute and of the one before, in grey levels squared. */
  readonly present: number;
  readonly before: number;
  readonly presentMs: number;
}

export const UNKNOWN_NOISE: LiveNoise = {
  present: Number.POSITIVE_INFINITY,
  before: Number.POSITIVE_INFINITY,
  presentMs: 0,
};

const BLOCK_MS = 60_000;
/** Fewer seconds of a live stream say nothing yet. */
const KNOWN_MS = 8_000;

export function noteNoise(known: LiveNoise, noise: number, stepMs: number): LiveNoise {
  const presentMs = known.presentMs + stepMs;
  const present = Math.min(known.present, noise);
  if (presentMs < BLOCK_MS) return { ...known, present, presentMs };
  return { present: noise, before: present, presentMs: 0 };
}

/** 0 where it is not known. */
export function leastNoise({ present, before, presentMs }: LiveNoise): number {
  const isKnown = presentMs >= KNOWN_MS || Number.isFinite(before);
  return isKnown ? Math.min(present, before) : 0;
}
