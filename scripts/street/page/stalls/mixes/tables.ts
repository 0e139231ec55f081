import { lit } from '../../people/colour.ts';
import type { Rgb } from '../../people/loft.ts';
import { anyColour } from '../../props/any-colour.ts';
import { moved, type Pieces, together } from '../../props/pieces.ts';
import { bar, box } from '../../props/shapes.ts';
import { canopyPieces, polePieces } from '../canopy.ts';
import type { StallPart } from '../part.ts';
import { parasolOf, railOf, tableOf } from './furniture.ts';
import { anySign, type Mix, matt } from './mix.ts';
import { type Area, lay } from './wares.ts';

const STEEL: Rgb = [0.66, 0.67, 0.69];

/** A table under a parasol that stands in the middle, behind or beside. */
export function mixedParasolStall(mix: Mix): StallPart[] {
  const { build, look } = mix;
  const canopy = parasolOf(mix);
  const { pieces, top } = tableOf(mix);
  const off = [build.between(-0.45, 0.45), 0, build.between(-0.25, 0.35)] as const;
  const pole = look.chance(0.5) ? STEEL : anyColour(look);
  return [
    { of: 'umbrella', pieces: moved(canopyPieces(canopy), off) },
    { of: 'table', pieces: signed(pieces, top, mix) },
    { of: 'goods', pieces: lay(top, mix) },
    { pieces: moved(polePieces(canopy, pole, build.pick(['water', 'stone', 'none'])), off) },
    { pieces: around(top, mix) },
  ];
}

/** A table, or two, in the open. */
export function mixedTableStall(mix: Mix): StallPart[] {
  const { pieces, top } = tableOf(mix, 2.8);
  const [x, y, z] = [0, 0, top.at[2] - top.width / 2 - 0.1];
  const rail = mix.build.chance(0.35)
    ? railOf({ at: [x, y, z], length: top.length * 0.9, width: 0.5 }, mix)
    : matt();
  return [
    { of: 'table', pieces: signed(pieces, top, mix) },
    { of: 'goods', pieces: together(lay(top, mix), rail) },
    { pieces: around(top, mix) },
  ];
}

/** A tent on four posts over the table; its back and one side may be closed. */
export function mixedTent(mix: Mix): StallPart[] {
  const { build, look } = mix;
  const reach = build.between(1.05, 1.55);
  const rim = build.between(1.9, 2.2);
  const [roof, wall] = [anyColour(look, [0.1, 0.9], [0.4, 1]), anyColour(look, [0, 0.7], [0.6, 1])];
  const canopy = canopyPieces({
    ...{ shape: 'square', reach, rim, top: rim + build.between(0.35, 0.8) },
    ...{ valance: build.between(0.18, 0.32), colours: [roof, look.chance(0.3) ? wall : roof] },
  });
  const ends = [-1, 1].flatMap((x) =>
    [-1, 1].map((z) => [x * (reach - 0.05), z * (reach - 0.05)] as const),
  );
  const posts = ends.map(([x, z]) => bar([x, 0, z], [x, rim, z], 0.022, STEEL, 6));
  const back = build.chance(0.5)
    ? [box([reach * 1.9, rim - 0.3, 0.02], [0, 0.3, 0.06 - reach], wall)]
    : [];
  const side = build.chance(0.3)
    ? [box([0.02, rim - 0.3, reach * 1.9], [reach - 0.06, 0.3, 0], lit(wall, 0.92))]
    : [];
  const { pieces, top } = tableOf(mix, reach * 1.8);
  return [
    { of: 'table', pieces: signed(pieces, top, mix) },
    { of: 'goods', pieces: lay(top, mix) },
    { pieces: together(canopy, { solid: { metal: posts, cloth: [...back, ...side] } }) },
    { pieces: around(top, mix) },
  ];
}

/** With a sign along its front, or without. */
function signed(pieces: Pieces, { at: [x, y, z], length, width }: Area, mix: Mix): Pieces {
  if (mix.build.chance(0.5)) return pieces;
  const size = [length * mix.build.between(0.4, 0.85), Math.min(0.36, y * 0.5)] as const;
  return { ...pieces, boards: [anySign(mix, [x, y * 0.55, z + width / 2 + 0.02], size)] };
}

/** Boxes and bags in reserve: beside the table and under it. */
function around({ at: [x, , z], length }: Area, { build, look }: Mix): Pieces {
  return matt(
    ...Array.from({ length: build.whole(0, 3) }, () =>
      box(
        [build.between(0.3, 0.5), build.between(0.25, 0.42), build.between(0.28, 0.4)],
        [x + build.between(-0.5, 0.5) * length, 0, z + build.between(-0.2, 0.1)],
        lit(
          look.pick([
            [0.68, 0.54, 0.37],
            [0.92, 0.93, 0.92],
            [0.3, 0.4, 0.6],
          ] as const),
          look.between(0.8, 1.1),
        ),
        { yaw: build.between(-14, 14) },
      ),
    ),
  );
}
