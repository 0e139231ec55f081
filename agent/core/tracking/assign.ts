/**
 * Minimum-cost assignment of rows to columns (Hungarian algorithm by shortest augmenting paths with
 * potentials, after Kuhn 1955 and Jonker & Volgenant 1987; O(rows^2 * columns)).
 * `cost` is row-major, `rows * columns` finite numbers. Returns the column of each row; every row
 * has one while there are columns left, the others have -1.
 */
export function assign(cost: ArrayLike<number>, rows: number, columns: number): Int32Array {
  if (rows > columns) return turned(assign(transposed(cost, rows, columns), columns, rows), rows);
  const work = {
    rowPotential: new Float64Array(rows + 1),
    columnPotential: new Float64Array(columns + 1),
    // 1-based; 0 stands for "nobody"
    rowOf: new Int32Array(columns + 1),
    cameFrom: new Int32Array(columns + 1),
  };
  for (let row = 1; row <= rows; row += 1) augment(work, cost, row, columns);
  const columnOf = new Int32Array(rows).fill(-1);
  for (let column = 1; column <= columns; column += 1) {
    const row = work.rowOf[column] ?? 0;
    if (row > 0) columnOf[row - 1] = column - 1;
  }
  return columnOf;
}

interface Work {
  readonly rowPotential: Float64Array;
  readonly columnPotential: Float64Array;
  readonly rowOf: Int32Array;
  readonly cameFrom: Int32Array;
}

function augment(work: Work, cost: ArrayLike<number>, row: number, columns: number): void {
  const slack = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
  const used = new Uint8Array(columns + 1);
  work.rowOf[0] = row;
  let column = 0;
  while ((work.rowOf[column] ?? 0) !== 0) {
    used[column] = 1;
    column = nearest(work, cost, column, columns, slack, used);
  }
  while (column !== 0) {
    const previous = work.cameFrom[column] ?? 0;
    work.rowOf[column] = work.rowOf[previous] ?? 0;
    column = previous;
  }
}

/** One step of the search: relaxes all open columns from `column`, moves the potentials, returns the next. */
function nearest(
  work: Work,
  cost: ArrayLike<number>,
  column: number,
  columns: number,
  slack: Float64Array,
  used: Uint8Array,
): number {
  const { rowPotential, columnPotential, rowOf, cameFrom } = work;
  const row = rowOf[column] ?? 0;
  const base = (row - 1) * columns - 1;
  const potential = rowPotential[row] ?? 0;
  let next = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let j = 1; j <= columns; j += 1) {
    if (used[j] === 1) continue;
    const reduced = (cost[base + j] ?? 0) - potential - (columnPotential[j] ?? 0);
    if (reduced < (slack[j] ?? 0)) {
      slack[j] = reduced;
      cameFrom[j] = column;
    }
    const open = slack[j] ?? 0;
    if (open < least) [next, least] = [j, open];
  }
  shift(work, least, slack, used);
  return next;
}

function shift(work: Work, delta: number, slack: Float64Array, used: Uint8Array): void {
  const { rowPotential, columnPotential, rowOf } = work;
  for (let j = 0; j < slack.length; j += 1) {
    if (used[j] === 1) {
      const owner = rowOf[j] ?? 0;
      rowPotential[owner] = (rowPotential[owner] ?? 0) + delta;
      columnPotential[j] = (columnPotential[j] ?? 0) - delta;
    } else slack[j] = (slack[j] ?? 0) - delta;
  }
}

function transposed(cost: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const result = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      result[column * rows + row] = cost[row * columns + column] ?? 0;
  return result;
}

function turned(rowOfColumn: Int32Array, rows: number): Int32Array {
  const columnOf = new Int32Array(rows).fill(-1);
  rowOfColumn.forEach((row, column) => {
    if (row >= 0) columnOf[row] = column;
  });
  return columnOf;
}
