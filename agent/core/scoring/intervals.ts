/** Two-sided 95 % of the normal distribution. */
const Z = 1.959963984540054;
/** One-sided 95 %. */
const RISK = 0.05;

/** `n` of `of`, with its 95 % interval; null where nothing was to measure: 0 of 0 is no 100 %. */
export interface Rate {
  readonly n: number;
  readonly of: number;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Wilson's score interval (E. B. Wilson, "Probable inference", JASA 22, 1927), 95 %. */
export function rateOf(n: number, of: number): Rate {
  if (of <= 0) return { n, of, share: null, low: null, high: null };
  const share = n / of;
  const square = Z * Z;
  const middle = (share + square / (2 * of)) / (1 + square / of);
  const spread =
    (Z / (1 + square / of)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  // rounding must not leave 0 of n or n of n with an end that is not there
  const low = n === 0 ? 0 : Math.max(0, middle - spread);
  return { n, of, share, low, high: n === of ? 1 : Math.min(1, middle + spread) };
}

/**
 * The exact upper 95 % bound of a Poisson count (F. Garwood, Biometrika 28, 1936): the mean at which
 * `count` or fewer come with a probability of 5 %. 0 gives 3.00, the "rule of three".
 */
export function poissonUpper(count: number): number {
  let [low, high] = [count, 2 * count + 10];
  for (let step = 0; step < 100 && high - low > 1e-12 * high; step += 1) {
    const middle = (low + high) / 2;
    if (poissonAtMost(count, middle) > RISK) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Probability of `count` or fewer; for means above `count`, where the terms only fall towards 0. */
function poissonAtMost(count: number, mean: number): number {
  let log = -mean + count * Math.log(mean);
  for (let i = 2; i <= count; i += 1) log -= Math.log(i);
  let term = Math.exp(log);
  let sum = 0;
  for (let i = count; i >= 0 && term > sum * 1e-16; i -= 1) {
    sum += term;
    term *= i / mean;
  }
  return sum;
}
