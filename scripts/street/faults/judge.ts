import type { Condition } from '../../../agent/core/health/condition.ts';
import type { HealthChange } from '../../../agent/core/health/watch.ts';

/** What the agent makes of one picture. */
export interface Said {
  readonly mediaMs: number;
  /** Conditions that are doubted or told: rules rest. */
  readonly suspects: readonly Condition[];
  /** What the platform is told. */
  readonly changes: readonly HealthChange[];
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

/** All that the platform is told, in order. */
export function alarmsOf(said: readonly Said[]): readonly Alarm[] {
  return said.flatMap(({ mediaMs, changes }) =>
    changes.filter(({ to }) => to === 'bad').map(({ condition }) => ({ condition, mediaMs })),
  );
}

/** The first picture from `fromMs` on in which rules rest, mediaMs. */
export function restsFromMs(said: readonly Said[], fromMs: number): number | undefined {
  return said.find(({ mediaMs, suspects }) => mediaMs >= fromMs && suspects.length > 0)?.mediaMs;
}

export function doubtsOf(said: readonly Said[]): readonly Doubt[] {
  const doubted = new Set(said.flatMap(({ suspects }) => suspects));
  return [...doubted].map((condition) => {
    let [totalMs, longestMs, presentMs] = [0, 0, 0];
    said.forEach(({ mediaMs, suspects }, index) => {
      const stepMs = mediaMs - (said[index - 1]?.mediaMs ?? mediaMs);
      const bad = suspects.includes(condition);
      presentMs = bad ? presentMs + stepMs : 0;
      totalMs += bad ? stepMs : 0;
      longestMs = Math.max(longestMs, presentMs);
    });
    return { condition, totalMs, longestMs };
  });
}
