/**
 * Position and velocity along one axis with their covariance, in shares of the picture and seconds:
 * [position, velocity, variance of position, covariance, variance of velocity].
 */
export type Axis = readonly [x: number, v: number, xx: number, xv: number, vv: number];

/** Something new at `x`: the place is known to `sigmaX`, the velocity is 0 give or take `sigmaV` per second. */
export function startAxis(x: number, sigmaX: number, sigmaV: number): Axis {
  return [x, 0, sigmaX * sigmaX, 0, sigmaV * sigmaV];
}

/**
 * The axis `dtS` seconds later. The velocity fades with time constant `fadeS` (an integrated
 * Ornstein-Uhlenbeck process), so ten short steps and one long one predict the same place; `noise`
 * is the standard deviation that the velocity gains in one second. Bar-Shalom, Li & Kirubarajan,
 * "Estimation with Applications to Tracking and Navigation", 2001, ch. 6.2.
 */
export function predictAxis(axis: Axis, dtS: number, noise: number, fadeS: number): Axis {
  const [x, v, xx, xv, vv] = axis;
  const keep = Math.exp(-dtS / fadeS);
  const reach = fadeS * (1 - keep);
  const q = noise * noise;
  return [
    x + reach * v,
    keep * v,
    xx + 2 * reach * xv + reach * reach * vv + (q * dtS ** 3) / 3,
    keep * (xv + reach * vv) + (q * dtS ** 2) / 2,
    keep * keep * vv + q * dtS,
  ];
}

/** The axis after a measurement of the position with standard deviation `sigma` (Kalman update). */
export function correctAxis(axis: Axis, measured: number, sigma: number): Axis {
  const [x, v, xx, xv, vv] = axis;
  const total = xx + sigma * sigma;
  const gainX = xx / total;
  const gainV = xv / total;
  const miss = measured - x;
  return [
    x + gainX * miss,
    v + gainV * miss,
    (1 - gainX) * xx,
    (1 - gainX) * xv,
    Math.max(0, vv - gainV * xv),
  ];
}
