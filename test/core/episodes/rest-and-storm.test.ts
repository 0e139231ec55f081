import { describe, expect, test } from 'vitest';
import type { EpisodeState } from '../../../agent/core/episodes/episode.ts';
import { brief, LEFT, POLICY, type Said, tell } from '../../helpers/signals.ts';

describe('the same place again', () => {
  const first: Said[] = [
    ['suspect', 15],
    ['confirm', 300],
    ['clear', 400, 'a', LEFT],
  ];
  const later = { sinceMs: 500_000 };

  test('rests after it was cleared; other places do not', () => {
    const said: Said[] = [
      ...first,
      ['suspect', 515, 'a', later],
      ['suspect', 520, 'b', later],
      ['clear', 600, 'a', LEFT],
    ];
    expect(
      tell(said)
        .changes.slice(3)
        .map(({ episode }) => episode.place),
    ).toEqual(['b']);
  });

  test('what is still there after the rest becomes an episode then', () => {
    const said: Said[] = [
      ...first,
      ['suspect', 515, 'a', later],
      ['confirm', 800, 'a', later],
      ['update', 1001, 'b'],
    ];
    const fresh = tell(said).changes.slice(3);
    expect(fresh.map(({ stage, atMs }) => [stage, atMs])).toEqual([
      ['suspected', 1_001_000],
      ['confirmed', 1_001_000],
    ]);
    expect(fresh[0]?.episode.sinceMs).toBe(500_000);
  });

  test('begins anew after the rest, under another id', () => {
    const { changes, state } = tell([...first, ['suspect', 1100, 'a', { sinceMs: 1_085_000 }]]);
    expect(changes.map(({ stage }) => stage)).toEqual([
      'suspected',
      'confirmed',
      'cleared',
      'suspected',
    ]);
    expect(changes[3]?.episode.id).not.toBe(changes[0]?.episode.id);
    expect(state?.resting).toEqual({});
  });

  test('a rest from another time line does not hold for ever', () => {
    const { state } = tell(first.map(([type, second, ...rest]) => [type, second + 1e6, ...rest]));
    expect(brief(tell([['suspect', 20]], POLICY, state).changes)).toEqual(['suspected']);
  });
});

describe('a storm', () => {
  const policy = { ...POLICY, budget: { perHour: 4, perDay: 6 } };
  const many = (count: number, fromS: number): Said[] =>
    Array.from({ length: count }, (_, n) => ['suspect', fromS + n, `p${fromS + n}`] as const);

  test('is told once; then it goes on silently, and what was told is told to its end', () => {
    const { changes, storms } = tell(
      [
        ...many(10, 0),
        ['confirm', 300, 'p0'],
        ['clear', 400, 'p0', LEFT],
        ['clear', 401, 'p9', LEFT],
      ],
      policy,
    );
    expect(storms).toBe(1);
    expect(changes.map(({ tell: told }) => told)).toEqual([
      ...Array.from({ length: 10 }, (_, n) => n < 4),
      true,
      true,
      false,
    ]);
  });

  test('ends when the hour has gone by; the day still holds', () => {
    const { changes, storms } = tell([...many(6, 0), ...many(6, 4000)], policy);
    expect(changes.filter(({ tell: told }) => told)).toHaveLength(6);
    expect(storms).toBe(2);
    const next = tell([...many(6, 0), ...many(6, 4000), ...many(3, 86_400 + 8000)], policy);
    expect(next.changes.slice(-3).every(({ tell: told }) => told)).toBe(true);
    expect(next.state?.told).toHaveLength(3);
  });

  test('does not flicker at the limit', () => {
    const steady = Array.from({ length: 600 }, (_, n): Said => ['suspect', n * 60, `p${n}`]);
    const { storms } = tell(steady, { ...POLICY, budget: { perHour: 20, perDay: 10_000 } });
    expect(storms).toBeLessThanOrEqual(10);
  });

  test('entries from the future, after the clock was set back, do not count for ever', () => {
    const { state } = tell(many(4, 10_000_000), policy);
    expect(
      tell(many(2, 0), policy, { ...state, open: {} } as EpisodeState).changes.map(
        ({ tell: told }) => told,
      ),
    ).toEqual([true, true]);
  });
});
