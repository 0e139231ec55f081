import { type Dice, diceOf } from '../../../world/dice.ts';
import { random } from '../../../world/random.ts';
import { anyColour, hexOf } from '../../props/any-colour.ts';
import type { Board, Pieces } from '../../props/pieces.ts';
import { sign } from '../boards.ts';
import type { StallPart } from '../part.ts';

/** What a mixed stall is drawn from: its build from its name alone, its colours from the seed as well. */
export interface Mix {
  readonly build: Dice;
  readonly look: Dice;
  readonly draw: () => number;
}

export type MixStall = (mix: Mix) => StallPart[];

export function mixOf(asset: string, draw: () => number): Mix {
  return { build: diceOf(random(0, 'stall-mix', asset)), look: diceOf(draw), draw };
}

export const matt = (...matt: Required<Pieces>['solid']['matt'] & object): Pieces => ({
  solid: { matt },
});

const SAYS: readonly (readonly string[])[] = [
  ...[
    ['早餐'],
    ['豆浆 油条'],
    ['鲜榨果汁'],
    ['炸串'],
    ['凉皮 肉夹馍'],
    ['烤红薯'],
    ['卤味'],
    ['煎饺'],
  ],
  ...[['袜子', '10元3双'], ['手机贴膜'], ['鲜花', '10元一束'], ['小商品', '2元起'], ['帽子 围巾']],
  ...[['草莓', '15元/斤'], ['水果', '特价'], ['土鸡蛋'], ['本地蔬菜'], ['玉米', '3元一根']],
];

/** A sign of any colours that faces the customers (+z). */
export function anySign({ look, draw }: Mix, at: Board['at'], size: Board['size']): Board {
  const dark = look.chance(0.6);
  const paper = hexOf(
    dark ? anyColour(look, [0.5, 0.95], [0.3, 0.8]) : anyColour(look, [0, 0.6], [0.85, 1]),
  );
  const ink = dark
    ? look.pick(['#ffffff', '#ffe96a'])
    : look.pick(['#b3211c', '#1d2433', '#1c5a34']);
  return sign(SAYS, { paper, ink, size, at, faces: -90 }, draw);
}
