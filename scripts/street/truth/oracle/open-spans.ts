import { hours } from '../../../../agent/config/units.ts';
import type { Hours } from '../../../../agent/core/geometry/zone.ts';
import { isOpen } from '../../../../agent/core/rules/schedule.ts';
import type { Scenario } from '../../world/scenario.ts';
import { joined, type Span } from './ideal.ts';

const MINUTE_MS = 60_000;
/** China has one time zone. */
const EAST_MS = 8 * 60 * MINUTE_MS;

type Clock = Pick<Scenario, 'startUtcMs' | 'durationMs'>;

/** When hours hold, within the scenario's time; always, where there are none. Hours turn on full minutes. */
export function openSpans(
  { startUtcMs, durationMs }: Clock,
  open: readonly Hours[] | undefined,
): Span[] {
  if (open === undefined) return [{ fromMs: 0, toMs: durationMs }];
  const found: Span[] = [];
  const first = Math.floor(startUtcMs / MINUTE_MS) * MINUTE_MS - startUtcMs;
  for (let atMs = first; atMs < durationMs; atMs += MINUTE_MS) {
    const local = new Date(startUtcMs + atMs + EAST_MS);
    const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
    const date = local.toISOString().slice(0, 10);
    if (isOpen(open, undefined, { date, weekday: local.getUTCDay(), minute }))
      found.push({ fromMs: Math.max(0, atMs), toMs: Math.min(durationMs, atMs + MINUTE_MS) });
  }
  return joined(found, 0);
}

/** Hours as a zone writes them. */
export function hoursOf(text: string | undefined): readonly Hours[] | undefined {
  return text === undefined ? undefined : [hours.parse(text)];
}
