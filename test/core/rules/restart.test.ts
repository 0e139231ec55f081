import { describe, expect, test } from 'vitest';
import type { DwellRule } from '../../../agent/core/rules/rule.ts';
import { breakTime, stepRule, stopRule } from '../../../agent/core/rules/step-rule.ts';
import {
  type Actor,
  boxAt,
  brief,
  during,
  frames,
  inputAt,
  NOON,
  PARKING,
  parks,
  play,
  RED,
  SIDEWALK,
  types,
} from '../../helpers/street.ts';

const stands: Actor = { id: 7, at: parks(0.5, 0.8, 10, 700), look: RED };

describe('hours, breaks and restarts', () => {
  const at = (minute: number) => ({ ...NOON, minute });
  const times = frames(0, 100, 2);

  test('a rule that goes off clears what was open; the clock starts anew when it is on again', () => {
    const rule: DwellRule = { ...PARKING, hours: [{ from: 700, to: 730 }] };
    const inputs = [
      ...times.map((ms) => inputAt(ms, [stands], at(729))),
      ...frames(100, 130, 2).map((ms) => inputAt(ms, [stands], at(730))),
      ...frames(130, 160, 2).map((ms) => inputAt(ms, [stands], at(700))),
    ];
    const signals = play(rule, inputs).signals;
    expect(brief(signals).map((text) => text.replace(/\d+/, ''))).toEqual([
      'suspect@',
      'clear@ rule-off',
      'suspect@',
    ]);
    expect(signals[2]?.sinceMs).toBe(130_000);
  });

  test('a zone with hours of its own does the same alone', () => {
    const zone = { ...SIDEWALK, hours: [{ from: 720, to: 730 }] };
    const inputs = [
      ...times.map((ms) => inputAt(ms, [stands], at(710))),
      ...frames(100, 140, 2).map((ms) => inputAt(ms, [stands], at(720))),
      ...frames(140, 150, 2).map((ms) => inputAt(ms, [stands], at(730))),
    ];
    const signals = play({ ...PARKING, zones: [zone] }, inputs).signals;
    expect(signals.map(({ type, sinceMs, outcome }) => [type, sinceMs, outcome])).toEqual([
      ['suspect', 100_000, undefined],
      ['clear', 100_000, 'rule-off'],
    ]);
  });

  test('a break of the time line ends what was open, as of its last sight', () => {
    const played = play(
      PARKING,
      times.map((ms) => inputAt(ms, [stands])),
    );
    const broken = breakTime(PARKING, played.state);
    expect(brief(broken.signals)).toEqual(['clear@100 time-break']);
    expect(brief(stopRule(PARKING, played.state).signals)).toEqual(['clear@100 rule-off']);
    // the new time line may begin anywhere, also lower
    const next = play(
      PARKING,
      frames(0, 30, 2).map((ms) => inputAt(ms, [{ id: 7, at: () => boxAt(0.5, 0.8) }])),
      broken.state,
    );
    expect(types(next.signals)).toEqual(['suspect']);
  });

  test('the agent was down for a minute in the middle of the dwell: nothing lost, nothing doubled', () => {
    const inputs = frames(0, 400, 2)
      .filter((ms) => !during(ms, [150, 210]))
      .map((ms) => inputAt(ms, [{ ...stands, id: (t) => (t < 180_000 ? 7 : 70) }]));
    const { signals } = play(PARKING, inputs, undefined, true);
    expect(types(signals)).toEqual(['suspect', 'confirm']);
    const { longestGapMs } = { longestGapMs: 0, ...signals[1]?.facts };
    expect(longestGapMs).toBeGreaterThanOrEqual(60_000);
  });

  test.each([
    [
      '200 s, more than the absence: what the agent did not see is no absence',
      200,
      ['suspect', 'confirm'],
    ],
    [
      '400 s, more than twice the absence: left, and anew',
      400,
      ['suspect', 'clear', 'suspect', 'confirm'],
    ],
  ])('the agent was down for %s', (_, downS, expected) => {
    const inputs = frames(0, 900, 1)
      .filter((ms) => !during(ms, [100, 100 + downS]))
      .map((ms) => inputAt(ms, [{ id: 7, look: RED, at: () => boxAt(0.5, 0.8) }]));
    expect(types(play(PARKING, inputs, undefined, true).signals)).toEqual(expected);
  });

  test('a zone taken out of the configuration ends what stood in it', () => {
    const played = play(
      PARKING,
      times.map((ms) => inputAt(ms, [stands])),
    );
    const without = play({ ...PARKING, zones: [] }, [inputAt(100_500, [stands])], played.state);
    expect(without.signals.map(({ outcome }) => outcome)).toEqual(['rule-off']);
  });

  test('the same frame twice, or an older one, changes nothing', () => {
    const played = play(
      PARKING,
      times.map((ms) => inputAt(ms, [stands])),
    );
    const again = stepRule(PARKING, played.state, inputAt(50_000, [stands]));
    expect(again).toEqual({ state: played.state, signals: [] });
  });

  test('a state of another kind or version counts as none', () => {
    const step = stepRule(
      PARKING,
      { kind: 'crossing', version: 0, inner: 3 },
      inputAt(0, [stands]),
    );
    expect(step.signals).toEqual([]);
  });
});
