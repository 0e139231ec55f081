import type { Condition, Verdicts } from '../../../agent/core/health/condition.ts';

export interface Said {
  readonly mediaMs: number;
  readonly verdicts: Verdicts;
}

export interface Alarm {
  readonly condition: Condition;
  readonly mediaMs: number;
}

/** Of healthy footage. */
export interface Doubt {
  readonly condition: Condition;
  readonly totalMs: number;
  readonly longestMs: number;
}

const FROZEN_MS = 10_000;
const STEADY_MS = 15_000;
/** A shorter moment without doubt does not end it. */
const MOMENT_MS = 2000;

/** The conditions that were bad for long enough to be reported, each once. */
export function alarmsOf(said: readonly Said[]): readonly Alarm[] {
  return conditionsIn(said).flatMap((condition) => {
    const steadyMs = condition === 'frozen' ? FROZEN_MS : STEADY_MS;
    let sinceMs: number | undefined;
    let lastMs = 0;
    for (const { mediaMs, verdicts } of said) {
      const verdict = verdicts[condition];
      if (!verdict?.bad) continue;
      if (sinceMs === undefined || mediaMs - lastMs > MOMENT_MS)
        sinceMs = verdict.sinceMs ?? mediaMs;
      lastMs = mediaMs;
      if (mediaMs - sinceMs >= steadyMs) return [{ condition, mediaMs }];
    }
    return [];
  });
}

export function doubtsOf(said: readonly Said[]): readonly Doubt[] {
  return conditionsIn(said).map((condition) => {
    let [totalMs, longestMs, presentMs] = [0, 0, 0];
    said.forEach(({ mediaMs, verdicts }, index) => {
      const stepMs = mediaMs - (said[index - 1]?.mediaMs ?? mediaMs);
      const bad = verdicts[condition]?.bad === true;
      presentMs = bad ? presentMs + stepMs : 0;
      totalMs += bad ? stepMs : 0;
      longestMs = Math.max(longestMs, presentMs);
    });
    return { condition, totalMs, longestMs };
  });
}

function conditionsIn(said: readonly Said[]): readonly Condition[] {
  const bad = said.flatMap(({ verdicts }) =>
    Object.entries(verdicts).flatMap(([name, verdict]) => (verdict.bad ? [name] : [])),
  );
  return [...new Set(bad)] as Condition[];
}
