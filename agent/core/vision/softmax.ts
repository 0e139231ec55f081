/**
 * Probabilities from logits, softened by `temperature` (over 1: less sure; Guo et al., On Calibration of
 * Modern Neural Networks, 2017). They sum to 1. A temperature must be above 0.
 */
export function softmax(logits: ArrayLike<number>, temperature = 1): number[] {
  const values = Array.from(logits, (logit) => logit / temperature);
  const top = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
