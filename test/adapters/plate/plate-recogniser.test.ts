import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openPlateRecogniser,
  type PlateRecogniser,
} from '../../../agent/adapters/plate/plate-recogniser.ts';
import { oneRow, wholeOf } from '../../../agent/core/plates/patch.ts';
import { PLATE_CLASSES } from '../../../agent/core/plates/plate-classes.ts';
import { PLATES } from '../../../agent/core/plates/plate-grammar.ts';
import { readText } from '../../../agent/core/plates/reading.ts';
import { drawnPlate } from './drawn-plate.ts';

describe('the recogniser of plates', () => {
  let recogniser: PlateRecogniser;
  beforeAll(async () => {
    recogniser = await openPlateRecogniser(1);
  });
  afterAll(() => recogniser.release());

  it('knows every sign of the grammar', () => {
    expect(PLATES.signs.filter((sign) => !PLATE_CLASSES.includes(sign))).toEqual([]);
  });

  it.each([
    ['京A73852', '#f4f6f8', '#0d3fae'],
    ['粤B1F902', '#16140e', '#f3b70c'],
    ['沪AD64829', '#10140f', '#7fd09a'],
    ['藏C4071警', '#16140e', '#f0f0ec'],
  ])('reads %s', async (plate, ink, ground) => {
    const picture = await drawnPlate(plate, { ink, ground });
    const [emissions] = await recogniser.read(picture, [oneRow(wholeOf(picture))]);
    expect(emissions && readText(emissions, PLATES)?.text).toBe(plate);
  });

  it('reads several lines of a picture at once as it reads them alone', async () => {
    const picture = await drawnPlate('京A73852', { ink: '#f4f6f8', ground: '#0d3fae' });
    const whole = wholeOf(picture);
    const patches = [oneRow(whole), oneRow({ ...whole, alongX: whole.alongX / 2 })];
    const together = await recogniser.read(picture, patches);
    const alone = await Promise.all(patches.map((one) => recogniser.read(picture, [one])));
    together.forEach(({ shares }, at) => {
      const other = alone[at]?.[0]?.shares ?? new Float64Array();
      shares.forEach((share, index) => {
        expect(share).toBeCloseTo(other[index] ?? Number.NaN, 4);
      });
    });
  });
});
