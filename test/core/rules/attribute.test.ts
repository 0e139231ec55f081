import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttributeRule, LookAnswer, RuleInput } from '../../../agent/core/rules/rule.ts';
import { stepRule } from '../../../agent/core/rules/step-rule.ts';
import { boxAt, frames, inputAt, lookAt, play, types } from '../../helpers/street.ts';

const TRUCKS: AttributeRule = {
  type: 'attribute',
  id: 'trucks',
  violation: 'muck-truck-uncovered',
  labels: ['truck'],
  minScore: 0.4,
  zones: [],
  when: { load: ['level', 'heaped'], cover: ['none', 'partial'] },
  minLooks: 3,
  posterior: 0.9,
  lateMs: 10_000,
};

const HEAPED = { empty: 0.03, level: 0.2, heaped: 0.72, unknown: 0.05 };
const EMPTY = { empty: 0.9, level: 0.04, heaped: 0.01, unknown: 0.05 };
const BARE = { rigid: 0.02, tarpaulin: 0.02, net: 0.02, partial: 0.14, none: 0.75, unknown: 0.05 };
const NET = { rigid: 0.05, tarpaulin: 0.05, net: 0.8, partial: 0.05, none: 0.02, unknown: 0.03 };
const BLIND = { empty: 0.1, level: 0.1, heaped: 0.2, unknown: 0.6 };
const BLIND_COVER = { none: 0.3, net: 0.1, unknown: 0.6 };

/** Load and cover as read on the picture of one second. */
function both(second: number, load: object, cover: object, quality = 0.9): LookAnswer[] {
  return [
    lookAt(1, second, 'load', { ...load }, quality),
    lookAt(1, second, 'cover', { ...cover }, quality),
  ];
}

/** A truck passes in the seconds 0 to 10; its looks arrive `lateS` after their pictures. */
function passage(looks: readonly LookAnswer[], lateS = 0, toS = 30): RuleInput[] {
  return frames(0, toS, 2).map((ms) => ({
    ...inputAt(ms, [
      { id: 1, label: 'truck', at: (t) => (t <= 10_000 ? boxAt(t / 10_000, 0.7) : undefined) },
    ]),
    looks: looks.filter((look) => look.atMs + lateS * 1000 === ms),
  }));
}

describe('a truck that passes', () => {
  test('is told with its way and the pictures of its looks, the best one first', () => {
    const at = (second: number, quality: number) =>
      both(second, HEAPED, BARE, quality).map((look) => ({
        ...look,
        box: boxAt(second / 10, 0.7),
      }));
    const looks = [at(2, 0.6), at(3, 0.9), at(4, 0.7)].flat();
    const { signals } = play(TRUCKS, passage(looks));
    const confirmed = signals.find(({ type }) => type === 'confirm');
    const { shots = [], way = [] } = confirmed?.subject ?? {};
    expect(shots.map(({ atMs }) => atMs)).toEqual([3000, 4000, 2000]);
    expect(way[0]?.atMs).toBe(0);
    expect(way.at(-1)?.atMs).toBe(confirmed?.atMs);
  });

  test.each<[string, LookAnswer[], string[]]>([
    [
      'three sure looks: once',
      [2, 3, 4, 5, 6].flatMap((s) => both(s, HEAPED, BARE)),
      ['suspect', 'confirm', 'clear'],
    ],
    ['two looks are too few', [2, 3].flatMap((s) => both(s, HEAPED, BARE)), []],
    ['empty never fires', [2, 3, 4, 5].flatMap((s) => both(s, EMPTY, BARE)), []],
    [
      'covered by a net, which this city takes as closed',
      [2, 3, 4, 5].flatMap((s) => both(s, HEAPED, NET)),
      [],
    ],
    [
      'unknown never fires, however often',
      [1, 2, 3, 4, 5, 6, 7, 8].flatMap((s) => both(s, BLIND, BLIND_COVER)),
      [],
    ],
    [
      'only one of the two attributes was read',
      [2, 3, 4, 5].map((s) => lookAt(1, s, 'load', HEAPED)),
      [],
    ],
    ['blurred looks are not used', [2, 3, 4, 5].flatMap((s) => both(s, HEAPED, BARE, 0.2)), []],
    [
      'one wrong look among many does not decide',
      [...both(1, HEAPED, BARE), ...[2, 3, 4, 5].flatMap((s) => both(s, EMPTY, NET))],
      [],
    ],
    [
      'one wrong look does not undo the others either',
      [...both(1, EMPTY, NET), ...[2, 3, 4, 5, 6, 7].flatMap((s) => both(s, HEAPED, BARE))],
      ['suspect', 'confirm', 'clear'],
    ],
    ['the same picture thrice is one look', [2, 2, 2].flatMap((s) => both(s, HEAPED, BARE)), []],
    [
      'looks at a track that nobody knows are dropped',
      [2, 3, 4].flatMap((s) => both(s, HEAPED, BARE)).map((look) => ({ ...look, trackId: 9 })),
      [],
    ],
  ])('%s', (_, looks, expected) => {
    expect(types(play(TRUCKS, passage(looks)).signals)).toEqual(expected);
  });

  test('what is told lies where it was in the picture that decided, not where it has gone since', () => {
    const looks = [2, 3, 4, 5].flatMap((s) =>
      both(s, HEAPED, BARE).map((look) => ({ ...look, box: boxAt(s / 10, 0.7) })),
    );
    const { signals } = play(TRUCKS, passage(looks, 3));
    expect(signals.map(({ type, subject }) => [type, subject.box])).toEqual([
      ['suspect', boxAt(0.4, 0.7)],
      ['confirm', boxAt(0.4, 0.7)],
      ['clear', boxAt(1, 0.7)],
    ]);
  });

  test('the answers come eight seconds late: it is as of the picture that decided', () => {
    const looks = [2, 3, 4, 5].flatMap((s) => both(s, HEAPED, BARE));
    const { signals } = play(TRUCKS, passage(looks, 8));
    expect(signals.map(({ type, atMs, outcome }) => [type, atMs, outcome])).toEqual([
      ['suspect', 4000, undefined],
      ['confirm', 4000, undefined],
      ['clear', 10_000, 'passed'],
    ]);
    expect(signals[1]?.facts).toMatchObject({
      states: { load: { state: 'heaped', looks: 3 }, cover: { state: 'none', looks: 3 } },
    });
  });

  test('answers after the waiting time are too late', () => {
    const looks = [8, 9, 9.5].flatMap((s) => both(s, HEAPED, BARE));
    expect(play(TRUCKS, passage(looks, 12)).signals).toEqual([]);
  });

  test('every passage is told once when it is over, with and without a violation', () => {
    const told = (looks: LookAnswer[]) => {
      let state: ReturnType<typeof stepRule>['state'] | undefined;
      return passage(looks).flatMap((input) => {
        const step = stepRule(TRUCKS, state, input);
        state = step.state;
        return step.passages ?? [];
      });
    };
    expect(told([])).toMatchObject([{ trackIds: [1], fromMs: 0, toMs: 10_000, fired: false }]);
    expect(told([2, 3, 4].flatMap((s) => both(s, HEAPED, BARE)))).toMatchObject([
      { fired: true, states: { load: { state: 'heaped' } } },
    ]);
  });

  describe('under a new track id from second 5 on', () => {
    /** Where the new track is, `ahead` of where the old one would be, and when it is seen first. */
    const switched = (ahead: number, fromMs: number): RuleInput[] => {
      const looks = [2, 3, 6, 7].flatMap((s) =>
        both(s, HEAPED, BARE).map((look) => ({ ...look, trackId: s < 5 ? 1 : 2 })),
      );
      const at = (ms: number, id: number) => boxAt(ms / 10_000 + (id === 2 ? ahead : 0), 0.7);
      return frames(0, 30, 4).map((ms) => {
        const id = ms <= 5000 ? 1 : ms >= fromMs && ms <= 10_000 ? 2 : 0;
        const objects = id === 0 ? [] : [{ id, label: 'truck', at: (t: number) => at(t, id) }];
        return { ...inputAt(ms, objects), looks: looks.filter((look) => look.atMs + 250 === ms) };
      });
    };

    test.each<[string, number, number, number]>([
      ['where it should be, half a second later: one passage', 0, 5500, 1],
      ['after four seconds it is another one, of two looks each', 0, 9000, 0],
      ['elsewhere it is another one', 0.4, 5500, 0],
    ])('%s', (_, ahead, fromMs, confirmed) => {
      const { signals } = play(TRUCKS, switched(ahead, fromMs));
      expect(types(signals).filter((type) => type === 'confirm')).toHaveLength(confirmed);
      if (confirmed > 0) expect(signals[0]?.subject.trackIds).toEqual([1, 2]);
    });
  });

  test.each([
    ['that of the truck which has just gone out there is over', 0.9, 0.1, 2],
    ['that of the truck which had just come in there goes on', 0.98, -0.05, 1],
  ])('where a track begins at the edge of the picture %s', (_, x, speed, passages) => {
    const at = (ms: number) => boxAt(x + (speed * ms) / 1000, 0.7);
    const inputs = frames(0, 20, 4).map((ms) => {
      const id = ms <= 1000 ? 1 : ms >= 2000 && ms < 4000 ? 2 : 0;
      // the next one comes in where the first was last seen
      const box = speed > 0 && id === 2 ? at(1000) : at(ms);
      return inputAt(
        ms,
        id === 0 ? [] : [{ id, label: 'truck', at: (t) => (t === ms ? box : at(t)) }],
      );
    });
    let state: ReturnType<typeof stepRule>['state'] | undefined;
    const told = inputs.flatMap((input) => {
      const step = stepRule(TRUCKS, state, input);
      state = step.state;
      return step.passages ?? [];
    });
    expect(told).toHaveLength(passages);
  });

  test('only inside the zone, and not where the zone says ignore', () => {
    const polygon = [
      [0, 0.5],
      [0.3, 0.5],
      [0.3, 0.9],
      [0, 0.9],
    ] as const;
    const zone = { id: 'gate', kind: 'site-gate' as const, polygon };
    const early = [0.5, 1, 1.5].flatMap((s) => both(s, HEAPED, BARE));
    const late = [6, 7, 8].flatMap((s) => both(s, HEAPED, BARE));
    const fired = (rule: AttributeRule, looks: LookAnswer[]) =>
      play(rule, passage(looks)).signals.length > 0;
    const inZone = { ...TRUCKS, zones: [zone] };
    const elsewhere = { ...TRUCKS, zones: [{ ...zone, kind: 'ignore' as const }] };
    expect([fired(inZone, early), fired(inZone, late)]).toEqual([true, false]);
    expect([fired(elsewhere, early), fired(elsewhere, late)]).toEqual([false, true]);
  });

  test('whatever is read: at most once per passage, in order, bounded, and the same after a restart', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const look = fc.tuple(fc.integer({ min: 0, max: 10 }), share, share, share, share);
    fc.assert(
      fc.property(
        fc.array(look, { maxLength: 80 }),
        fc.integer({ min: 0, max: 9 }),
        (raw, lateS) => {
          const looks = raw.flatMap(([second, full, bare, quality, unknown]) => {
            const known = 1 - unknown / 2;
            const rest = unknown / 2;
            return both(
              second,
              { heaped: full * known, empty: (1 - full) * known, unknown: rest },
              { none: bare * known, net: (1 - bare) * known, unknown: rest },
              quality,
            );
          });
          const straight = play(TRUCKS, passage(looks, lateS, 25));
          const saved = play(TRUCKS, passage(looks, lateS, 25), undefined, true);
          expect([[], ['suspect', 'confirm', 'clear']]).toContainEqual(types(straight.signals));
          expect(saved.signals).toEqual(straight.signals);
          expect(JSON.stringify(straight.state).length).toBeLessThan(200);
        },
      ),
      { numRuns: 60 },
    );
  });
});
