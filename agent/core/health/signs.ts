import type { Verdict, Verdicts } from './condition.ts';
import { judgeCovered } from './covered.ts';
import { measureDetail } from './detail.ts';
import { judgeBlownOut, judgeDark } from './exposure.ts';
import { type FrozenState, NOTHING_FROZEN, stepFrozen } from './frozen.ts';
import { type GarbledState, NOTHING_GARBLED, stepGarbled } from './garbled.ts';
import type { HealthPicture } from './health-picture.ts';
import { learnOrdinary, NOTHING_ORDINARY, type Ordinary } from './ordinary.ts';
import { isAllSoft, judgeBlurred, measureSharpness } from './sharpness.ts';

export interface SignsState {
  /** Half a megabyte of pictures; not worth storing. */
  readonly frozen: FrozenState;
  readonly garbled: GarbledState;
  readonly ordinary: Ordinary;
}

export const INITIAL_SIGNS: SignsState = {
  frozen: NOTHING_FROZEN,
  garbled: NOTHING_GARBLED,
  ordinary: NOTHING_ORDINARY,
};

/**
 * What the picture at `mediaMs` says about the camera, all conditions of the picture itself. To be called
 * once or twice a second; a stream that is slower with each of its pictures.
 */
export function stepSigns(
  before: SignsState,
  picture: HealthPicture,
  mediaMs: number,
): { readonly state: SignsState; readonly verdicts: Verdicts } {
  const detail = measureDetail(picture);
  const sharpness = measureSharpness(detail);
  const garbled = stepGarbled(before.garbled, before.ordinary, { picture, detail, mediaMs });
  const looks = foremost({
    garbled: garbled.verdict,
    dark: judgeDark(detail),
    'blown-out': judgeBlownOut(detail),
    covered: judgeCovered(before.ordinary, detail, isAllSoft(before.ordinary, sharpness)),
    blurred: judgeBlurred(before.ordinary, sharpness),
  });
  const isDoubtful = Object.values(looks).some(({ bad }) => bad);
  const frozen = stepFrozen(before.frozen, picture, { mediaMs, isDoubtful });
  const seen = { detail, colour: picture.colour, ...(sharpness !== undefined && { sharpness }) };
  const ordinary = learnOrdinary(before.ordinary, seen, { mediaMs, isDoubtful });
  return {
    state: { frozen: frozen.state, garbled: garbled.state, ordinary },
    verdicts: { frozen: frozen.verdict, ...looks },
  };
}

/** One cause has one name: what is bad first hides what follows from it. */
function foremost<K extends string>(verdicts: Record<K, Verdict>): Record<K, Verdict> {
  let found = false;
  const named = Object.entries<Verdict>(verdicts).map(([kind, verdict]) => {
    const bad = verdict.bad && !found;
    found ||= verdict.bad;
    return [kind, { ...verdict, bad }] as const;
  });
  return Object.fromEntries(named) as Record<K, Verdict>;
}
