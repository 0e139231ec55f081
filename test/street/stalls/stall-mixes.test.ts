import { describe, expect, it } from 'vitest';
import { mixedKind } from '../../../scripts/street/assets/stall-mixes.ts';
import { STALLS } from '../../../scripts/street/assets/stalls.ts';
import { stallParts } from '../../../scripts/street/page/stalls/stall-models.ts';

const stalls = STALLS.filter(({ model }) => model === 'stall');
const mixed = stalls.filter(({ id }) => mixedKind(id) !== undefined);

/** What is written on the signs of one, over several seeds. */
function signsOf(id: string): readonly string[] {
  return [1, 2, 3, 4, 5, 6].flatMap((seed) =>
    stallParts(id, seed).flatMap(({ pieces }) =>
      (pieces.boards ?? []).map(({ text }) => text.join()),
    ),
  );
}

describe('mixed stalls', () => {
  it('are for training, several of every kind', () => {
    expect(new Set(mixed.map(({ split }) => split))).toEqual(new Set(['training']));
    const kinds = mixed.map(({ id }) => mixedKind(id));
    expect(new Set(kinds).size).toBe(7);
    for (const kind of kinds)
      expect(kinds.filter((one) => one === kind).length, kind).toBeGreaterThanOrEqual(3);
  });

  it('have no sign of the stalls that judge', () => {
    const signs = (split: string) =>
      stalls.filter((one) => one.split === split).flatMap(({ id }) => signsOf(id));
    const drawn = stalls.filter((one) => one.split === 'training' && !mixed.includes(one));
    const known = new Set(drawn.flatMap(({ id }) => signsOf(id)));
    const judging = signs('judging').filter((text) => !known.has(text));
    expect(judging.length).toBeGreaterThan(0);
    const learnt = new Set(signs('training'));
    expect(judging.filter((text) => learnt.has(text))).toEqual([]);
  });

  it('are none like another', () => {
    const sizes = mixed.map(({ length, width, height }) =>
      [length, width, height].map((metres) => metres.toFixed(2)).join(),
    );
    expect(new Set(sizes).size).toBe(sizes.length);
  });

  it.each(mixed)(
    '$id is of a stall’s size and stands on the ground',
    ({ length, width, height, hull }) => {
      expect(Math.max(length, width)).toBeGreaterThan(0.7);
      expect(length).toBeLessThan(4.6);
      expect(width).toBeLessThan(3.6);
      expect(height).toBeLessThan(3.2);
      const lowest = Math.min(...hull.map(([, y]) => y));
      expect(Math.abs(lowest)).toBeLessThan(0.04);
    },
  );
});
