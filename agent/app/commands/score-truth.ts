import * as z from 'zod';
import type { TruthFile } from '../../core/scoring/truth.ts';
import { parseYaml, showProblem } from '../../lib/checked-yaml.ts';
import { inWords } from '../../lib/zod-words.ts';

const HALF_A_PICTURE = 0.5;
const MOST_MS = 400 * 86_400_000;

const edge = z
  .number()
  .min(
    -HALF_A_PICTURE,
    'is a share of the picture: 0 is its left or top edge, 1 the other (not pixels)',
  )
  .max(1 + HALF_A_PICTURE, 'is a share of the picture: 0 to 1 (not pixels)');
const moment = z.number().min(0).max(MOST_MS);

const place = z
  .strictObject({
    atMs: z.number(),
    box: z
      .strictObject({ left: edge, top: edge, right: edge, bottom: edge })
      .refine(({ left, right }) => right > left, 'right must be greater than left')
      .refine(({ top, bottom }) => bottom > top, 'bottom must be greater than top (y goes down)'),
  })
  .readonly();

const episode = z
  .strictObject({
    id: z.string().min(1),
    kind: z.string().min(1),
    zone: z.string().min(1).optional(),
    fromMs: z.number(),
    confirmMs: z.number().optional(),
    toMs: z.number().optional(),
    places: z
      .array(place)
      .min(1)
      .refine(
        (places) => places.every(({ atMs }, at) => at === 0 || atMs > (places[at - 1]?.atMs ?? 0)),
        'write the places in the order of their atMs',
      ),
    plate: z.string().min(1).optional(),
    load: z.string().min(1).optional(),
    cover: z.string().min(1).optional(),
  })
  .superRefine(({ fromMs, confirmMs, toMs }, context) => {
    const late = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (confirmMs !== undefined && confirmMs < fromMs)
      late('confirmMs', 'must not be before fromMs');
    if (toMs !== undefined && toMs < fromMs) late('toMs', 'must not be before fromMs');
    if (toMs !== undefined && confirmMs !== undefined && confirmMs > toMs)
      late('confirmMs', 'is after toMs: what left in time has no confirmMs; leave it out');
  });

const truthSchema = z
  .strictObject({
    version: z.literal(1),
    camera: z.string().min(1),
    startUtc: z.iso.datetime({
      offset: true,
      error: 'write a time with zone, such as 2026-05-01T08:00:00+08:00',
    }),
    durationMs: moment.positive('must be more than 0'),
    video: z.string().min(1).optional(),
    kinds: z.array(z.string().min(1)).min(1),
    episodes: z.array(episode),
  })
  .superRefine(({ kinds, episodes }, context) => {
    const ids = new Set<string>();
    for (const [index, { id, kind }] of episodes.entries()) {
      const issue = (key: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['episodes', index, key], message });
      if (!kinds.includes(kind)) issue('kind', 'is not in kinds: add it there, or correct it');
      if (ids.has(id)) issue('id', 'stands here twice: give each episode a name of its own');
      ids.add(id);
    }
  });

export type ReadTruth =
  | { readonly ok: true; readonly truth: TruthFile }
  | { readonly ok: false; readonly problems: readonly string[] };

/** A truth file; else every problem as `file:line:col: setting: message`. Never throws. */
export function readTruth(text: string, file: string): ReadTruth {
  const json = plainJson(text);
  const checked = truthSchema.safeParse(json, { error: inWords });
  if (checked.success) return { ok: true, truth: withoutGaps(checked.data) };
  // again as YAML, of which JSON is a part: slower, but it knows the places
  const loaded = parseYaml(truthSchema, text);
  if (loaded.ok) return { ok: true, truth: withoutGaps(loaded.value) };
  return { ok: false, problems: loaded.problems.map((problem) => showProblem(file, problem)) };
}

function plainJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** zod writes `| undefined` where a setting may be absent; what is absent in JSON has no key either. */
function withoutGaps(read: z.output<typeof truthSchema>): TruthFile {
  return read as TruthFile;
}
