import type { Dice } from '../../world/dice.ts';
import type { Rgb } from '../people/loft.ts';

/** Any colour: hue 0 to 1, as strong and as bright as the bounds say (HSV). */
export function anyColour(
  look: Dice,
  strong: readonly [number, number] = [0.15, 0.9],
  bright: readonly [number, number] = [0.25, 0.95],
): Rgb {
  const [hue, s, v] = [look.between(0, 6), look.between(...strong), look.between(...bright)];
  const channel = (n: number) => {
    const k = (n + hue) % 6;
    return v - v * s * Math.max(0, Math.min(k, 4 - k, 1));
  };
  return [channel(5), channel(3), channel(1)];
}

/** '#rrggbb'. */
export const hexOf = (colour: Rgb) =>
  `#${colour
    .map((share) =>
      Math.round(share * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
