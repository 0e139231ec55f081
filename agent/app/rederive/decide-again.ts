import { type Check, note, open } from '../../core/rederive/check.ts';
import { type ClaimedMedia, type Claims, isOriginal } from '../../core/rederive/claims.ts';
import { partChecks } from '../../core/rederive/judge-parts.ts';
import { judgeStay, type Shown } from '../../core/rederive/judge-stay.ts';
import { boxOf, type Seen, seenAgain, subjectIn } from '../../core/rederive/same-sight.ts';
import type { Detection } from '../../core/vision/detection.ts';
import type { Detector } from '../../ports/detector.ts';
import { detectAgain } from './detect-again.ts';
import { judgePassage } from './look-again.ts';
import { inWords, type ModelsByHash } from './models-by-hash.ts';
import type { Located } from './photo-checks.ts';

/** Runs the named model on the photographs, and judges the rule by what it finds. */
export async function decisionChecks(
  claims: Claims,
  located: readonly Located[],
  models: ModelsByHash,
): Promise<Check[]> {
  const { model } = claims;
  if (model === undefined) return [open('model', 'the manifest names no model by its hash')];
  const opened = await models.detector(model);
  if ('check' in opened) return [opened.check];
  return await judge(
    { claims, located: located.filter(({ photo }) => isOriginal(photo)), models },
    opened.model,
  );
}

interface Case {
  readonly claims: Claims;
  readonly located: readonly Located[];
  readonly models: ModelsByHash;
}

interface SeenIn extends Partial<Shown> {
  readonly at: Located;
  readonly detections: readonly Detection[];
}

async function judge({ claims, located, models }: Case, detector: Detector): Promise<Check[]> {
  const { rule } = claims;
  const checks: Check[] = [];
  const seen: SeenIn[] = [];
  for (const at of located) {
    const [picture] = await detectAgain(at.film, [at.index], detector, claims.model?.views);
    const detections = picture?.detections ?? [];
    const one = look(at.photo, claims, detections);
    if (one !== undefined) checks.push(one.check);
    const sight = one?.sight;
    seen.push({ at, detections, ...(sight && { photo: at.photo, sight }) });
  }
  if (rule === undefined)
    return [...checks, note('rule', 'rules of this kind are not judged again by pictures')];
  const [first, last] = ['panorama-first', 'panorama-last'].map((role) =>
    seen.find(({ at: { photo } }) => photo.role === role),
  );
  if (rule.type !== 'attribute') {
    const parts = [first, last].flatMap((one) =>
      rule.type === 'group' && isShown(one) ? partChecks(rule, one, one.detections, claims) : [],
    );
    return [...checks, ...judgeStay(rule, [shownOnly(first), shownOnly(last)], claims), ...parts];
  }
  const photos = located.filter(({ film }) => film === last?.at.film);
  const { times } = claims;
  const box = boxOf(claims.facts.box);
  if (last === undefined || box === undefined || times === undefined)
    return [...checks, open('rule', 'the film of the decision, its moment or its box is missing')];
  const { film } = last.at;
  const passage = { rule, claims, film, photos, box, atMs: times.confirmedMediaMs };
  return [...checks, ...(await judgePassage(passage, detector, models))];
}

/** Whether the subject is found in a photograph; undefined where nothing says that it should be. */
function look(
  photo: ClaimedMedia,
  claims: Claims,
  detections: readonly Detection[],
): Seen | undefined {
  const { model, rule } = claims;
  const name = model === undefined ? 'the model' : inWords(model);
  const { sight } = photo;
  if (sight !== undefined) return seenAgain({ ...photo, sight }, detections, name, model?.stream);
  const box = boxOf(claims.facts.box);
  // what passes is looked for in the picture of the decision
  if (rule === undefined || rule.type === 'attribute' || box === undefined) return undefined;
  return subjectIn(photo, { labels: rule.labels, box }, detections, name);
}

function isShown(one: SeenIn | undefined): one is SeenIn & Shown {
  return one?.sight !== undefined && one.photo !== undefined;
}

function shownOnly(one: SeenIn | undefined): Shown | undefined {
  return isShown(one) ? one : undefined;
}
