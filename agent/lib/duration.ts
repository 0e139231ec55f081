import * as z from 'zod';

const MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const HOW = 'write a duration such as 500ms, 30s, 5m, 2h or 7d';

/** Reads '30s' as 30000 (milliseconds). */
export const durationMs = z
  .string({ error: HOW })
  .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, HOW)
  .transform((text) => {
    const unit = text.replace(/^[\d.]+/, '') as keyof typeof MS;
    return Number.parseFloat(text) * MS[unit];
  });

/** A duration between two others, each written as text, e.g. `durationBetween('1s', '10m')`. */
export function durationBetween(least: string, most: string) {
  const [min, max] = [durationMs.parse(least), durationMs.parse(most)];
  return durationMs.refine(
    (ms) => ms >= min && ms <= max,
    `write a duration from ${least} to ${most}`,
  );
}
