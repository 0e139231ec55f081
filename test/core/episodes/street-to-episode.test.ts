import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  EpisodeChange,
  EpisodePolicy,
  EpisodeState,
} from '../../../agent/core/episodes/episode.ts';
import { stepEpisodes } from '../../../agent/core/episodes/step-episodes.ts';
import type { RuleInput, RuleSignal, RuleState } from '../../../agent/core/rules/rule.ts';
import { stepRule } from '../../../agent/core/rules/step-rule.ts';
import {
  type Actor,
  boxAt,
  during,
  frames,
  inputAt,
  PARKING,
  parks,
  RED,
} from '../../helpers/street.ts';

const POLICY: EpisodePolicy = {
  camera: 'gate',
  ruleId: PARKING.id,
  violation: PARKING.violation,
  report: 'suspected',
  rearmMs: 60_000,
  budget: { perHour: 100, perDay: 1000 },
};

interface Saved {
  readonly rule: RuleState | undefined;
  readonly episodes: EpisodeState | undefined;
}

/** Rule and episodes together; `utcOf` is the box clock. */
function watch(inputs: readonly RuleInput[], before?: Saved, utcOf = (ms: number) => 1e12 + ms) {
  let { rule, episodes }: Saved = before ?? { rule: undefined, episodes: undefined };
  const changes: EpisodeChange[] = [];
  for (const input of inputs) {
    const step = stepRule(PARKING, rule, input);
    const { mediaMs } = input;
    const next = stepEpisodes(POLICY, episodes, {
      mediaMs,
      utcMs: utcOf(mediaMs),
      signals: step.signals,
      idOf: (...parts) => parts.join('/'),
    });
    changes.push(...next.changes);
    ({ rule, episodes } = { rule: step.state, episodes: next.state });
  }
  return { changes, saved: JSON.parse(JSON.stringify({ rule, episodes })) as Saved };
}

const stages = (changes: readonly EpisodeChange[]) =>
  changes.map(({ stage, outcome }) => (outcome ? `${stage} ${outcome}` : stage));
const ids = (changes: readonly EpisodeChange[]) =>
  new Set(changes.map(({ episode }) => episode.id));

const car: Actor = { id: 7, look: RED, at: parks(0.5, 0.8, 10, 700) };
const inputs = frames(0, 1000, 3).map((ms) => inputAt(ms, [car]));

describe('from the street to the episode', () => {
  test('parked: one episode through all stages', () => {
    const { changes } = watch(inputs);
    expect(stages(changes)).toEqual(['suspected', 'confirmed', 'cleared left']);
    expect(ids(changes).size).toBe(1);
  });

  test('a 40 s drop-off is suspected and corrected by itself, never confirmed', () => {
    const drop: Actor = { ...car, at: parks(0.5, 0.8, 10, 50) };
    const { changes } = watch(frames(0, 400, 3).map((ms) => inputAt(ms, [drop])));
    expect(stages(changes)).toEqual(['suspected', 'cleared self-corrected']);
  });

  test('ids change all the time at 3 fps: still one', () => {
    const restless: Actor = { ...car, id: (ms) => Math.floor(ms / 20_000) };
    expect(stages(watch(frames(0, 500, 3).map((ms) => inputAt(ms, [restless]))).changes)).toEqual([
      'suspected',
      'confirmed',
    ]);
  });

  test('the box clock jumps by 20 s in the middle: same stages at the same moments', () => {
    const jumping = (ms: number) => 1e12 + ms + (ms > 150_000 ? 20_000 : 0);
    const moments = (changes: readonly EpisodeChange[]) =>
      changes.map(({ stage, atMs }) => [stage, atMs]);
    const jumped = watch(inputs, undefined, jumping).changes;
    expect(moments(jumped)).toEqual(moments(watch(inputs).changes));
    expect(ids(jumped).size).toBe(1);
  });

  test('killed at any moment and resumed from the last saved state: nothing lost, nothing doubled', () => {
    const all = watch(inputs).changes;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: inputs.length }),
        fc.integer({ min: 0, max: 20 }),
        (at, unsaved) => {
          const first = watch(inputs.slice(0, at));
          const resumed = watch(inputs.slice(at), first.saved);
          expect([...first.changes, ...resumed.changes]).toEqual(all);
          // the steps since the last save run twice: they say the same as the first time
          const again = watch(inputs.slice(at, at + unsaved), first.saved);
          expect(again.changes).toEqual(resumed.changes.slice(0, again.changes.length));
        },
      ),
      { numRuns: 15 },
    );
  });

  test('leaves for a minute and comes back: two episodes, one after the other', () => {
    const errand: Actor = {
      ...car,
      at: (ms) => (during(ms, [400, 700]) ? undefined : boxAt(0.5, 0.8)),
    };
    const { changes } = watch(frames(0, 1100, 1).map((ms) => inputAt(ms, [errand])));
    expect(stages(changes)).toEqual([
      'suspected',
      'confirmed',
      'cleared left',
      'suspected',
      'confirmed',
    ]);
    expect(ids(changes).size).toBe(2);
  });

  test('any order of signals: one suspected, at most one confirmed, then at most one cleared per id', () => {
    const signal = fc.record({
      type: fc.constantFrom<RuleSignal['type']>('suspect', 'confirm', 'update', 'clear'),
      place: fc.constantFrom('a', 'b'),
      gapS: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(signal, { maxLength: 40 }), (list) => {
        let mediaMs = 0;
        let state: EpisodeState | undefined;
        const told = new Map<string, string[]>();
        for (const { type, place, gapS } of list) {
          mediaMs += 1 + gapS * 1000;
          const subject = { label: 'car', box: boxAt(0.5, 0.8), trackIds: [1] };
          const one = {
            type,
            place,
            sinceMs: mediaMs,
            atMs: mediaMs,
            subject,
            facts: { plate: gapS },
          };
          const step = stepEpisodes(POLICY, state, {
            mediaMs,
            utcMs: mediaMs,
            signals: [one],
            idOf: (...parts) => parts.join('/'),
          });
          state = step.state;
          for (const { episode, stage } of step.changes)
            told.set(episode.id, [...(told.get(episode.id) ?? []), stage]);
        }
        for (const stagesOf of told.values())
          expect(stagesOf.join(' ')).toMatch(/^suspected( confirmed( updated)*)?( cleared)?$/);
      }),
    );
  });
});
