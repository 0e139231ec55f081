import * as z from 'zod';
import { checkEvent, type PlatformEvent } from '../../adapters/platform/check-event.ts';
import type { ScoredEvent } from '../../core/scoring/scored.ts';

const VIOLATION = 'streetwarden.violation.';

/** What scoring reads of a violation event. */
const violation = z.object({
  kind: z.string(),
  camera: z.string(),
  stage: z.enum(['suspected', 'confirmed', 'updated', 'cleared']),
  plate: z.object({ text: z.string() }).optional(),
  facts: z.looseObject({
    box: z.tuple([z.number(), z.number(), z.number(), z.number()], {
      error: 'expected left, top, right and bottom in shares of the picture',
    }),
    dwellMs: z.number().optional(),
    toMs: z.number().optional(),
    outcome: z.string().optional(),
    plate: z.string().optional(),
    states: z.record(z.string(), z.looseObject({ state: z.string() })).optional(),
  }),
});

export interface ReadEvents {
  readonly events: readonly ScoredEvent[];
  /** `file:line: what is wrong`. */
  readonly problems: readonly string[];
  /** Lines that hold an event, of whatever type. */
  readonly lines: number;
}

/** CloudEvents, one per line; empty lines and events that are no violations are passed over. Never throws. */
export function readEvents(text: string, file: string): ReadEvents {
  const events: ScoredEvent[] = [];
  const problems: string[] = [];
  let lines = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    lines += 1;
    const read = readLine(line);
    if (read === undefined) continue;
    if (typeof read === 'string') problems.push(`${file}:${index + 1}: ${read}`);
    else events.push(read);
  }
  return { events, problems, lines };
}

/** The event; a sentence where the line is none; undefined where it is of no violation. */
function readLine(line: string): ScoredEvent | string | undefined {
  const checked = checkEvent(line);
  if (!checked.ok)
    return `expected one CloudEvent, as replay --json prints them; ${checked.problem.replace(/^: /, '')}`;
  const { event } = checked;
  if (!event.type.startsWith(VIOLATION)) return undefined;
  const read = violation.safeParse(event.data);
  if (read.success) return scored(event, read.data);
  const [issue] = read.error.issues;
  return `data.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is no violation'}`;
}

function scored(event: PlatformEvent, data: z.output<typeof violation>): ScoredEvent {
  const { kind, camera, stage, facts } = data;
  const [left, top, right, bottom] = facts.box;
  const { dwellMs, outcome, states, toMs } = facts;
  const atUtcMs = Date.parse(event.time);
  const plate = data.plate?.text ?? facts.plate;
  return {
    ...{ id: event.id, episode: event.subject ?? event.id, camera, kind, stage },
    atUtcMs,
    box: { left, top, right, bottom },
    // of what passes, the box is of the picture that decided, and so is the time
    ...(toMs !== undefined && stage !== 'cleared' && { boxUtcMs: atUtcMs }),
    ...(dwellMs !== undefined && { dwellMs }),
    ...(outcome !== undefined && { outcome }),
    ...(plate !== undefined && { plate }),
    ...(states !== undefined && {
      states: Object.fromEntries(Object.entries(states).map(([name, { state }]) => [name, state])),
    }),
  };
}
