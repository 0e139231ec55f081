import { expect, test } from 'vitest';
import type { Verdicts } from '../../../agent/core/health/condition.ts';
import { NO_TROUBLE, restOf, stepWatch, type Watch } from '../../../agent/core/health/watch.ts';

const BAD = { bad: true };
const GOOD = { bad: false };

/** One verdict a second; what is told, and in which seconds rules rest. */
function watched(seconds: readonly Verdicts[]) {
  let watch: Watch = NO_TROUBLE;
  const told: string[] = [];
  const rests = seconds.map((verdicts, second) => {
    const step = stepWatch(watch, verdicts, second * 1000);
    watch = step.watch;
    for (const { condition, to, sinceMs, atMs } of step.changes)
      told.push(`${condition} ${to} since ${sinceMs / 1000} at ${atMs / 1000}`);
    const { all, zones } = restOf(watch);
    return all ? 'A' : zones ? 'Z' : '-';
  });
  return { told, rests: rests.join('') };
}

const times = (count: number, verdicts: Verdicts): Verdicts[] => Array(count).fill(verdicts);

test.each<[string, readonly Verdicts[], readonly string[], string]>([
  ['all is well', times(5, { frozen: GOOD, covered: GOOD }), [], '-----'],
  [
    'a doubt rests the rules at once and passes untold',
    [...times(2, { frozen: GOOD }), ...times(4, { frozen: BAD }), ...times(2, { frozen: GOOD })],
    [],
    '--AAAA--',
  ],
  [
    'frozen is told within ten seconds of its beginning, which lay before the first bad picture',
    [...times(3, { frozen: GOOD }), ...times(9, { frozen: { bad: true, sinceMs: 1000 } })],
    ['frozen bad since 1 at 9'],
    '---AAAAAAAAA',
  ],
  [
    'over when the pictures have been good for a while, told once each',
    [...times(12, { frozen: BAD }), ...times(5, { frozen: GOOD })],
    ['frozen bad since 0 at 8', 'frozen good since 0 at 14'],
    'AAAAAAAAAAAAAA---',
  ],
  [
    'a good picture between bad ones ends a doubt, but not what was told',
    [
      ...times(8, { covered: BAD }),
      { covered: GOOD },
      ...times(16, { covered: BAD }),
      ...times(3, { covered: GOOD }),
      ...times(2, { covered: BAD }),
    ],
    ['covered bad since 9 at 24'],
    'AAAAAAAA-AAAAAAAAAAAAAAAAAAAAA',
  ],
  [
    'nothing to be seen under two names by turns: told by the one that it has when the time is over',
    [
      ...Array.from({ length: 9 }, () => [
        { covered: BAD },
        { covered: GOOD, blurred: BAD },
      ]).flat(),
      ...times(6, { covered: GOOD, blurred: GOOD }),
    ],
    ['covered bad since 0 at 16', 'covered good since 0 at 22'],
    `${'A'.repeat(22)}--`,
  ],
  [
    'moved rests the rules with zones alone',
    [...times(16, { moved: BAD }), ...times(6, { moved: GOOD })],
    ['moved bad since 0 at 15', 'moved good since 0 at 21'],
    'ZZZZZZZZZZZZZZZZZZZZZ-',
  ],
  [
    'behind a cloth nobody knows whether the camera was moved: one event',
    times(20, { covered: BAD, 'unknown-scene': BAD, blurred: BAD }),
    ['covered bad since 0 at 15'],
    'A'.repeat(20),
  ],
  [
    'what was told stays while something else hides it',
    [
      ...times(16, { moved: BAD }),
      ...times(12, { frozen: BAD, moved: GOOD }),
      ...times(9, { frozen: GOOD, moved: GOOD }),
    ],
    [
      'moved bad since 0 at 15',
      'frozen bad since 16 at 24',
      'frozen good since 16 at 30',
      'moved good since 0 at 33',
    ],
    `${'Z'.repeat(16)}${'A'.repeat(14)}ZZZ----`,
  ],
  [
    'without a verdict all stays as it was',
    [...times(3, { moved: BAD }), ...times(20, {}), { moved: BAD }],
    ['moved bad since 0 at 23'],
    'Z'.repeat(24),
  ],
])('%s', (_, seconds, told, rests) => {
  expect(watched(seconds)).toEqual({ told, rests });
});
