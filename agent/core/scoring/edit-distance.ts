/**
 * Least number of characters to change, add or drop to make one text of the other (V. I. Levenshtein,
 * 1966). Counts whole characters, also those outside the basic plane.
 */
export function editDistance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  let above = [0, ...to.map((_, j) => j + 1)];
  from.forEach((letter, i) => {
    const row = [i + 1];
    to.forEach((other, j) => {
      const replaced = (above[j] ?? 0) + (letter === other ? 0 : 1);
      row.push(Math.min(replaced, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    });
    above = row;
  });
  return above.at(-1) ?? 0;
}

/** A plate without what is only printed or typed around its characters: '渝A·8d213' -> '渝A8D213'. */
export function plateText(text: string): string {
  return text.replaceAll(/[\s·•.\-_]/gu, '').toUpperCase();
}
