import { random } from '../world/random.ts';

const SIZE = 1 << 16;

/** Grain of a sensor, nearly Gaussian, of that standard deviation; a power of two long. */
export function noiseTable(seed: number, deviation: number): Int8Array {
  const draw = random(seed, 'grain');
  return Int8Array.from({ length: SIZE }, () => (draw() + draw() + draw() - 1.5) * 2 * deviation);
}

/** Where in the grain a picture begins: another place in every picture. */
export function grainAt(ms: number): number {
  return Math.imul(Math.round(ms), 0x9e3779b1) >>> 8;
}
