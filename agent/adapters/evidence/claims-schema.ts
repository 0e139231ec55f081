import * as z from 'zod';
import type { ClaimedRule, Claims } from '../../core/rederive/claims.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const pixels = z.int().min(0).max(65_535);
const box = z.object({ left: z.number(), top: z.number(), right: z.number(), bottom: z.number() });
const rect = z.object({ left: pixels, top: pixels, width: pixels.min(1), height: pixels.min(1) });
const colour = z.object({
  matrix: z.enum(['bt709', 'bt601', 'bt2020']),
  range: z.enum(['tv', 'pc']),
});
const decoded = z.object({
  sha256: hash,
  pixFmt: z.string(),
  width: pixels,
  height: pixels,
  colour,
});
const sight = z.object({ label: z.string(), score: z.number(), box });
const source = z.object({
  mediaMs: z.number(),
  toMediaMs: z.number().exactOptional(),
  lagMs: z.number().exactOptional(),
});

const media = z.object({
  id: z.string(),
  role: z.string(),
  mime: z.string(),
  width: pixels,
  height: pixels,
  file: z.string(),
  source: source.exactOptional(),
  clip: z.string().exactOptional(),
  decoded: decoded.exactOptional(),
  rect: rect.exactOptional(),
  sight: sight.exactOptional(),
  derivedFrom: z.array(z.string()).exactOptional(),
});

const named = z.object({ name: z.string(), version: z.string().exactOptional(), sha256: hash });
const detector = named.extend({
  stream: z.enum(['main', 'sub']).exactOptional(),
  views: z
    .array(z.object({ id: z.string(), source: box }))
    .min(1)
    .max(64)
    .exactOptional(),
  readers: z.array(named).max(16).exactOptional(),
});

const point = z.tuple([z.number(), z.number()]);
const kinds = [
  ...(['sidewalk', 'parking-bay', 'road', 'greenbelt', 'shopfront', 'permitted-market'] as const),
  ...(['site-gate', 'ignore'] as const),
] as const;
const zones = z
  .array(z.object({ id: z.string(), kind: z.enum(kinds), polygon: z.array(point).min(3) }))
  .max(256);
const labels = z.array(z.string()).max(1000);
const base = { id: z.string(), violation: z.string(), labels, minScore: z.number(), zones };
const stay = {
  ...{ ...base, except: zones, overlap: z.number() },
  ...{ settleMs: z.number(), dwellMs: z.number(), absenceMs: z.number() },
};
const part = z.object({
  name: z.string(),
  labels,
  min: z.number(),
  impliedBy: labels.exactOptional(),
});

const rule = z.discriminatedUnion('type', [
  z.object({ type: z.literal('dwell'), ...stay }),
  z.object({ type: z.literal('group'), ...stay, parts: z.array(part).max(64), reach: z.number() }),
  z.object({
    ...{ type: z.literal('attribute'), ...base, when: z.record(z.string(), labels) },
    ...{ minLooks: z.number(), posterior: z.number(), lateMs: z.number() },
  }),
]) satisfies z.ZodType<ClaimedRule>;

const times = z.object({
  sinceMediaMs: z.number(),
  suspectedMediaMs: z.number(),
  confirmedMediaMs: z.number(),
});

const n = z.number();
const facts = z.object({
  label: z.string().exactOptional(),
  box: z.tuple([n, n, n, n]).exactOptional(),
  fromMs: n.exactOptional(),
  toMs: n.exactOptional(),
  zonePlacement: z.object({ xx: n, xy: n, x0: n, yx: n, yy: n, y0: n }).exactOptional(),
});

const manifest = z.object({
  media: z.array(media),
  model: z.unknown(),
  rule: z.object({ parameters: z.unknown() }).optional(),
  timeline: z.unknown(),
});

/**
 * What a manifest and its facts claim that can be derived again. Parts that do not say enough for that (older
 * packages, other kinds of rules) are left out; undefined where not even the media can be read.
 */
export function readClaims(manifestJson: unknown, factsJson: unknown): Claims | undefined {
  const whole = manifest.safeParse(manifestJson);
  if (!whole.success) return undefined;
  const model = detector.safeParse(whole.data.model).data;
  const judged = rule.safeParse(whole.data.rule?.parameters).data;
  const timeline = times.safeParse(whole.data.timeline).data;
  return {
    media: whole.data.media,
    facts: z.object({ facts }).safeParse(factsJson).data?.facts ?? {},
    ...(model !== undefined && { model }),
    ...(judged !== undefined && { rule: judged }),
    ...(timeline !== undefined && { times: timeline }),
  };
}
