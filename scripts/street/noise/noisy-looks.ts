import { iou } from '../../../agent/core/geometry/iou.ts';
import type { LookAnswer } from '../../../agent/core/rules/rule.ts';
import type { Track } from '../../../agent/core/tracking/track.ts';
import { area, type Shot, worthALook } from '../../../agent/core/vision/best-shots.ts';
import { cropQuality, wholeness } from '../../../agent/core/vision/crop-quality.ts';
import type { TruthFrame, TruthObject } from '../truth/frame.ts';
import type { Random } from './chance.ts';
import { type Bias, insight, type LookNoise, passageBias, readStates } from './look-noise.ts';
import type { Seeing } from './noisy-detections.ts';

/** Looks under way and what is known of the objects looked at. Bound: the tracks now followed. */
export interface LooksState {
  readonly shots: ReadonlyMap<number, Shot>;
  readonly biases: ReadonlyMap<string, Bias>;
  /** Answers that have not come yet. */
  readonly coming: readonly { readonly dueMs: number; readonly answer: LookAnswer }[];
}

export const NO_LOOKS: LooksState = { shots: new Map(), biases: new Map(), coming: [] };

/** Labels whose tracks are looked at, and how many looks may wait at once (agent/app/looks.ts). */
export interface LookPlan {
  readonly labels: readonly string[];
  readonly maxWaiting: number;
}

/**
 * Offers the tracks of one moment to be looked at, as the agent does, and gives the answers that have come
 * by then: those of earlier moments, 0.2 to 5 s late.
 */
export function noisyLooks(
  noise: LookNoise,
  plan: LookPlan,
  before: LooksState,
  seen: { readonly frame: TruthFrame; readonly tracks: readonly Track[]; readonly seeing: Seeing },
  random: Random,
): { readonly state: LooksState; readonly answers: readonly LookAnswer[] } {
  const { frame, tracks, seeing } = seen;
  const coming = before.coming.filter(({ dueMs }) => dueMs > frame.atMs);
  const answers = before.coming
    .filter(({ dueMs }) => dueMs <= frame.atMs)
    .map(({ answer }) => answer);
  const shots = new Map<number, Shot>();
  const biases = new Map<string, Bias>();
  for (const track of tracks) {
    const last = before.shots.get(track.id);
    const wanted = plan.labels.some((label) => (track.labels[label] ?? 0) > 0);
    const waiting = new Set(coming.map(({ answer }) => `${answer.trackId}@${answer.atMs}`)).size;
    if (!wanted || waiting >= plan.maxWaiting || !worthALook(track, last, frame.atMs)) {
      if (last) shots.set(track.id, last);
      continue;
    }
    shots.set(track.id, {
      atMs: frame.atMs,
      area: area(track.box),
      count: (last?.count ?? 0) + 1,
    });
    const object = objectUnder(frame, track);
    const key = object?.actor ?? `nothing ${track.id}`;
    const bias = biases.get(key) ?? before.biases.get(key) ?? passageBias(random);
    biases.set(key, bias);
    coming.push(...lookAt(noise, { track, object, bias, atMs: frame.atMs, seeing }, random));
  }
  for (const { actor } of frame.objects) {
    const bias = before.biases.get(actor);
    if (bias && !biases.has(actor)) biases.set(actor, bias);
  }
  return { state: { shots, biases, coming }, answers };
}

/** The object that the track's box lies on best. */
function objectUnder({ objects }: TruthFrame, { box }: Track): TruthObject | undefined {
  let best: TruthObject | undefined;
  let most = 0.3;
  for (const object of objects) {
    const overlap = iou(object.box, box);
    if (overlap > most) [best, most] = [object, overlap];
  }
  return best;
}

interface Taken {
  readonly track: Track;
  readonly object: TruthObject | undefined;
  readonly bias: Bias;
  readonly atMs: number;
  readonly seeing: Seeing;
}

function lookAt(noise: LookNoise, taken: Taken, random: Random): LooksState['coming'] {
  const { track, object, bias, atMs, seeing } = taken;
  const { size, light } = seeing;
  const { left, right, top, bottom } = track.box;
  const shortPx = Math.min((right - left) * size.width, (bottom - top) * size.height);
  const dark = light === 'night' || light === 'infrared';
  const blur = 1 + (object?.speed ?? 0) * (dark ? 0.25 : 0.08);
  const sharpness = (300 * (0.6 + 0.8 * random())) / blur;
  const quality = cropQuality({ shortSidePx: shortPx, sharpness, whole: wholeness(track.box) });
  const down = object && taken.seeing.downOn?.(object);
  const see = { insight: object ? insight(noise, object, { shortPx, light, down }) : 0, bias };
  const [least, most] = noise.delayMs;
  const dueMs = atMs + least + (most - least) * random() ** 2;
  return (['load', 'cover'] as const).map((attribute) => {
    const states = readStates(noise, attribute, object ?? {}, see, random);
    return { dueMs, answer: { trackId: track.id, atMs, attribute, states, quality } };
  });
}
