import { describe, expect, it } from 'vitest';
import { assetOf } from '../../../scripts/street/assets/catalog.ts';
import { batchOf } from '../../../scripts/street/training/batch.ts';
import { COVERS, LOADS } from '../../../scripts/street/training/recipe.ts';
import { JUDGING, TRAINING } from '../../../scripts/street/training/split.ts';
import { VEHICLE_COLUMNS, vehicleLines } from '../../../scripts/street/training/vehicles.ts';
import { truthAt } from '../../../scripts/street/truth/truth-at.ts';

const columns = VEHICLE_COLUMNS.split(',');

function rowsOf(number: number, half = TRAINING, recipe = LOADS) {
  return batchOf(3, number, half, recipe)
    .pictures.slice(0, 20)
    .flatMap((one, at) => vehicleLines(one, truthAt(one, 0).objects, `p${at}`).trim().split('\n'))
    .filter((line) => line !== '')
    .map((line) => {
      const values = line.split(',');
      expect(values).toHaveLength(columns.length);
      return Object.fromEntries(columns.map((name, at) => [name, values[at] ?? '']));
    });
}

describe('pictures of trucks near by', () => {
  const rows = [0, 1, 2, 3].flatMap((number) => rowsOf(number));

  it('show more tippers than anything else, under every load and cover', () => {
    const tippers = rows.filter(({ tipper }) => tipper === '1');
    expect(tippers.length).toBeGreaterThan(rows.length / 2);
    expect(new Set(tippers.map(({ load }) => load))).toEqual(new Set(['empty', 'level', 'heaped']));
    expect(new Set(tippers.map(({ cover }) => cover)).size).toBe(5);
  });

  it('keep the halves apart', () => {
    const judged = rowsOf(0, JUDGING);
    for (const { asset = '' } of rows) expect(assetOf(asset)?.split).toBe('training');
    for (const { asset = '' } of judged) expect(assetOf(asset)?.split).toBe('judging');
  });

  it('tell what the view shows of a load: nothing of a level one behind the boards or the cab', () => {
    const flat = rows.filter(({ tipper, load }) => tipper === '1' && load !== 'heaped');
    // a cab stands before it from the front
    const hidden = flat.filter(
      ({ aspect, down }) => Number(down) < 4 || (Number(aspect) < 10 && Number(down) < 13),
    );
    const free = flat.filter(({ aspect, down }) => Number(aspect) > 60 && Number(down) > 15);
    expect(hidden.length).toBeGreaterThan(0);
    for (const { open } of hidden) expect(Number(open)).toBe(0);
    expect(free.length).toBeGreaterThan(0);
    for (const { open } of free) expect(Number(open)).toBe(1);
  });

  it('other vehicles are told too, as none that has a load to judge', () => {
    const others = rows.filter(({ tipper }) => tipper === '0');
    expect(others.length).toBeGreaterThan(0);
    expect(others.map((row) => row['class'])).not.toContain('muck-truck');
  });
});

describe('pictures of what is easily mistaken', () => {
  const rows = Array.from({ length: 8 }, (_, number) => rowsOf(number, TRAINING, COVERS)).flat();
  const tippers = rows.filter(({ tipper }) => tipper === '1');
  const isClear = ({ open, sight }: Record<string, string>) =>
    Number(open) >= 0.65 && Number(sight) >= 0.73;

  it('show more tippers in clear view than others do', () => {
    const others = [0, 1, 2, 3]
      .flatMap((number) => rowsOf(number))
      .filter(({ tipper }) => tipper === '1');
    const share = (of: typeof rows) => of.filter(isClear).length / of.length;
    expect(share(tippers)).toBeGreaterThan(share(others) + 0.05);
  });

  it.each([
    ['partial', 0.33],
    ['none', 0.36],
    ['net', 0.17],
    ['tarpaulin', 0.13],
  ])('have %s as a cover as often as asked for', (cover, share) => {
    const count = tippers.filter((one) => one['cover'] === cover).length;
    expect(Math.abs(count / tippers.length - share)).toBeLessThan(0.12);
  });
});
