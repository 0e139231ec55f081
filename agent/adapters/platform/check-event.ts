import * as z from 'zod';

const SHA256 = z.string().regex(/^[0-9a-f]{64}$/);
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The parts of an event that a platform needs; whatever else is in it is let through. */
const eventSchema = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().regex(UUID_V7, 'is no UUIDv7'),
  source: z.string().min(1),
  type: z.string().regex(/^streetwarden\.[a-z]+\.[a-z-]+\.v1$/, 'is no type of this agent'),
  subject: z.string().min(1).optional(),
  time: z.iso.datetime({ offset: true }),
  datacontenttype: z.literal('application/json'),
  sequence: z.string().regex(/^\d{10,}$/),
  partitionkey: z.string().min(1),
  data: z.looseObject({
    kind: z.string().optional(),
    stage: z.string().optional(),
    evidenceUse: z.enum(['clue', 'penalty']).optional(),
    camera: z.string().optional(),
    zone: z.looseObject({ id: z.string() }).optional(),
    facts: z.record(z.string(), z.unknown()).optional(),
    plate: z.looseObject({ text: z.string(), confidence: z.number().min(0).max(1) }).optional(),
    message: z.string().optional(),
    evidence: z
      .looseObject({
        packageId: z.string(),
        manifestSha256: SHA256,
        media: z.array(z.looseObject({ sha256: SHA256, uri: z.string() })),
      })
      .optional(),
    sha256: SHA256.optional(),
    uri: z.string().optional(),
    name: z.string().optional(),
  }),
});

export type PlatformEvent = z.output<typeof eventSchema>;

export type Checked =
  | { readonly ok: true; readonly event: PlatformEvent }
  | { readonly ok: false; readonly id?: string; readonly problem: string };

/** Whether a message is an event of an agent; the first problem otherwise. Never throws. */
export function checkEvent(body: string): Checked {
  const json = readJson(body);
  const read = eventSchema.safeParse(json);
  if (read.success) return { ok: true, event: read.data };
  const id =
    typeof json === 'object' && json !== null && 'id' in json && typeof json.id === 'string'
      ? json.id
      : undefined;
  const [issue] = read.error.issues;
  return {
    ok: false,
    problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no JSON object'}`,
    ...(id !== undefined && { id }),
  };
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
