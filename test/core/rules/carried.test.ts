import { describe, expect, test } from 'vitest';
import { isCarried, isOneStall } from '../../../agent/core/rules/carried.ts';
import { type Actor, boxAt, frames, inputAt, play, STALL, types } from '../../helpers/street.ts';

const person = (id: number, x: number, y = 0.8): Actor => ({
  id,
  label: 'person',
  at: () => boxAt(x, y, 0.03, 0.18),
});
/** Over the head of somebody whose feet are at (x, y): 1 m wide, a parasol 2.4 m. */
const umbrella = (id: number, x: number, metres: number, y = 0.8): Actor => ({
  id,
  label: 'umbrella',
  at: () => boxAt(x, y - 0.165, 0.06 * metres, 0.05),
});
const thing = (id: number, label: string, x: number, width = 0.04, height = 0.06): Actor => ({
  id,
  label,
  at: () => boxAt(x, 0.8, width, height),
});

function run(actors: readonly Actor[], toS = 400) {
  const inputs = frames(0, toS, 1).map((ms) => inputAt(ms, actors));
  return play(STALL, inputs, undefined, true).signals;
}

describe('who waits in the rain is no stall', () => {
  test.each<[string, Actor[], string[]]>([
    [
      'an umbrella, its bearer, another one and luggage',
      [umbrella(1, 0.5, 1), person(2, 0.5), person(3, 0.55), thing(4, 'bag', 0.52)],
      [],
    ],
    [
      'the same seen steeply from above, where an umbrella is round',
      [
        { id: 1, label: 'umbrella', at: () => boxAt(0.5, 0.72, 0.056, 0.09) },
        person(2, 0.5),
        thing(4, 'bag', 0.51),
      ],
      [],
    ],
    [
      'a parasol with its seller and goods',
      [umbrella(1, 0.5, 2.4), person(2, 0.52), thing(4, 'bag', 0.48)],
      ['suspect', 'confirm'],
    ],
  ])('%s', (_, actors, expected) => {
    expect(types(run(actors))).toEqual(expected);
  });

  test('a bearer who is missed now and then makes no parasol of it', () => {
    const bearer: Actor = {
      ...person(2, 0.5),
      at: (ms) => (ms % 10_000 < 4000 ? undefined : boxAt(0.5, 0.8, 0.03, 0.18)),
    };
    const actors = [umbrella(1, 0.5, 1), bearer, person(3, 0.55), thing(4, 'bag', 0.52)];
    expect(types(run(actors))).toEqual([]);
  });

  test('a stall behind somebody who stands nearer is not carried', () => {
    const stall: Actor = { id: 1, label: 'stall', at: () => boxAt(0.5, 0.7, 0.05, 0.12) };
    const before = person(2, 0.5, 0.78);
    const actors = [
      stall,
      before,
      { ...thing(3, 'goods', 0.5), at: () => boxAt(0.5, 0.7, 0.04, 0.04) },
    ];
    expect(types(run(actors))).toEqual(['suspect', 'confirm']);
  });

  test('nor is a stall as wide as high by who stands before one end of it', () => {
    const box = { left: 0.46, right: 0.534, top: 0.48, bottom: 0.614 };
    const at = (x: number) =>
      inputAt(0, [{ ...person(2, x), at: () => boxAt(x, 0.74, 0.03, 0.147) }]);
    expect(isCarried(STALL, { box, id: 1 }, at(0.475).tracks)).toBe(false);
    expect(isCarried(STALL, { box, id: 1 }, at(0.495).tracks)).toBe(true);
  });

  test('a table is not carried by who stands behind it, nor an umbrella by a chair below', () => {
    const table = { box: boxAt(0.5, 0.8, 0.06, 0.08), id: 1 };
    const tracks = inputAt(0, [person(2, 0.5, 0.79), thing(3, 'table', 0.5)]).tracks;
    expect(isCarried(STALL, table, tracks)).toBe(false);
    const canopy = { box: boxAt(0.5, 0.635, 0.06, 0.05), id: 1 };
    expect(isCarried(STALL, canopy, inputAt(0, [thing(3, 'table', 0.5)]).tracks)).toBe(false);
  });
});

describe('beside a permitted market', () => {
  const market = {
    id: 'market',
    kind: 'permitted-market' as const,
    polygon: [
      [0.1, 0.7],
      [0.4, 0.7],
      [0.4, 0.9],
      [0.1, 0.9],
    ] as const,
  };
  const set = (x: number, id: number): Actor[] => [
    umbrella(id, x, 2.4),
    thing(id + 1, 'table', x),
    thing(id + 2, 'bag', x + 0.03),
    person(id + 3, x - 0.03),
  ];
  const runBeside = (actors: readonly Actor[]) => {
    const inputs = frames(0, 400, 1).map((ms) => inputAt(ms, actors));
    return play({ ...STALL, except: [market] }, inputs, undefined, true).signals;
  };

  test('what stands in it is lawful, though its parasol hangs over the edge in the picture', () => {
    expect(types(runBeside(set(0.3, 1)))).toEqual([]);
  });

  test('the stall next to it is none of it', () => {
    const found = runBeside([...set(0.3, 1), ...set(0.52, 11)]);
    expect(types(found)).toEqual(['suspect', 'confirm']);
    expect(found.at(-1)?.subject.box.left).toBeGreaterThan(0.4);
  });

  test('neither does the parasol of the market take in the goods of the stall', () => {
    const canopy = umbrella(1, 0.3, 2.4);
    expect(types(runBeside([canopy, ...set(0.52, 11)]))).toEqual(['suspect', 'confirm']);
  });
});

describe('one stall is one episode', () => {
  test('a stall, its parasol and its table, all of them anchors', () => {
    const stall: Actor = { id: 1, label: 'stall', at: () => boxAt(0.5, 0.8, 0.15, 0.24) };
    const actors = [
      stall,
      umbrella(2, 0.5, 2.4),
      { ...thing(3, 'table', 0.5, 0.11, 0.08) },
      person(4, 0.55),
    ];
    expect(types(run(actors))).toEqual(['suspect', 'confirm']);
  });

  test('two stalls side by side are two', () => {
    const at = (x: number, id: number) => [
      umbrella(id, x, 2.4),
      thing(id + 1, 'goods', x),
      person(id + 2, x + 0.02),
    ];
    const found = run([...at(0.3, 1), ...at(0.55, 11)]);
    expect(types(found).filter((type) => type === 'confirm')).toHaveLength(2);
    expect(isOneStall(boxAt(0.3, 0.6, 0.14, 0.05), boxAt(0.55, 0.6, 0.14, 0.05))).toBe(false);
  });

  test('people who stand ten metres along the street do not make the stall larger', () => {
    const stall: Actor = { id: 1, label: 'stall', at: () => boxAt(0.3, 0.8, 0.12, 0.24) };
    const found = run([stall, thing(2, 'goods', 0.3), person(3, 0.36), person(4, 0.7)]);
    const confirm = found.find(({ type }) => type === 'confirm');
    expect(confirm?.subject.box.right).toBeLessThan(0.45);
  });
});
