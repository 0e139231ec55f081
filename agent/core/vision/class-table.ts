/** From a class number of the model to the index of its label, -1 where it has none. */
export type ClassTable = Int32Array;

/**
 * The label of each class number. `ids` are the numbers of the labels in their order (COCO's 91 numbers
 * leave gaps, TensorFlow counts from 1); without them the labels are numbered from 0.
 */
export function classTable(labels: number, ids?: readonly number[]): ClassTable {
  const numbers = ids ?? Array.from({ length: labels }, (_, index) => index);
  const table = new Int32Array(Math.max(-1, ...numbers) + 1).fill(-1);
  for (const [label, id] of numbers.entries()) table[id] = label;
  return table;
}

/** The label of a class number as networks give it, whole or as a float; undefined where it has none. */
export function labelOf(table: ClassTable, number: number): number | undefined {
  const label = table[Math.round(number)] ?? -1;
  return label < 0 ? undefined : label;
}
