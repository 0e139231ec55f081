/** NaN for an empty list. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Least squares: how much y grows for one x. */
export function slope(points: readonly { readonly x: number; readonly y: number }[]): number {
  const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length;
  const x = mean(points.map((point) => point.x));
  const y = mean(points.map((point) => point.y));
  const along = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return along / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}

export const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;
export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
