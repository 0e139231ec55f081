import type {
  EpisodeChange,
  EpisodePolicy,
  EpisodeState,
} from '../../agent/core/episodes/episode.ts';
import { stepEpisodes } from '../../agent/core/episodes/step-episodes.ts';
import type { RuleSignal } from '../../agent/core/rules/rule.ts';

export const POLICY: EpisodePolicy = {
  camera: 'gate',
  ruleId: 'parking',
  violation: 'sidewalk-parking',
  report: 'suspected',
  rearmMs: 600_000,
  budget: { perHour: 100, perDay: 1000 },
};

const BOX = { left: 0, top: 0, right: 1, bottom: 1 };
export const UTC0 = Date.UTC(2026, 2, 11);
export const idOf = (utcMs: number, ...parts: readonly (string | number)[]) =>
  [utcMs, ...parts].join('/');

/** [type, second, place, rest] */
export type Said = readonly [
  type: RuleSignal['type'],
  second: number,
  place?: string,
  rest?: Partial<RuleSignal>,
];

export function signalOf([type, second, place = 'a', rest]: Said): RuleSignal {
  const subject = { label: 'car', box: BOX, trackIds: [1] };
  return { type, place, sinceMs: 0, atMs: second * 1000, subject, facts: {}, ...rest };
}

/** One step a signal, at the signal's second. */
export function tell(said: readonly Said[], policy = POLICY, before?: EpisodeState) {
  let state = before;
  const changes: EpisodeChange[] = [];
  let storms = 0;
  for (const one of said) {
    const mediaMs = one[1] * 1000;
    const input = { mediaMs, utcMs: UTC0 + mediaMs, signals: [signalOf(one)], idOf };
    const step = stepEpisodes(policy, state, input);
    state = JSON.parse(JSON.stringify(step.state)) as EpisodeState;
    changes.push(...step.changes);
    storms += step.storm ? 1 : 0;
  }
  return { state, changes, storms };
}

/** Stage, outcome, and whether nobody hears of it. */
export function brief(changes: readonly EpisodeChange[]): string[] {
  return changes.map(({ stage, tell: told, outcome }) =>
    [stage, outcome, told ? undefined : '(silent)'].filter(Boolean).join(' '),
  );
}

export const LEFT = { outcome: 'left' } as const;
