import { describe, expect, test } from 'vitest';
import type { GroupRule, RuleSignal } from '../../../agent/core/rules/rule.ts';
import {
  type Actor,
  BLUE,
  boxAt,
  during,
  frames,
  inputAt,
  play,
  RED,
  SIDEWALK,
  STALL,
  types,
} from '../../helpers/street.ts';

const NAMED: GroupRule = {
  ...STALL,
  absenceMs: 180_000,
  parts: [
    { name: 'seller', labels: ['person'], min: 1 },
    { name: 'goods', labels: ['table', 'bag', 'stall'], min: 1, impliedBy: ['stall'] },
  ],
};

type Spans = [number, number][];

/** There in the given seconds only. */
function only(actor: Actor, ...spans: Spans): Actor {
  return { ...actor, at: (ms) => (during(ms, ...spans) ? actor.at(ms) : undefined) };
}

const thing = (id: number, label: string, x = 0.5, look = RED): Actor => ({
  id,
  label,
  look,
  at: () => boxAt(x, 0.8, 0.14, 0.1),
});
const seller = (x = 0.52): Actor => ({
  id: 9,
  label: 'person',
  at: () => boxAt(x, 0.8, 0.03, 0.18),
});
const bag: Actor = { id: 8, label: 'bag', at: () => boxAt(0.47, 0.8, 0.03, 0.04) };

function run(
  actors: readonly Actor[],
  toS: number,
  rule: GroupRule = NAMED,
): readonly RuleSignal[] {
  const inputs = frames(0, toS, 1).map((ms) => inputAt(ms, actors));
  return play(rule, inputs, undefined, true).signals;
}

describe('a stall is a place', () => {
  test.each<[string, Actor[], string[]]>([
    ['by its name it has goods', [thing(1, 'stall'), seller()], ['suspect', 'confirm']],
    ['a table has none by its name', [thing(1, 'table'), seller()], []],
    ["without a seller it is nobody's", [thing(1, 'stall'), bag], []],
    [
      'its parasol is no longer found, its table is: the clock goes on',
      [
        only(thing(1, 'umbrella'), [0, 150]),
        only(thing(2, 'table', 0.5, BLUE), [120, 400]),
        seller(),
        bag,
      ],
      ['suspect', 'confirm'],
    ],
    [
      'the same box gets another name and look: the clock goes on',
      [
        only(thing(1, 'stall'), [0, 140]),
        only(thing(2, 'table', 0.5, BLUE), [140, 400]),
        seller(),
        bag,
      ],
      ['suspect', 'confirm'],
    ],
    [
      'a bus stands in front for two minutes: the clock goes on',
      [
        only(thing(1, 'stall'), [0, 100], [220, 400]),
        only(seller(), [0, 100], [220, 400]),
        only({ id: 3, label: 'bus', at: () => boxAt(0.5, 0.9, 0.5, 0.4) }, [100, 220]),
      ],
      ['suspect', 'confirm'],
    ],
    [
      'packed up after two minutes, and nothing is in front: over',
      [only(thing(1, 'stall'), [0, 100]), only(seller(), [0, 100])],
      ['suspect', 'clear'],
    ],
  ])('%s', (_, actors, expected) => {
    expect(types(run(actors, 400))).toEqual(expected);
  });

  test('who comes a minute after the last one has packed up is another stall', () => {
    const spans: Spans = [
      [0, 330],
      [390, 800],
    ];
    const signals = run([only(thing(1, 'stall'), ...spans), only(seller(), ...spans)], 800);
    expect(types(signals)).toEqual(['suspect', 'confirm', 'clear', 'suspect', 'confirm']);
    expect(signals[3]?.place).not.toBe(signals[0]?.place);
    expect(signals[4]?.atMs).toBeGreaterThanOrEqual(690_000);
  });
});

describe('beside a market that may be', () => {
  const market = {
    ...SIDEWALK,
    id: 'market',
    kind: 'permitted-market' as const,
    polygon: [
      [0.1, 0.78],
      [0.42, 0.78],
      [0.42, 1],
      [0.1, 1],
    ] as const,
  };
  const rule: GroupRule = { ...NAMED, except: [market] };
  /** Its parasol hangs behind the zone in which its chair is. */
  const parasol: Actor = { id: 1, label: 'umbrella', at: () => boxAt(0.34, 0.72, 0.14, 0.06) };
  const chair = (...spans: Spans): Actor =>
    only({ id: 2, label: 'table', at: () => boxAt(0.34, 0.84, 0.05, 0.06) }, ...spans);

  test.each<[string, Actor[], string[]]>([
    [
      'the seller of the next stall makes none of the parasol',
      [parasol, thing(5, 'stall', 0.52), seller(0.47)],
      ['suspect', 'confirm'],
    ],
    [
      'tables that are seen now and then are enough to let a parasol be',
      [
        parasol,
        chair([0, 20], [40, 55], [90, 110], [130, 150], [180, 210], [250, 270]),
        bag,
        seller(0.45),
      ],
      [],
    ],
  ])('%s', (_, actors, expected) => {
    const signals = run(actors, 305, rule);
    expect(types(signals)).toEqual(expected);
    for (const { subject } of signals) expect(subject.label).toBe('stall');
  });
});
