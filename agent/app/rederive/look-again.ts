import { streamMs } from '../../core/evidence/clip-of.ts';
import type { Box } from '../../core/geometry/box.ts';
import { type Check, open } from '../../core/rederive/check.ts';
import type { ClaimedRule, Claims } from '../../core/rederive/claims.ts';
import {
  followedBack,
  followSubject,
  judgeState,
  type PassageBox,
} from '../../core/rederive/judge-state.ts';
import type { LookAnswer } from '../../core/rules/rule.ts';
import type { AttributeReader, Detector } from '../../ports/detector.ts';
import { cropLook } from '../look-crop.ts';
import { detectAgain } from './detect-again.ts';
import type { Film } from './films.ts';
import { inWords, type ModelsByHash } from './models-by-hash.ts';
import type { Located } from './photo-checks.ts';

type StateRule = Extract<ClaimedRule, { type: 'attribute' }>;

/** Looks lie at least so far apart, and are so many at most: as many as tell. */
const EVERY_MS = 250;
const MOST_LOOKS = 12;

interface Passage {
  readonly rule: StateRule;
  readonly claims: Claims;
  /** The picture in which the subject's box was signed. */
  readonly at: Located;
  /** The first photograph, where it is in the same clip. */
  readonly first: Located | undefined;
  readonly box: Box;
}

/** Reads the states of what passes again, in pictures of its clip, and judges the rule by them. */
export async function judgePassage(
  passage: Passage,
  detector: Detector,
  models: ModelsByHash,
): Promise<Check[]> {
  const { rule, claims, at, first, box } = passage;
  const claimed = claims.model?.readers ?? [];
  if (claimed.length === 0)
    return [open('rule', 'the manifest names no reader of states: an older agent made it')];
  const indices = passagePictures(passage);
  const pictures = await detectAgain(at.film, indices, detector, claims.model?.views);
  const signed = { timeMs: timeOf(at.film, at.index), box };
  const boxes = followSubject(vehiclesLike(rule.labels, detector), signed, pictures);
  const checks = first === undefined ? [] : [followedBack({ ...first, id: first.photo.id }, boxes)];
  const looks: LookAnswer[] = [];
  for (const one of claimed) {
    const opened = await models.reader(one);
    if ('check' in opened) return [...checks, opened.check];
    looks.push(...(await read(at.film, boxes, opened.model)));
  }
  return [...checks, ...judgeState(rule, looks, claimed.map(inWords).join(', '))];
}

/** From far the model may call it by another name of its kind. */
function vehiclesLike(labels: readonly string[], { info: { exclusive = [] } }: Detector): string[] {
  const kinds = exclusive.filter((kind) => kind.some((label) => labels.includes(label)));
  return [...labels, ...kinds.flat()];
}

/** Pictures of the passage, evenly, that of the decision among them. */
function passagePictures({ at, first, claims: { facts } }: Passage): number[] {
  const { film, index, photo } = at;
  const { frames } = film.frames;
  const toClipMs = (mediaMs: number) =>
    mediaMs + (photo.source?.lagMs ?? 0) - (film.media.source ? streamMs(film.media.source) : 0);
  const atMs = timeOf(film, index);
  const fromMs = facts.fromMs === undefined ? atMs : toClipMs(facts.fromMs);
  const toMs = facts.toMs === undefined ? atMs : toClipMs(facts.toMs);
  const stepMs = Math.max(EVERY_MS, (toMs - fromMs) / MOST_LOOKS);
  const chosen: number[] = [];
  let nextMs = fromMs;
  for (const frame of frames) {
    const due = frame.timeMs >= nextMs && frame.timeMs <= toMs;
    if (due) nextMs = frame.timeMs + stepMs;
    if (due || frame.index === index || frame.index === first?.index) chosen.push(frame.index);
  }
  return chosen;
}

async function read(
  { decoder, frames }: Film,
  boxes: readonly PassageBox[],
  reader: AttributeReader,
): Promise<LookAnswer[]> {
  const looks: LookAnswer[] = [];
  for (const { index, timeMs, box } of boxes) {
    // one at a time: of a 4K camera each is 25 MB
    const [pixels] = await decoder.stills([index], frames);
    if (pixels === undefined) continue;
    const crop = await cropLook({ pixels, size: frames.size }, box);
    for (const reading of await reader.read(crop))
      looks.push({ trackId: 0, atMs: timeMs, box, quality: crop.quality, ...reading });
  }
  return looks;
}

function timeOf({ frames: { frames } }: Film, index: number): number {
  return frames[index]?.timeMs ?? 0;
}
