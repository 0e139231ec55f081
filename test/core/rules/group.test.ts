import { describe, expect, test } from 'vitest';
import type { GroupRule } from '../../../agent/core/rules/rule.ts';
import {
  type Actor,
  boxAt,
  during,
  frames,
  inputAt,
  play,
  SIDEWALK,
  STALL,
  types,
} from '../../helpers/street.ts';

const MARKET: GroupRule = {
  ...STALL,
  labels: ['umbrella', 'table'],
  zones: [{ ...SIDEWALK, id: 'market', kind: 'road' }],
  parts: [
    { name: 'goods', labels: ['box', 'table'], min: 2 },
    { name: 'vendor', labels: ['person'], min: 1 },
  ],
  reach: 1,
};

const umbrella: Actor = { id: 1, label: 'umbrella', at: () => boxAt(0.5, 0.8, 0.1, 0.2) };
const goods: Actor[] = [
  { id: 2, label: 'box', at: () => boxAt(0.45, 0.82, 0.04, 0.04) },
  { id: 3, label: 'table', at: () => boxAt(0.55, 0.82, 0.06, 0.04) },
];
const vendor = (...awayS: [number, number][]): Actor => ({
  id: 4,
  label: 'person',
  at: (ms) => (during(ms, ...awayS) ? undefined : boxAt(0.56, 0.8, 0.04, 0.15)),
});

function run(actors: readonly Actor[], toS = 500, fps = 1) {
  const inputs = frames(0, toS, fps).map((ms) => inputAt(ms, actors));
  return play(MARKET, inputs, undefined, true).signals;
}

describe('a stall', () => {
  test.each<[string, Actor[], string[]]>([
    ['all parts stay', [umbrella, ...goods, vendor()], ['suspect', 'confirm']],
    ['nobody sells: nothing', [umbrella, ...goods], []],
    ['one crate is too little: nothing', [umbrella, goods[0] as Actor, vendor()], []],
    [
      'the anchor is not its own goods: nothing',
      [{ ...umbrella, label: 'table' }, goods[1] as Actor, vendor()],
      [],
    ],
    ['no anchor: nothing', [...goods, vendor()], []],
    [
      'the vendor goes for change now and then',
      [umbrella, ...goods, vendor([60, 100], [130, 160], [200, 250])],
      ['suspect', 'confirm'],
    ],
    [
      'the vendor goes home before it is confirmed',
      [umbrella, ...goods, vendor([100, 9999])],
      ['suspect', 'clear'],
    ],
    [
      'everything is packed up',
      [umbrella, ...goods, vendor()].map((actor) => ({
        ...actor,
        at: (ms: number) => (ms < 340_000 ? actor.at(ms) : undefined),
      })),
      ['suspect', 'confirm', 'clear'],
    ],
    [
      'the vendor stands farther off than the reach: nothing',
      [umbrella, ...goods, { id: 4, label: 'person', at: () => boxAt(0.8, 0.8, 0.04, 0.15) }],
      [],
    ],
    [
      'people only walk past: nothing',
      [
        umbrella,
        ...goods,
        {
          id: (ms) => 100 + Math.floor(ms / 8000),
          label: 'person',
          at: (ms) => boxAt((ms % 8000) / 8000, 0.8, 0.04, 0.15),
        },
      ],
      [],
    ],
  ])('%s', (_, actors, expected) => {
    expect(types(run(actors))).toEqual(expected);
  });

  test('counts from when all were together, says which parts, and clears as of then', () => {
    const late: Actor = { ...vendor([0, 100]) };
    const gone: Actor = { ...late, at: (ms) => (ms < 420_000 ? late.at(ms) : undefined) };
    const [suspect, confirm, clear] = run([umbrella, ...goods, gone], 700);
    expect(Math.abs((suspect?.sinceMs ?? 0) - 100_000)).toBeLessThanOrEqual(10_000);
    expect(confirm?.facts).toMatchObject({ parts: { goods: 1, vendor: expect.any(Number) } });
    expect(Math.abs((clear?.atMs ?? 0) - 420_000)).toBeLessThanOrEqual(60_000);
    expect(clear?.outcome).toBe('left');
  });

  test.each([0.5, 2, 10])('the same at %d frames a second', (fps) => {
    expect(types(run([umbrella, ...goods, vendor()], 330, fps))).toEqual(['suspect', 'confirm']);
  });
});

describe('a seller who is found now and then', () => {
  const NAMED: GroupRule = {
    ...MARKET,
    labels: ['stall', 'umbrella'],
    parts: [
      { name: 'seller', labels: ['person'], min: 1 },
      { name: 'goods', labels: ['box'], min: 1, impliedBy: ['stall'] },
    ],
  };
  const box: Actor = { id: 5, label: 'box', at: () => boxAt(0.52, 0.82, 0.04, 0.04) };
  /** Seen in one of `of` pictures. */
  const seller = (of: number): Actor => ({
    id: 4,
    label: 'person',
    at: (ms) => ((ms / 1000) % of === 0 ? boxAt(0.56, 0.8, 0.04, 0.15) : undefined),
  });

  test.each<[string, string, number, string[]]>([
    ['in one picture of eight confirms what is called a stall', 'stall', 8, ['suspect', 'confirm']],
    ['in one of fifteen does not', 'stall', 15, []],
    ['in one of eight makes no stall of a parasol and a box', 'umbrella', 8, []],
    ['in one of three does', 'umbrella', 3, ['suspect', 'confirm']],
  ])('%s', (_, label, of, expected) => {
    const inputs = frames(0, 500, 1).map((ms) =>
      inputAt(ms, [{ ...umbrella, label }, box, seller(of)]),
    );
    expect(types(play(NAMED, inputs, undefined, true).signals)).toEqual(expected);
  });
});
