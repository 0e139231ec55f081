import { type ClockRows, clockMask, NO_CLOCK, noteChanges } from './clock-rows.ts';
import type { Verdict } from './condition.ts';
import { quantile } from './grid.ts';
import type { HealthPicture } from './health-picture.ts';
import { type LiveNoise, leastNoise, noteNoise, UNKNOWN_NOISE } from './live-noise.ts';
import { cellLight, thinned } from './thinned.ts';
import { type Comparison, compared, isFlickering, isUnmoved, type KeptPicture } from './twins.ts';

/** Not to be stored: the pictures are half a megabyte. A new start needs a few seconds. */
export interface FrozenState {
  /** Pictures of the last `KEPT_MS`, oldest first, `APART_MS` apart. */
  readonly kept: readonly KeptPicture[];
  readonly clock: ClockRows;
  readonly noise: LiveNoise;
  /** How long pictures of this stream ordinarily stand still: encoders skip what hardly changes until the next key frame. */
  readonly ordinaryMs: number;
  readonly run?: Run;
}

interface Run {
  readonly sinceMs: number;
  /** The last picture that had a twin. */
  readonly lastMs: number;
  /** The first picture after the last twin; twins must be older. Absent while every picture has one. */
  readonly brokenMs?: number;
}

export const NOTHING_FROZEN: FrozenState = {
  kept: [],
  clock: NO_CLOCK,
  noise: UNKNOWN_NOISE,
  ordinaryMs: 3000,
};

const KEPT_MS = 12_500;
const APART_MS = 900;
/** Closer pictures are alike in a live stream, too. */
const TWIN_MS = 1900;
/** After a longer gap nothing is known of what was before; the slowest streams have a picture in 5 s. */
const GAP_MS = 11_000;
/** Pictures that differ by less are the same, in grey levels squared; live ones of little noise differ by 0.15. */
const SAME = 0.05;
/**
 * Shares of the least noise of the live stream. Live pictures stay above 0.9 of it; stills that are encoded
 * again have twins at 0 to 0.3, and at low bitrates now and then only.
 */
const TWIN_NOISE = 0.4;
const ALIKE_NOISE = 0.7;
/** So long a still that has no twin at the moment is waited for. */
const HOLD_MS = 3000;
const LEAST_STILL_MS = 1900;
const BEYOND_ORDINARY = 1.5;
/** Longer ones were no habit of the encoder. */
const LONGEST_ORDINARY_MS = 12_000;
const FORGET_MS = 600_000;
/** A change of the brightness by so many grey levels: lamps or the exposure; noise is another one then. */
const OTHER_LIGHT = 3;
/** Share of the cells that lamps may not reach; a crowd leaves more of them alone. */
const STEADY = 0.3;

/** `isDoubtful`: something else seems wrong with the picture; its noise says nothing then. */
export function stepFrozen(
  before: FrozenState,
  picture: HealthPicture,
  { mediaMs, isDoubtful }: { readonly mediaMs: number; readonly isDoubtful: boolean },
): { readonly state: FrozenState; readonly verdict: Verdict } {
  const small = thinned(picture);
  const known = sameStream(before, small.luma.length, mediaMs);
  const last = known.kept.at(-1);
  const stepMs = last === undefined ? 0 : mediaMs - last.mediaMs;
  const comparisons = known.kept.map((other) => compared(small, other));
  const latest = comparisons.at(-1);
  const clock =
    latest === undefined
      ? known.clock
      : noteChanges(known.clock, (cell) => isFlickering(latest, cell), mediaMs);
  const mask = clockMask(clock);
  const light = cellLight(small);
  const isOther = lightChange(light, known.kept[0]?.light) > OTHER_LIGHT;
  const learntNoise = isOther || isDoubtful ? UNKNOWN_NOISE : known.noise;
  const least = leastNoise(learntNoise);
  const unmoved = comparisons.filter((one) => isUnmoved(one, mask));
  const run = nextRun(known.run, unmoved, { least, mediaMs });
  const kept = keptWith(known.kept, { mediaMs, picture: small, light });
  const ordinaryMs = ordinary(known, run, stepMs);
  const noise =
    run === undefined ? learnt(learntNoise, comparisons, { mediaMs, stepMs }) : learntNoise;
  const state: FrozenState = { kept, clock, noise, ordinaryMs, ...(run && { run }) };
  return { state, verdict: verdict(state, mediaMs) };
}

function sameStream(before: FrozenState, pixels: number, mediaMs: number): FrozenState {
  const last = before.kept.at(-1);
  if (last === undefined) return before;
  const stepMs = mediaMs - last.mediaMs;
  const isSame = last.picture.luma.length === pixels && stepMs > 0 && stepMs < GAP_MS;
  return isSame ? before : { ...NOTHING_FROZEN, ordinaryMs: before.ordinaryMs };
}

/** A second apart and not too old, but for the newest. */
function keptWith(before: readonly KeptPicture[], next: KeptPicture): readonly KeptPicture[] {
  const [last, other] = [before.at(-1), before.at(-2)];
  const isClose = last && other && last.mediaMs - other.mediaMs < APART_MS;
  return [...(isClose ? before.slice(0, -1) : before), next].filter(
    ({ mediaMs }) => mediaMs >= next.mediaMs - KEPT_MS,
  );
}

/** The run of stills that the present picture belongs to, if any. */
function nextRun(
  run: Run | undefined,
  unmoved: readonly Comparison[],
  { least, mediaMs }: { readonly least: number; readonly mediaMs: number },
): Run | undefined {
  const twinLimit = Math.max(SAME, TWIN_NOISE * least);
  const alikeLimit = Math.max(SAME, ALIKE_NOISE * least);
  const old = unmoved.filter((one) => one.mediaMs <= mediaMs - TWIN_MS);
  if (run === undefined) {
    if (!old.some((one) => one.noise <= twinLimit)) return undefined;
    const since = unmoved.find((one) => one.noise <= alikeLimit);
    return { sinceMs: since?.mediaMs ?? mediaMs, lastMs: mediaMs };
  }
  const { brokenMs = mediaMs, ...whole } = run;
  const isTwin = (one: Comparison) => one.mediaMs < brokenMs && one.noise <= alikeLimit;
  if (unmoved.some(isTwin)) return { ...whole, lastMs: mediaMs };
  const isHeld = unmoved.length > 0 && mediaMs - brokenMs < HOLD_MS;
  if (isHeld) return { ...whole, brokenMs };
  const after = unmoved.filter((one) => one.mediaMs >= brokenMs);
  return nextRun(undefined, after, { least, mediaMs });
}

/** A run that ended by itself was a habit of the stream. */
function ordinary(
  { ordinaryMs, run: before }: FrozenState,
  run: Run | undefined,
  stepMs: number,
): number {
  const faded = ordinaryMs * Math.exp(-stepMs / FORGET_MS);
  if (before === undefined || before.sinceMs === run?.sinceMs) return before ? ordinaryMs : faded;
  const lasted = before.lastMs - before.sinceMs;
  return lasted > LONGEST_ORDINARY_MS ? faded : Math.max(faded, lasted);
}

function learnt(
  noise: LiveNoise,
  comparisons: readonly Comparison[],
  { mediaMs, stepMs }: { readonly mediaMs: number; readonly stepMs: number },
): LiveNoise {
  const old = comparisons.filter((one) => one.mediaMs <= mediaMs - TWIN_MS);
  if (old.length === 0) return noise;
  return noteNoise(noise, Math.min(...old.map((one) => one.noise)), stepMs);
}

/** How much brighter or darker all but `STEADY` of the cells are, at least: what moves does not count. */
function lightChange(light: Float32Array, before: Float32Array | undefined): number {
  if (before === undefined) return 0;
  return quantile(
    light.map((value, cell) => Math.abs(value - (before[cell] as number))),
    STEADY,
  );
}

function verdict({ run, ordinaryMs }: FrozenState, mediaMs: number): Verdict {
  if (run === undefined) return { bad: false };
  const stillMs = mediaMs - run.sinceMs;
  if (stillMs < Math.max(LEAST_STILL_MS, BEYOND_ORDINARY * ordinaryMs)) return { bad: false };
  return { bad: true, sinceMs: run.sinceMs, facts: { stillMs: Math.round(stillMs) } };
}
