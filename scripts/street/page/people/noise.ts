/** Smooth noise, -1 to 1, of three coordinates; another world for every seed. */
export function noise(seed: number, x: number, y: number, z: number): number {
  const [x0, y0, z0] = [Math.floor(x), Math.floor(y), Math.floor(z)];
  const [fx, fy, fz] = [ease(x - x0), ease(y - y0), ease(z - z0)];
  let sum = 0;
  for (let corner = 0; corner < 8; corner++) {
    const [dx, dy, dz] = [corner & 1, (corner >> 1) & 1, corner >> 2];
    const weight = (dx ? fx : 1 - fx) * (dy ? fy : 1 - fy) * (dz ? fz : 1 - fz);
    sum += weight * hash(seed, x0 + dx, y0 + dy, z0 + dz);
  }
  return sum * 2 - 1;
}

/** Noise about a limb: the angle joins up with itself. */
export function ringNoise(seed: number, share: number, angle: number, turns: number): number {
  return noise(seed, Math.cos(angle) * turns, share, Math.sin(angle) * turns);
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

function hash(seed: number, x: number, y: number, z: number): number {
  let h =
    (seed | 0) ^ Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(z, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}
