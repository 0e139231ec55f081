import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assign } from '../../../agent/core/tracking/assign.ts';

it.each([
  [
    'the greedy choice is not the best',
    [
      [1, 2],
      [2, 9],
    ],
    [1, 0],
  ],
  ['more rows than columns: one stays alone', [[5], [1], [3]], [-1, 0, -1]],
  ['more columns than rows', [[4, 1, 3]], [1]],
  ['nobody', [], []],
])('%s', (_, cost, expected) => {
  expect([...assign(cost.flat(), cost.length, cost[0]?.length ?? 0)]).toEqual(expected);
});

/** The least total over all ways, by trying them. */
function leastTotal(cost: readonly (readonly number[])[], free: readonly number[]): number {
  const [row, ...rest] = cost;
  if (row === undefined || free.length === 0) return 0;
  const totals = free.map(
    (column) =>
      (row[column] ?? 0) +
      leastTotal(
        rest,
        free.filter((other) => other !== column),
      ),
  );
  if (cost.length > free.length) totals.push(leastTotal(rest, free));
  return Math.min(...totals);
}

it('is as good as trying everything', () => {
  const matrix = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .chain(([rows, columns]) => {
      const row = fc.array(fc.integer({ min: -20, max: 20 }), {
        minLength: columns,
        maxLength: columns,
      });
      return fc.array(row, { minLength: rows, maxLength: rows });
    });
  fc.assert(
    fc.property(matrix, (cost) => {
      const columns = cost[0]?.length ?? 0;
      const found = [...assign(cost.flat(), cost.length, columns)];
      const used = found.filter((column) => column >= 0);
      expect(new Set(used).size).toBe(Math.min(cost.length, columns));
      const total = found.reduce((sum, column, row) => sum + (cost[row]?.[column] ?? 0), 0);
      expect(total).toBe(leastTotal(cost, [...Array(columns).keys()]));
    }),
  );
});
