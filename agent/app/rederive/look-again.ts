import { streamMs } from '../../core/evidence/clip-of.ts';
import type { Box } from '../../core/geometry/box.ts';
import { type Check, open } from '../../core/rederive/check.ts';
import type { ClaimedRule, Claims } from '../../core/rederive/claims.ts';
import type { HashedFrame } from '../../core/rederive/frame-hashes.ts';
import {
  followedTo,
  followSubject,
  judgeState,
  type PassageBox,
} from '../../core/rederive/judge-state.ts';
import { subjectIn } from '../../core/rederive/same-sight.ts';
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
  readonly film: Film;
  /** The photographs that lie in it. */
  readonly photos: readonly Located[];
  /** Where the subject was at the decision. */
  readonly box: Box;
  /** When that was, mediaMs. */
  readonly atMs: number;
}

/**
 * Finds what passed in the picture of the decision, follows it to the photographs, reads its states again in
 * pictures of the clip, and judges the rule by them.
 */
export async function judgePassage(
  passage: Passage,
  detector: Detector,
  models: ModelsByHash,
): Promise<Check[]> {
  const { rule, claims, film, photos, box } = passage;
  const decision = decisionOf(passage);
  const indices = passagePictures(passage, decision.index);
  const pictures = await detectAgain(film, indices, detector, claims.model?.views);
  const detections = pictures.find(({ index }) => index === decision.index)?.detections ?? [];
  const subject = { labels: rule.labels, box };
  const of = { id: `picture ${decision.index} of ${film.media.id}` };
  const kinds = { labels: alike(rule.labels, detector), box, timeMs: decision.timeMs };
  const boxes = followSubject(kinds, pictures);
  return [
    subjectIn(of, subject, detections, inWords(claims.model ?? detector.info)).check,
    ...photos.map(({ photo: { id }, index }) => followedTo({ id, index }, boxes)),
    ...(await statesAgain(passage, boxes, models)),
  ];
}

async function statesAgain(
  { rule, claims, film }: Passage,
  boxes: readonly PassageBox[],
  models: ModelsByHash,
): Promise<Check[]> {
  const readers = claims.model?.readers ?? [];
  if (readers.length === 0)
    return [open('rule', 'the manifest names no reader of states: an older agent made it')];
  const looks: LookAnswer[] = [];
  for (const one of readers) {
    const opened = await models.reader(one);
    if ('check' in opened) return [opened.check];
    looks.push(...(await read(film, boxes, opened.model)));
  }
  return judgeState(rule, looks, readers.map(inWords).join(', '));
}

/** From far the model may call it by another name of its kind. */
function alike(labels: readonly string[], { info: { exclusive = [] } }: Detector): string[] {
  const kinds = exclusive.filter((kind) => kind.some((label) => labels.includes(label)));
  return [...labels, ...kinds.flat()];
}

/** The picture of the decision. */
function decisionOf(passage: Passage): HashedFrame {
  const dueMs = inClip(passage, passage.atMs);
  const off = ({ timeMs }: HashedFrame) => Math.abs(timeMs - dueMs);
  const [nearest] = passage.film.frames.frames.toSorted((a, b) => off(a) - off(b));
  return nearest ?? { index: 0, timeMs: 0, sha256: '' };
}

/** Pictures of the passage, evenly; that of the decision and the photographs among them. */
function passagePictures(passage: Passage, decision: number): number[] {
  const { film, photos, claims, atMs } = passage;
  const fromMs = inClip(passage, claims.facts.fromMs ?? atMs);
  const toMs = inClip(passage, claims.facts.toMs ?? atMs);
  const stepMs = Math.max(EVERY_MS, (toMs - fromMs) / MOST_LOOKS);
  const wanted = new Set([decision, ...photos.map(({ index }) => index)]);
  const chosen: number[] = [];
  let nextMs = fromMs;
  for (const { index, timeMs } of film.frames.frames) {
    const due = timeMs >= nextMs && timeMs <= toMs;
    if (due) nextMs = timeMs + stepMs;
    if (due || wanted.has(index)) chosen.push(index);
  }
  return chosen;
}

/** A moment of the time line as a time of the clip, ms. */
function inClip({ film: { media }, photos: [photo] }: Passage, mediaMs: number): number {
  const lagMs = photo?.photo.source?.lagMs ?? 0;
  return mediaMs + lagMs - (media.source ? streamMs(media.source) : 0);
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
