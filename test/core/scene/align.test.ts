import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apart, placementOf } from '../../../agent/core/scene/affine.ts';
import { refined, sought } from '../../../agent/core/scene/align.ts';
import { fieldOf } from '../../../agent/core/scene/field.ts';
import { IN_PLACE } from '../../../agent/core/scene/placement.ts';
import { SHAPE, shifted, streetPicture } from './synthetic.ts';

const REFERENCE = fieldOf(streetPicture());
/** Shares of the width; 1280 pixels wide, this is 1.3 of them. */
const CLOSE = 0.001;

describe('where the reference lies in a picture', { timeout: 60_000 }, () => {
  it.each([
    ['nothing has moved', shifted(0, 0)],
    ['a third of a cell to the right', shifted(0.0017, 0)],
    ['half a cell up and left', shifted(-0.0026, -0.0046)],
    ['one share of a hundred', shifted(0.01, -0.01)],
    ['a degree of roll', placementOf({ shiftX: 0.005, shiftY: 0, roll: 1, zoom: 1 }, SHAPE)],
    ['a little zoom', placementOf({ shiftX: 0, shiftY: 0.01, roll: 0, zoom: 1.015 }, SHAPE)],
  ])('is found to a pixel of 1280 near the last place: %s', (_name, at) => {
    const found = refined(REFERENCE, fieldOf(streetPicture({ at, noiseSeed: 2 })), IN_PLACE);
    expect(apart(found.placement, at, SHAPE)).toBeLessThan(CLOSE);
    expect(found.agreeing).toBeGreaterThan(0.9);
  });

  it.each([
    ['5 % to the left', shifted(-0.05, 0)],
    ['12 % down', shifted(0, 0.12)],
    ['24 % to the right and 20 % up', shifted(0.24, -0.2)],
    ['24 % to the left', shifted(-0.24, 0.05)],
    ['two degrees of roll', placementOf({ shiftX: 0.08, shiftY: 0, roll: -2.2, zoom: 1 }, SHAPE)],
    ['4 % of zoom', placementOf({ shiftX: -0.1, shiftY: 0.05, roll: 1, zoom: 1.04 }, SHAPE)],
  ])('is found anywhere by a search: %s', (_name, at) => {
    const found = sought(REFERENCE, fieldOf(streetPicture({ at, noiseSeed: 3 })));
    expect(apart(found.placement, at, SHAPE)).toBeLessThan(2 * CLOSE);
    expect(found.agreeing).toBeGreaterThan(0.7);
  });

  it.each([
    ['half as bright', (luma: number) => luma / 2],
    ['light and dark exchanged', (luma: number) => 255 - luma],
    ['fog: a tenth of the contrast', (luma: number) => 180 + luma / 10],
    [
      'lamps: bright in the middle',
      (luma: number, x: number, y: number) =>
        luma * Math.exp(-8 * ((x - 0.5) ** 2 + (y - 0.5) ** 2)),
    ],
  ])('does not depend on the light: %s', (_name, light) => {
    const at = shifted(0.007, 0.004);
    const found = refined(REFERENCE, fieldOf(streetPicture({ at, light, noiseSeed: 4 })), IN_PLACE);
    expect(apart(found.placement, at, SHAPE)).toBeLessThan(2 * CLOSE);
  });

  it('is found although something hides half of the picture', () => {
    const at = shifted(0.012, 0);
    const bus = (luma: number, x: number, y: number) =>
      x > 0.45 ? 90 + 60 * Math.sin(40 * x) * Math.cos(30 * y) : luma;
    const found = refined(REFERENCE, fieldOf(streetPicture({ at, light: bus })), IN_PLACE);
    expect(apart(found.placement, at, SHAPE)).toBeLessThan(2 * CLOSE);
    expect(found.agreeing).toBeGreaterThan(0.3);
  });

  it('another scene agrees in few tiles and firmly in none, wherever it is laid', () => {
    for (const seed of [2, 3, 4, 5]) {
      const other = fieldOf(streetPicture({ seed }));
      const near = refined(REFERENCE, other, IN_PLACE);
      expect(near.agreeing).toBeLessThan(0.3);
      expect(near.firm).toBeLessThan(0.1);
      expect(sought(REFERENCE, other).agreeing).toBeLessThan(0.4);
    }
  });

  it('cannot be judged where there is nothing to see', () => {
    const grey = fieldOf(streetPicture({ light: () => 90 }));
    expect(refined(REFERENCE, grey, IN_PLACE).judged).toBeLessThan(10);
  });

  it('any small motion is found near the last place', () => {
    const small = fc.double({ min: -0.015, max: 0.015, noNaN: true });
    const roll = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(small, small, roll, (shiftX, shiftY, turn) => {
        const at = placementOf({ shiftX, shiftY, roll: turn, zoom: 1 }, SHAPE);
        const found = refined(REFERENCE, fieldOf(streetPicture({ at })), IN_PLACE);
        return apart(found.placement, at, SHAPE) < 2 * CLOSE;
      }),
      { numRuns: 25 },
    );
  });
});
