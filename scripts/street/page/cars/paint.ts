import { random } from '../../world/random.ts';
import type { Vec3 } from '../../world/vector.ts';
import { mixTint, type Tint, tintOf } from './sink.ts';

/** What is driven in Chinese cities, by share of registrations (white leads, then black and greys). */
const STREET_COLOURS: readonly (readonly [hex: string, weight: number])[] = [
  ...([
    ['#eceff0', 38],
    ['#15171a', 17],
    ['#b9bdc0', 10],
    ['#6f757a', 10],
  ] as const),
  ...([
    ['#454b52', 6],
    ['#1d3a66', 4],
    ['#2f6c9e', 3],
    ['#8f1b1e', 5],
  ] as const),
  ...([
    ['#6b4a33', 3],
    ['#b8a88d', 2],
    ['#c9752a', 1],
    ['#2f5a45', 1],
  ] as const),
];

const CARGO_COLOURS: readonly (readonly [hex: string, weight: number])[] = [
  ...([
    ['#eef0ef', 45],
    ['#1f4f93', 22],
    ['#b8bcbe', 13],
    ['#c8342b', 10],
    ['#e3b02c', 5],
  ] as const),
  ...([['#3f7a4f', 5]] as const),
];

/** A colour of the street for what carries none of its own. */
export function streetPaint(seed: number, truck: boolean): string {
  const table = truck ? CARGO_COLOURS : STREET_COLOURS;
  const total = table.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random(seed, 'paint')() * total;
  for (const [hex, weight] of table) {
    left -= weight;
    if (left < 0) return hex;
  }
  return '#eceff0';
}

/** The box of a lorry, which is seldom as its cab is. */
export function boxPaint(seed: number): string {
  return streetPaint(seed + 1, true);
}

const DUST = tintOf('#8a7a64');

/** Paint with road dirt that grows towards the sill and behind the wheels, more on some than on others. */
export function dirtyPaint(hex: string, seed: number, sill: number): (point: Vec3) => Tint {
  const base = tintOf(hex);
  const draw = random(seed, 'dirt');
  const [amount, phase] = [0.12 + 0.45 * draw() ** 2, draw() * 9];
  return ([x, y, z]) => {
    const streak = 0.75 + 0.25 * Math.sin(x * 5.1 + phase) * Math.sin(x * 1.9 + z + phase);
    const low = Math.max(0, 1 - (y - sill) / 0.45) ** 1.6;
    const shade = 1 - 0.35 * Math.max(0, 1 - (y - sill) / 0.14);
    const [r, g, b] = mixTint(base, DUST, Math.min(0.75, amount * (low * streak + 0.06)));
    return [r * shade, g * shade, b * shade];
  };
}
