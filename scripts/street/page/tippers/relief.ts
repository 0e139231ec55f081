import { random } from '../../world/random.ts';

/** Smooth hills from 0 to 1 over a plane, about one to a unit. */
export type Relief = (x: number, y: number) => number;

const SIDE = 64;

/** Value noise: random heights on a grid, eased in between; repeats after 64 units. */
export function reliefOf(seed: number, name: string): Relief {
  const draw = random(seed, 'relief', name);
  const heights = Float32Array.from({ length: SIDE * SIDE }, draw);
  const at = (x: number, y: number): number =>
    heights[(y & (SIDE - 1)) * SIDE + (x & (SIDE - 1))] ?? 0;
  return (x, y) => {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [right, down] = [ease(x - left), ease(y - top)];
    const upper = at(left, top) * (1 - right) + at(left + 1, top) * right;
    const lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
    return upper * (1 - down) + lower * down;
  };
}

/** The same with finer hills on it, each octave half as high and twice as dense. */
export function roughRelief(seed: number, name: string, octaves = 3): Relief {
  const relief = reliefOf(seed, name);
  return (x, y) => {
    let sum = 0;
    let share = 0.5;
    for (let octave = 0; octave < octaves; octave += 1) {
      const scale = 2 ** octave;
      sum += share * relief(x * scale + 11 * octave, y * scale + 5 * octave);
      share /= 2;
    }
    return sum / (1 - 2 * share);
  };
}

function ease(share: number): number {
  return share * share * (3 - 2 * share);
}
