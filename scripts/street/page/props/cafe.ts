import type { Vec3 } from '../../world/vector.ts';
import { lit, rgb } from '../people/colour.ts';
import type { Rgb } from '../people/loft.ts';
import { type Canopy, canopyPieces, polePieces } from '../stalls/canopy.ts';
import type { StallPart } from '../stalls/part.ts';
import { moved, type Pieces } from './pieces.ts';
import { bar, box, pipe, wheelDisc } from './shapes.ts';

const ALUMINIUM: Rgb = [0.72, 0.73, 0.74];
const pick = (list: readonly string[], draw: () => number): Rgb =>
  rgb(list[Math.floor(draw() * list.length)] ?? '#888888');

/** A bistro's: round table, woven armchairs, a cream sunshade. */
export function bistroSet(draw: () => number): StallPart[] {
  const canopy: Canopy = {
    ...{ shape: 'round', reach: 1.2, rim: 2.05, top: 2.5, valance: 0.1 },
    colours: [pick(['#e9e1cc', '#efece4', '#d8c9a8'], draw)],
  };
  const top = wheelDisc(0.4, 0.03, [0, 0, 0], [0.78, 0.77, 0.74], 28)
    .rotateX(Math.PI / 2)
    .translate(0, 0.735, 0);
  const cup = (x: number, z: number) =>
    bar([x, 0.75, z], [x, 0.84, z], 0.035, [0.95, 0.95, 0.93], 10, 0.042);
  const table: Pieces = {
    solid: {
      matt: [top, cup(0.18, 0.08), cup(-0.16, -0.1)],
      metal: [bar([0.06, 0, 0], [0.06, 0.72, 0], 0.03, ALUMINIUM)],
    },
  };
  const seat = pick(['#6b4a30', '#38404a', '#8a7350'], draw);
  return [
    { of: 'umbrella', pieces: canopyPieces(canopy) },
    { of: 'table', pieces: table },
    { of: 'chair', pieces: moved(armchair(seat), [0.8, 0, 0], 180) },
    { of: 'chair', pieces: moved(armchair(seat), [-0.8, 0, 0]) },
    { pieces: polePieces(canopy, ALUMINIUM, 'none') },
  ];
}

/** Faces +x. */
function armchair(colour: Rgb): Pieces {
  const arms = [1, -1].flatMap((side) =>
    pipe(
      [
        [0.2, 0, 0.22 * side],
        [0.2, 0.64, 0.23 * side],
        [-0.16, 0.66, 0.23 * side],
        [-0.22, 0, 0.22 * side],
      ],
      0.014,
      ALUMINIUM,
    ),
  );
  const back = box(
    [0.03, 0.44, 0.44],
    [-0.2, 0.45, 0],
    (_, y, z) => lit(colour, Math.sin(y * 90) * Math.sin(z * 90) > 0 ? 1.1 : 0.85),
    { lean: -6 },
  );
  return { solid: { matt: [box([0.44, 0.04, 0.44], [0.0, 0.43, 0], colour), back], metal: arms } };
}

/** A tea garden's: planked square table, folding chairs, a dark green square shade. */
export function gardenSet(draw: () => number): StallPart[] {
  const canopy: Canopy = {
    ...{ shape: 'square', reach: 1.2, rim: 2.1, top: 2.55, valance: 0.12 },
    colours: [pick(['#2f4f3f', '#5a2830', '#2f3d56'], draw)],
  };
  const wood = pick(['#8a5f3a', '#a57a4c', '#6e4b31'], draw);
  const planks = [-0.36, -0.18, 0, 0.18, 0.36].map((z) =>
    box([0.9, 0.03, 0.165], [0, 0.72, z], lit(wood, 1 + z * 0.15)),
  );
  const legs = [1, -1].flatMap((x) =>
    [1, -1].map((z) =>
      bar([x * 0.38, 0, z * 0.38], [x * 0.38, 0.72, z * 0.38], 0.025, lit(wood, 0.8), 6),
    ),
  );
  const pot = bar([0.16, 0.75, -0.16], [0.16, 0.87, -0.16], 0.07, [0.5, 0.3, 0.22], 10, 0.05);
  return [
    { of: 'umbrella', pieces: canopyPieces(canopy) },
    { of: 'table', pieces: { solid: { matt: [...planks, ...legs, pot] } } },
    { of: 'chair', pieces: moved(foldingChair(wood), [0.9, 0, 0], 180) },
    { of: 'chair', pieces: moved(foldingChair(wood), [-0.9, 0, 0]) },
    { pieces: polePieces(canopy, lit(wood, 0.9), 'none') },
  ];
}

function foldingChair(wood: Rgb): Pieces {
  const leg = (from: Vec3, to: Vec3) => bar(from, to, 0.016, lit(wood, 0.85), 5);
  return {
    solid: {
      matt: [
        ...[0.2, -0.2].flatMap((z) => [
          leg([0.2, 0, z], [-0.22, 0.9, z]),
          leg([-0.22, 0, z], [0.16, 0.45, z]),
        ]),
        ...[-0.13, 0, 0.13].map((x) => box([0.11, 0.02, 0.42], [x, 0.44, 0], wood)),
        ...[0.62, 0.76].map((y) =>
          box([0.02, 0.09, 0.42], [-0.1 - (y - 0.62) * 0.5, y, 0], wood, { lean: -24 }),
        ),
      ],
    },
  };
}
