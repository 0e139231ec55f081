import { describe, expect, test } from 'vitest';
import type { EpisodeState } from '../../../agent/core/episodes/episode.ts';
import { markWarned, stepEpisodes } from '../../../agent/core/episodes/step-episodes.ts';
import type { Subject } from '../../../agent/core/rules/rule.ts';
import {
  brief,
  idOf,
  LEFT,
  POLICY,
  type Said,
  signalOf,
  tell,
  UTC0,
} from '../../helpers/signals.ts';

/** The subject of a signal, its plate read by so many looks. */
function withPlate(shots: number): Subject {
  const plate = { text: '京A12345', confidence: 0.8 + shots / 100, characters: [], shots };
  return { label: 'car', box: { left: 0, top: 0, right: 1, bottom: 1 }, trackIds: [1], plate };
}

describe('one episode', () => {
  test.each<[string, Said[], string[]]>([
    [
      'suspected, confirmed, cleared',
      [
        ['suspect', 15],
        ['confirm', 300],
        ['clear', 700, 'a', LEFT],
      ],
      ['suspected', 'confirmed', 'cleared left'],
    ],
    [
      'left in time: corrected by itself',
      [
        ['suspect', 15],
        ['clear', 40, 'a', LEFT],
      ],
      ['suspected', 'cleared self-corrected'],
    ],
    [
      'the rule went off before it was confirmed: not corrected by itself',
      [
        ['suspect', 15],
        ['clear', 40, 'a', { outcome: 'rule-off' }],
      ],
      ['suspected', 'cleared rule-off'],
    ],
    [
      'the time line broke',
      [
        ['suspect', 15],
        ['confirm', 300],
        ['clear', 400, 'a', { outcome: 'time-break' }],
      ],
      ['suspected', 'confirmed', 'cleared time-break'],
    ],
    [
      'never suspected or confirmed twice',
      [
        ['suspect', 15],
        ['suspect', 16],
        ['confirm', 300],
        ['confirm', 301],
        ['suspect', 302],
      ],
      ['suspected', 'confirmed'],
    ],
    [
      'nothing to update or clear',
      [
        ['update', 5],
        ['clear', 6, 'a', LEFT],
      ],
      [],
    ],
    [
      'a suspicion lost with an older state is made up for',
      [['confirm', 300]],
      ['suspected', 'confirmed'],
    ],
    [
      'updated only when something that matters changed',
      [
        ['suspect', 15],
        ['confirm', 300],
        ['update', 310, 'a', { facts: { dwellMs: 310_000 } }],
        ['update', 320, 'a', { subject: withPlate(1) }],
        // read again and surer, and the same
        ['update', 330, 'a', { subject: withPlate(2), facts: { dwellMs: 330_000 } }],
        ['update', 3600, 'a', { facts: { stillThereHours: 1 } }],
      ],
      ['suspected', 'confirmed', 'updated', 'updated'],
    ],
  ])('%s', (_, said, expected) => {
    expect(brief(tell(said).changes)).toEqual(expected);
  });

  test('keeps a plate that was read, also when the last signal has none', () => {
    const { changes } = tell([
      ['suspect', 15],
      ['confirm', 300, 'a', { subject: withPlate(2) }],
      ['clear', 700, 'a', LEFT],
    ]);
    expect(changes.at(-1)?.episode.subject.plate?.text).toBe('京A12345');
  });

  test('keeps one id and counts what it told', () => {
    const { changes } = tell([
      ['suspect', 15],
      ['confirm', 300],
      ['clear', 700, 'a', LEFT],
    ]);
    expect(new Set(changes.map(({ episode }) => episode.id))).toEqual(
      new Set([idOf(UTC0, 'gate', 'parking', 'a', 0)]),
    );
    expect(changes.map(({ episode }) => episode.revision)).toEqual([1, 2, 3]);
  });

  test('the same step from the same saved state gives the same: a restart doubles nothing', () => {
    const { state } = tell([['suspect', 15]]);
    const again = () => tell([['confirm', 300]], POLICY, state).changes;
    expect(again()).toEqual(again());
    expect(brief(tell([['suspect', 16]], POLICY, state).changes)).toEqual([]);
  });

  test('a step of the box clock between its stages does not change its id', () => {
    const { state } = tell([['suspect', 15]]);
    const input = {
      mediaMs: 300_000,
      utcMs: UTC0 + 320_000,
      signals: [signalOf(['confirm', 300])],
      idOf,
    };
    const [change] = stepEpisodes(POLICY, state, input).changes;
    expect(change?.episode).toMatchObject({
      id: idOf(UTC0, 'gate', 'parking', 'a', 0),
      sinceUtcMs: UTC0,
    });
  });

  test('remembers that somebody was warned', () => {
    const { state } = tell([['suspect', 15]]);
    const warned = markWarned(state as EpisodeState, 'a');
    const [change] = tell([['clear', 40, 'a', LEFT]], POLICY, warned).changes;
    expect(change).toMatchObject({ outcome: 'self-corrected', episode: { warned: true } });
    expect(markWarned(warned, 'nowhere')).toBe(warned);
  });
});

describe('a site that wants confirmed ones only', () => {
  const policy = { ...POLICY, report: 'confirmed' as const };

  test('hears nothing of a drop-off, and everything from the confirmation on', () => {
    expect(
      brief(
        tell(
          [
            ['suspect', 15],
            ['clear', 40, 'a', LEFT],
          ],
          policy,
        ).changes,
      ),
    ).toEqual(['suspected (silent)', 'cleared self-corrected (silent)']);
    const { changes } = tell(
      [
        ['suspect', 15],
        ['confirm', 300],
        ['clear', 400, 'a', LEFT],
      ],
      policy,
    );
    expect(brief(changes)).toEqual(['suspected (silent)', 'confirmed', 'cleared left']);
    expect(changes.map(({ episode }) => episode.revision)).toEqual([0, 1, 2]);
  });
});
