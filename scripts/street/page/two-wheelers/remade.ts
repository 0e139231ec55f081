import type { BufferGeometry } from 'three';
import type { Dice } from '../../world/dice.ts';
import type { Vec3 } from '../../world/vector.ts';
import { anyColour } from '../props/any-colour.ts';
import { scaled, together } from '../props/pieces.ts';
import { box } from '../props/shapes.ts';
import type { Machine } from './machines.ts';

/** A machine in another size, with a box, a basket or a rain cover that it may carry; `look` has their colours. */
export function remade(machine: Machine, build: Dice, look: Dice): Machine {
  const by: Vec3 = [build.between(0.86, 1.14), build.between(0.9, 1.12), build.between(0.85, 1.25)];
  const { frame, wheel, axles, saddle } = machine;
  const { hips, grip, foot, crank } = saddle;
  const at = ([x, y, z]: Vec3): Vec3 => [x * by[0], y * by[1], z * by[2]];
  return {
    ...machine,
    frame: together(scaled(frame, by), {
      solid: { gloss: carried(at(hips), at(grip), build, look) },
    }),
    wheel: { ...wheel, radius: wheel.radius * by[1], tyre: wheel.tyre * build.between(0.85, 1.3) },
    axles: [axles[0] * by[0], axles[1] * by[0]],
    saddle: {
      ...saddle,
      ...{ hips: at(hips), grip: at(grip), foot: at(foot) },
      ...(crank && { crank: { ...crank, at: [crank.at[0] * by[0], crank.at[1] * by[1]] } }),
    },
  };
}

function carried([hx, hy]: Vec3, [gx, gy]: Vec3, build: Dice, look: Dice): BufferGeometry[] {
  const colour = anyColour(look);
  const behind = build.pick(['none', 'small', 'courier'] as const);
  const side = behind === 'courier' ? build.between(0.38, 0.5) : build.between(0.24, 0.32);
  return [
    ...(behind === 'none'
      ? []
      : [box([side, side, side * 1.05], [hx - 0.24 - side / 2, hy - 0.1, 0], colour)]),
    ...(build.chance(0.4)
      ? [box([0.26, 0.22, 0.32], [gx + 0.2, gy - 0.32, 0], anyColour(look), { taper: 1.1 })]
      : []),
    ...(build.chance(0.35)
      ? [box([0.05, 0.5, 0.5], [gx + 0.06, gy - 0.46, 0], anyColour(look), { lean: -12 })]
      : []),
  ];
}
