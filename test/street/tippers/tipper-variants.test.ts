import { describe, expect, it } from 'vitest';
import { TIPPER_SHAPES } from '../../../scripts/street/assets/tipper-shapes-makes.ts';
import { variantsOf } from '../../../scripts/street/assets/tipper-variants.ts';

const MIXED = TIPPER_SHAPES.filter(({ id }) => id.startsWith('tipper-mix-'));
const DRAWN = TIPPER_SHAPES.filter(({ id }) => !id.startsWith('tipper-mix-'));
const LEARNT = DRAWN.filter(({ split }) => split === 'training');

describe('mixed makes', () => {
  it('are for training, and have nothing of the makes that judge', () => {
    expect(MIXED).toHaveLength(60);
    const features = (of: typeof MIXED) =>
      of.flatMap(({ body, cab }) => [
        body.section,
        body.ribs,
        body.lid,
        cab.grille.style,
        cab.roof,
      ]);
    const learnt = new Set<string>(features(LEARNT));
    expect(features(MIXED).filter((one) => !learnt.has(one))).toEqual([]);
    expect(new Set(MIXED.map(({ split }) => split))).toEqual(new Set(['training']));
  });

  it('are the same whatever judges', () => {
    expect(variantsOf(LEARNT)).toEqual(variantsOf(DRAWN));
  });

  it.each(MIXED.map((shape) => [shape.id, shape] as const))('%s could drive', (_, shape) => {
    const { cab, body, axles, length } = shape;
    const gap = length / 2 - cab.length - body.front;
    expect(gap).toBeGreaterThan(0.2);
    expect(body.rear).toBeGreaterThan(-length / 2);
    for (const [at, x] of axles.slice(1).entries())
      expect((axles[at] ?? 0) - x).toBeGreaterThan(1.1);
    expect(axles.length).toBeGreaterThanOrEqual(3);
    // nothing of the body is in the cab
    const [roof] = cab.levels.at(-1) ?? [0];
    expect(body.canopy < gap || body.headboard > roof).toBe(true);
    expect(body.crest).toBeGreaterThan(body.ridge);
  });
});
