import { together } from '../../props/pieces.ts';
import { box } from '../../props/shapes.ts';
import { mixedTricycle } from '../../tricycles/mixed-tricycle.ts';
import type { StallPart } from '../part.ts';
import { standing } from '../tricycle-stall.ts';
import { anySign, type Mix, matt } from './mix.ts';
import { lay } from './wares.ts';

/** Wares in the box of a three-wheeler, or on a board over it. */
export function mixedTricycleStall(mix: Mix): StallPart[] {
  const { build, look } = mix;
  const tricycle = mixedTricycle(build, look, true);
  const { x, y, length, width } = tricycle.bed;
  const raised = build.chance(0.45) ? build.between(0.3, 0.5) : 0;
  const [over, room] = [raised > 0 ? 1.02 : 0.94, raised > 0 ? build.between(1, 1.2) : 0.92];
  const board =
    raised > 0
      ? [box([length * over, 0.03, width * room], [x, y + raised - 0.03, 0], [0.58, 0.45, 0.3])]
      : [];
  const wares = lay(
    { at: [x, y + Math.max(raised, 0.08), 0], length: length * over, width: width * room },
    mix,
  );
  const sign = anySign(
    mix,
    [x, y + 0.1, (width * room) / 2 + 0.03],
    [length * build.between(0.4, 0.9), 0.3],
  );
  return [
    { of: 'tricycle', pieces: standing(tricycle) },
    {
      of: 'goods',
      pieces: together(matt(...board), wares, {
        solid: {},
        boards: build.chance(0.5) ? [sign] : [],
      }),
    },
  ];
}
