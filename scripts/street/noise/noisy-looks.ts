import { iou } from '../../../agent/core/geometry/iou.ts';
import type { LookAnswer } from '../../../agent/core/rules/rule.ts';
import type { Track } from '../../../agent/core/tracking/track.ts';
import { cropQuality, wholeness } from '../../../agent/core/vision/crop-quality.ts';
import {
  hasOneOf,
  type Pick,
  type Picking,
  pickShots,
} from '../../../agent/core/vision/pick-shots.ts';
import type { TruthFrame, TruthObject } from '../truth/frame.ts';
import type { Random } from './chance.ts';
import { insight, type LookNoise, type Luck, nextLuck, readStates } from './look-noise.ts';
import type { Seeing } from './noisy-detections.ts';

/** Looks under way and how lucky the reader is with each object. Bound: the objects of the picture. */
export interface LooksState {
  readonly picking: Picking;
  readonly lucks: ReadonlyMap<string, Luck>;
  /** Answers that have not come yet. */
  readonly coming: readonly { readonly dueMs: number; readonly answer: LookAnswer }[];
}

export const NO_LOOKS: LooksState = { picking: new Map(), lucks: new Map(), coming: [] };

/** Labels whose tracks are looked at, and how many looks may wait at once (agent/app/looks.ts). */
export interface LookPlan {
  readonly labels: readonly string[];
  readonly maxWaiting: number;
}

interface Moment {
  readonly frame: TruthFrame;
  readonly tracks: readonly Track[];
  readonly seeing: Seeing;
}

/**
 * Offers the tracks of one moment to be looked at, as the agent does, and gives the answers that have come
 * by then: those of earlier moments, 0.2 to 5 s late.
 */
export function noisyLooks(
  noise: LookNoise,
  { labels, maxWaiting }: LookPlan,
  before: LooksState,
  { frame, tracks, seeing }: Moment,
  random: Random,
): { readonly state: LooksState; readonly answers: readonly LookAnswer[] } {
  const { atMs } = frame;
  const { frameAt = () => frame } = seeing;
  const { picking, picks } = pickShots(before.picking, { tracks, wanted: hasOneOf(labels) }, atMs);
  const coming = before.coming.filter(({ dueMs }) => dueMs > atMs);
  const lucks = new Map([...before.lucks].filter(([, { atMs: at }]) => atMs - at < FORGET_MS));
  const free = maxWaiting - new Set(coming.map(({ answer }) => nameOf(answer))).size;
  const wanted = picks.toSorted((a, b) => b.worth - a.worth).slice(0, Math.max(0, free));
  for (const pick of wanted.toSorted((a, b) => a.atMs - b.atMs)) {
    const object = objectUnder(frameAt(pick.atMs), pick);
    const key = object?.actor ?? `nothing ${pick.trackId}`;
    const luck = nextLuck(noise, lucks.get(key), pick.atMs, random);
    lucks.set(key, luck);
    coming.push(...lookAt(noise, { pick, object, luck, atMs, seeing }, random));
  }
  const answers = before.coming.filter(({ dueMs }) => dueMs <= atMs).map(({ answer }) => answer);
  return { state: { picking, lucks, coming }, answers };
}

/** Nothing is looked at so long after it was in view. */
const FORGET_MS = 120_000;

function nameOf({ trackId, atMs }: LookAnswer): string {
  return `${trackId}@${atMs}`;
}

/** The object that the box lies on best. */
function objectUnder({ objects }: TruthFrame, { box }: Pick): TruthObject | undefined {
  let best: TruthObject | undefined;
  let most = 0.3;
  for (const object of objects) {
    const overlap = iou(object.box, box);
    if (overlap > most) [best, most] = [object, overlap];
  }
  return best;
}

interface Taken {
  readonly pick: Pick;
  readonly object: TruthObject | undefined;
  readonly luck: Luck;
  /** When it was picked. */
  readonly atMs: number;
  readonly seeing: Seeing;
}

function lookAt(noise: LookNoise, taken: Taken, random: Random): LooksState['coming'] {
  const { pick, object, luck, atMs: nowMs, seeing } = taken;
  const { box, trackId, atMs } = pick;
  const { size, light } = seeing;
  const { left, right, top, bottom } = box;
  const shortPx = Math.min((right - left) * size.width, (bottom - top) * size.height);
  const dark = light === 'night' || light === 'infrared';
  const blur = 1 + (object?.speed ?? 0) * (dark ? 0.25 : 0.08);
  const sharpness = (300 * (0.6 + 0.8 * random())) / blur;
  const quality = cropQuality({ shortSidePx: shortPx, sharpness, whole: wholeness(box) });
  const down = object && taken.seeing.downOn?.(object);
  const see = { insight: object ? insight(noise, object, { shortPx, light, down }) : 0, luck };
  const [least, most] = noise.delayMs;
  const dueMs = nowMs + least + (most - least) * random() ** 2;
  return (['load', 'cover'] as const).map((attribute) => {
    const states = readStates(noise, attribute, object ?? {}, see);
    return { dueMs, answer: { trackId, atMs, attribute, states, quality } };
  });
}
