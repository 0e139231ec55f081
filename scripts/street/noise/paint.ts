import { APPEARANCE_LENGTH } from '../../../agent/core/vision/appearance.ts';
import { random } from '../world/random.ts';
import { drawn, normal, type Random } from './chance.ts';

/** Colours of things where nobody says: the shares of vehicle paints in China's streets, roughly. */
const PAINTS: readonly (readonly [string, number])[] = [
  ['#e8e8e6', 0.42],
  ['#1b1c1f', 0.2],
  ['#8d9298', 0.17],
  ['#5c4a3d', 0.05],
  ['#8c1b20', 0.07],
  ['#27406b', 0.09],
];

/** The appearance (agent/core/vision/appearance.ts) of something in neutral light, from its colour and its name. */
export function baseLook(name: string, paint?: string): readonly number[] {
  const draw = random(1, 'look', name);
  const [red, green, blue] = rgb(paint ?? drawn(PAINTS, draw) ?? '#6b6b6b');
  const total = red + green + blue + 16;
  const colour = [(red - green) / total, ((red + green) / 2 - blue) / total];
  const level = (red + green + blue) / 3;
  const cells = Array.from({ length: (APPEARANCE_LENGTH - 1) / 3 }, () => [
    (colour[0] ?? 0) * (0.6 + 0.4 * draw()),
    (colour[1] ?? 0) * (0.6 + 0.4 * draw()),
    0.25 * normal(draw),
  ]).flat();
  // against asphalt and paving of middle grey
  return [...cells, (level - 105) / (level + 105 + 8)];
}

/** That look as one picture gives it. `dark`: colours fade by night. `front`: what hides a part of it. */
export function seenLook(
  base: readonly number[],
  sigma: { readonly colour: number; readonly light: number },
  seen: { readonly dark: boolean; readonly hidden: number; readonly front?: readonly number[] },
  draw: Random,
): readonly number[] {
  const { dark, hidden, front } = seen;
  const last = base.length - 1;
  const fade = dark ? 0.4 : 1;
  return base.map((value, at) => {
    const isLight = at % 3 === 2 || at === last;
    const mixed = value * (1 - hidden) + (front?.[at] ?? 0) * hidden;
    const off = (isLight ? sigma.light : sigma.colour) * (dark ? 2 : 1) * normal(draw);
    return Math.max(-1, Math.min(1, isLight ? mixed + off : mixed * fade + off));
  });
}

function rgb(paint: string): readonly [number, number, number] {
  const bits = Number.parseInt(paint.slice(1), 16);
  return [bits >> 16, (bits >> 8) & 255, bits & 255];
}
