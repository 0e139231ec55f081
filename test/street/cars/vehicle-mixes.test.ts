import { describe, expect, it } from 'vitest';
import { assetOf } from '../../../scripts/street/assets/catalog.ts';
import { VEHICLE_MIXES } from '../../../scripts/street/assets/vehicle-mixes.ts';
import { shapeOf } from '../../../scripts/street/assets/vehicle-shapes-table.ts';
import { stretched } from '../../../scripts/street/assets/vehicle-stretch.ts';

describe('mixed vehicles', () => {
  it.each(VEHICLE_MIXES)('$id is mixed from the training half, for it', ({ id, from }) => {
    expect(assetOf(from)?.split).toBe('training');
    expect(assetOf(id)?.split).toBe('training');
  });

  it('stretched by nothing, a vehicle stays as it is', () => {
    const van = shapeOf('van-a');
    const same = stretched(van, [1, 1, 1]);
    const { arches, crown, nose, tail, width, height, hip } = van.body;
    expect(same.body).toMatchObject({ crown, nose, tail, width, height, hip });
    for (const [at, { radius }] of arches.entries())
      expect(same.body.arches[at]?.radius).toBeCloseTo(radius, 9);
    expect(same.wheels).toEqual(van.wheels);
    expect(same.front).toEqual(van.front);
  });

  it('a panel van has windows at its front doors only', () => {
    const windows = (id: string) =>
      shapeOf(id)
        .sides.filter(({ of }) => of === 'glass')
        .flatMap(({ points }) => points.map(([x]) => x / shapeOf(id).body.to));
    expect(Math.max(...windows('van-mix-1'))).toBeGreaterThan(0.8);
    expect(Math.max(...windows('van-mix-2'))).toBeLessThan(0.6);
  });
});
