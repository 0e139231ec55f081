import { type BodyShape, bodySection, RIB } from '../../assets/tipper-shapes.ts';
import type { Vec3 } from '../../world/vector.ts';
import type { Mould } from './mould.ts';
import { box, sheet } from './solid.ts';

/** Where the big number is painted: no ribs there. Share of the body's length from its front, and heights. */
export const BOARD = { from: 0.34, to: 0.72, low: 0.42, high: 0.8 };

/** What stiffens the sides, each make in its own way. */
export function addRibs(mould: Mould, body: BodyShape, colour: string): void {
  const { rear, front } = body;
  const long = front - rear;
  const upright = (count: number, width: number): void => {
    for (let at = 0; at <= count; at += 1)
      addRib(mould, body, colour, rear + 0.08 + ((long - 0.16) * at) / count, width);
  };
  if (body.ribs === 'dense') upright(14, 0.11);
  if (body.ribs === 'stakes') upright(7, 0.13);
  if (body.ribs === 'frames') upright(5, 0.16);
  if (body.ribs === 'smooth') upright(2, 0.2);
  if (body.ribs === 'rails') upright(3, 0.12);
  const lying = {
    rails: [0.2, 0.36, 0.52, 0.68],
    frames: [0.55],
    smooth: [],
    dense: [],
    stakes: [],
  };
  for (const share of lying[body.ribs]) {
    const y = body.floor + (body.rim - body.floor) * share;
    mould.pair(
      'paint',
      colour,
      box([long - 0.1, 0.07, RIB], [(rear + front) / 2, y, widthAt(body, y) + RIB / 2 - 0.01]),
    );
  }
  addBoard(mould, body, colour);
}

/** The half width of the plain wall at a height. */
export function widthAt(body: BodyShape, y: number): number {
  const section = bodySection(body).slice(1);
  for (let at = 1; at < section.length; at += 1) {
    const [lowZ, lowY] = section[at - 1] ?? [0, 0];
    const [highZ, highY] = section[at] ?? [0, 0];
    if (y <= highY) return lowZ + (highZ - lowZ) * Math.max(0, (y - lowY) / (highY - lowY || 1));
  }
  return body.half;
}

/** A bent strip that follows the wall from the floor to the rim. */
function addRib(mould: Mould, body: BodyShape, colour: string, x: number, width: number): void {
  const rows = bodySection(body)
    .slice(1)
    .map(([z, y]): readonly Vec3[] => [
      [x - width / 2, y, z],
      [x - width / 2 + 0.02, y, z + RIB],
      [x + width / 2 - 0.02, y, z + RIB],
      [x + width / 2, y, z],
    ]);
  mould.pair('paint', colour, sheet(rows, { crease: 0.5 }));
}

/** A plain sheet over the ribs that carries the number. */
function addBoard(mould: Mould, body: BodyShape, colour: string): void {
  const { rear, front, floor, rim } = body;
  const long = front - rear;
  const tall = rim - floor;
  const x = front - (long * (BOARD.from + BOARD.to)) / 2;
  const y = floor + (tall * (BOARD.low + BOARD.high)) / 2;
  const z = widthAt(body, floor + tall * BOARD.high) + RIB - 0.005;
  mould.pair(
    'paint',
    colour,
    box([long * (BOARD.to - BOARD.from), tall * (BOARD.high - BOARD.low), 0.02], [x, y, z]),
  );
}
