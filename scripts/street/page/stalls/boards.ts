import type { Vec3 } from '../../world/vector.ts';
import type { Board } from '../props/pieces.ts';

const PRICES = [
  ['苹果', '5元/斤'],
  ['橘子', '10元3斤'],
  ['西红柿', '4.5元'],
  ['本地黄瓜', '3元/斤'],
  ['葡萄', '8元/斤'],
  ['特价', '2.98'],
  ['香蕉', '3元/斤'],
  ['土豆', '2元/斤'],
] as const;

const CLEARANCE = [
  ['一律', '20元'],
  ['29元', '两件'],
  ['特价', '15元'],
] as const;

/** A price card, 0.26 x 0.18 m, that faces the customer (+z). */
export function priceCard(at: Vec3, draw: () => number, of: 'food' | 'clothes' = 'food'): Board {
  const list = of === 'food' ? PRICES : CLEARANCE;
  const text = list[Math.floor(draw() * list.length)] ?? PRICES[0];
  const yellow = draw() < 0.5;
  return {
    ...{ text, at, size: [0.26, 0.18], faces: -90, back: 15 },
    ...{ paper: yellow ? '#f4d936' : '#f2efe6', ink: yellow ? '#b01b1b' : '#222222' },
  };
}

/** One of several signs. */
export function sign(
  lists: readonly (readonly string[])[],
  look: Omit<Board, 'text'>,
  draw: () => number,
): Board {
  return { ...look, text: lists[Math.floor(draw() * lists.length)] ?? [] };
}
