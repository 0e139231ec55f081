import * as z from 'zod';

const MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const HOW = 'write a duration such as 500ms, 30s, 5m, 2h or 7d';

/** A number has most likely lost its unit: seconds, where these are within the bounds. */
function durationWithin(min: number, max: number) {
  const notText = ({ input }: { readonly input?: unknown }): string =>
    typeof input === 'number' && input * MS.s >= min && input * MS.s <= max
      ? `write ${input}s, not ${input}`
      : HOW;
  return z
    .string({ error: notText })
    .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, HOW)
    .transform((text) => {
      const unit = text.replace(/^[\d.]+/, '') as keyof typeof MS;
      return Number.parseFloat(text) * MS[unit];
    });
}

/** Reads '30s' as 30000 (milliseconds). */
export const durationMs = durationWithin(0, Number.POSITIVE_INFINITY);

/** A duration between two others, each written as text, e.g. `durationBetween('1s', '10m')`. */
export function durationBetween(least: string, most: string) {
  const [min, max] = [durationMs.parse(least), durationMs.parse(most)];
  return durationWithin(min, max).refine(
    (ms) => ms >= min && ms <= max,
    `write a duration from ${least} to ${most}`,
  );
}
