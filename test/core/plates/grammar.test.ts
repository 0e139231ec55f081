import { describe, expect, it } from 'vitest';
import { CLOCK_LINES, clockTimes } from '../../../agent/core/plates/clock-grammar.ts';
import { grammarOf, kindsOf } from '../../../agent/core/plates/grammar.ts';
import { PLATES } from '../../../agent/core/plates/plate-grammar.ts';

describe('the grammar of plates', () => {
  it.each([
    ['京A12345', ['ordinary']],
    ['皖A0C333', ['ordinary']],
    ['粤BAB123', ['ordinary']],
    ['粤BD12345', ['new-energy']],
    ['粤BF1234', ['ordinary']],
    ['沪AFA1234', ['new-energy']],
    ['苏E28782F', ['new-energy-large']],
    ['川A1234警', ['police']],
    ['川A12B4学', ['learner']],
    ['川A1234挂', ['trailer']],
    ['使014578', ['embassy']],
    ['沪A0023领', ['consulate']],
    ['粤Z1A23港', ['cross-border']],
    ['粤Z1A23澳', ['cross-border']],
    ['京X0001应急', ['rescue']],
    ['WJ京1234X', ['armed-police']],
    ['WJ01234', ['armed-police', 'military']],
    ['VA01234', ['military']],
  ] as const)('knows %s as %j', (text, kinds) => {
    expect(kindsOf(PLATES, text)).toEqual(kinds);
  });

  it.each([
    ['an I or an O', '京AI2345'],
    ['an O', '京O12345'],
    ['no letter after the province', '京112345'],
    ['three letters of five', '京AABC12'],
    ['four signs', '京A1234'],
    ['nine signs', '京AD123456'],
    ['a new-energy plate whose third sign drives nothing', '京AZ12345'],
    ['a large one that ends otherwise', '京A12345Z'],
    ['Hong Kong outside Guangdong', '京Z1234港'],
    ['nothing', ''],
  ])('does not know %s', (_, text) => {
    expect(kindsOf(PLATES, text)).toEqual([]);
  });

  it('refuses more forms than it has bits for', () => {
    const form = { kind: 'one', slots: ['A'] };
    expect(() => grammarOf(Array.from({ length: 31 }, () => form))).toThrow(/at most 30/);
  });
});

describe('the grammar of clock lines', () => {
  it.each([
    ['2025-03-0412:34:56', [{ year: 2025, month: 3, day: 4, hour: 12, minute: 34, second: 56 }]],
    [
      '2025年03月04日星期二12:34:56',
      [{ year: 2025, month: 3, day: 4, hour: 12, minute: 34, second: 56 }],
    ],
    ['2024/02/29Thu00:00:00', [{ year: 2024, month: 2, day: 29, hour: 0, minute: 0, second: 0 }]],
    [
      '2025-03-0412:34:56.789',
      [{ year: 2025, month: 3, day: 4, hour: 12, minute: 34, second: 56, millisecond: 789 }],
    ],
    [
      '03-04-202512:34:56',
      [
        { year: 2025, month: 3, day: 4, hour: 12, minute: 34, second: 56 },
        { year: 2025, month: 4, day: 3, hour: 12, minute: 34, second: 56 },
      ],
    ],
    ['31-03-202512:34:56', [{ year: 2025, month: 3, day: 31, hour: 12, minute: 34, second: 56 }]],
  ])('reads %s', (text, times) => {
    expect(kindsOf(CLOCK_LINES, text).length).toBeGreaterThan(0);
    expect(clockTimes(text)).toEqual(times);
  });

  it.each(['2025-02-2912:34:56', '2025-13-0112:34:56', '2025-03-0424:00:00', '2025-03-04'])(
    'gives no time for %s',
    (text) => {
      expect(clockTimes(text)).toEqual([]);
    },
  );
});
