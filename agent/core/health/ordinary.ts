import type { Detail } from './detail.ts';
import { CELLS } from './grid.ts';
import { COLOUR_GRID } from './health-picture.ts';

/**
 * What a camera ordinarily shows: running means over some minutes, so that dusk, fog and rain are followed.
 * Plain numbers, to be stored.
 */
export interface Ordinary {
  /** As of `Detail`, cell by cell. */
  readonly mean: readonly number[];
  readonly structure: readonly number[];
  readonly across: readonly number[];
  readonly down: readonly number[];
  /** As of `HealthPicture`. */
  readonly colour: readonly number[];
  /** As of `measureSharpness`; 0 = not known. */
  readonly sharpness: number;
  /** How much went into it so far, in ms of the stream. */
  readonly seenMs: number;
  readonly lastMs: number;
}

const zeros = (length: number) => new Array<number>(length).fill(0);

export const NOTHING_ORDINARY: Ordinary = {
  mean: zeros(CELLS),
  structure: zeros(CELLS),
  across: zeros(CELLS),
  down: zeros(CELLS),
  colour: zeros(COLOUR_GRID.width * COLOUR_GRID.height * 3),
  sharpness: 0,
  seenMs: 0,
  lastMs: -1,
};

const MEMORY_MS = 300_000;
/** While something seems wrong it is hardly learnt, but in the end: what stays for days is the new scene. */
const DOUBTFUL_MEMORY_MS = 48 * 3_600_000;
/** The pictures of a slower stream count for no more than this each. */
const LONGEST_STEP_MS = 10_000;
/** After a longer gap the light may be another one: it is learnt anew. */
const GAP_MS = 1_800_000;
/** So much must have been seen before anything is judged by it: what only passes must not count for much. */
const KNOWN_MS = 20_000;

export function isKnown({ seenMs }: Ordinary): boolean {
  return seenMs >= KNOWN_MS;
}

/** `sharpness` is absent where the picture has no edges to tell it by. */
export function learnOrdinary(
  before: Ordinary,
  seen: { readonly detail: Detail; readonly colour: Uint8Array; readonly sharpness?: number },
  { mediaMs, isDoubtful }: { readonly mediaMs: number; readonly isDoubtful: boolean },
): Ordinary {
  const sinceMs = mediaMs - before.lastMs;
  if (before.lastMs >= 0 && (sinceMs < 0 || sinceMs > GAP_MS))
    return learnOrdinary(NOTHING_ORDINARY, seen, { mediaMs, isDoubtful });
  const stepMs = before.lastMs < 0 ? 1 : Math.min(LONGEST_STEP_MS, sinceMs);
  const seenMs = isDoubtful ? before.seenMs : Math.min(MEMORY_MS, before.seenMs + stepMs);
  const gain = stepMs / (isDoubtful ? DOUBTFUL_MEMORY_MS : Math.max(seenMs, stepMs));
  const toward = (old: readonly number[], now: ArrayLike<number>) =>
    old.map((value, cell) => value + gain * ((now[cell] as number) - value));
  const { sharpness = before.sharpness } = seen;
  return {
    mean: toward(before.mean, seen.detail.mean),
    structure: toward(before.structure, seen.detail.structure),
    across: toward(before.across, seen.detail.across),
    down: toward(before.down, seen.detail.down),
    colour: toward(before.colour, seen.colour),
    sharpness:
      before.sharpness === 0 ? sharpness : before.sharpness + gain * (sharpness - before.sharpness),
    seenMs,
    lastMs: mediaMs,
  };
}
