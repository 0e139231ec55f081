import { type BodyShape, RIB } from '../../assets/tipper-shapes.ts';
import type { Vec3 } from '../../world/vector.ts';
import type { Mould } from './mould.ts';
import { box, rounded, sheet } from './solid.ts';

/** A closed rigid cover; `open` leaves it half open: a flat one slid to the front, a gable with one flap down. */
export function addLid(mould: Mould, body: BodyShape, colour: string, open: boolean): void {
  if (body.lid === 'flat') addSlidingLid(mould, body, colour, open);
  else addGable(mould, body, colour, open);
}

function addSlidingLid(mould: Mould, body: BodyShape, colour: string, open: boolean): void {
  const { front, rim, half, ridge } = body;
  const rear = open ? front - (front - body.rear) * 0.48 : body.rear;
  const long = front - rear - 0.06;
  const middle = (front + rear) / 2 - 0.03;
  const wide = half + RIB * 0.5;
  const arch = [0, 1, 2, 3, 4, 5, 6].map((step): readonly [number, number] => {
    const share = step / 3 - 1;
    return [share * wide, rim + 0.03 + (ridge - rim - 0.07) * (1 - share ** 4)];
  });
  const rows = [rear + 0.02, front - 0.06].map((x) => arch.map(([z, y]): Vec3 => [x, y, z]));
  mould.add('paint', colour, sheet(rows, { crease: 0.6 }));
  for (const x of [rear + 0.02, front - 0.06])
    mould.add(
      'paint',
      colour,
      sheet([arch.map(([z, y]): Vec3 => [x, y, z]), arch.map(([z]): Vec3 => [x, rim, z])]),
    );
  mould.pair('paint', colour, box([long, 0.07, 0.05], [middle, rim + 0.02, wide - 0.01]));
  const ribs = open ? 4 : 7;
  for (let at = 0; at <= ribs; at += 1) {
    const x = rear + 0.06 + ((long - 0.12) * at) / ribs;
    const strip = [-0.05, 0.05].map((off) => arch.map(([z, y]): Vec3 => [x + off, y + 0.035, z]));
    mould.add('paint', colour, sheet(strip, { crease: 0.6 }));
    mould.add('paint', colour, box([0.1, 0.03, wide * 1.2], [x, ridge - 0.035, 0]));
  }
}

function addGable(mould: Mould, body: BodyShape, colour: string, open: boolean): void {
  const { front, rear, rim, half, ridge } = body;
  const wide = half + RIB * 0.6;
  const slope = (side: number): readonly (readonly Vec3[])[] =>
    [rear, front - 0.04].map((x) => [
      [x, rim + 0.02, side * wide],
      [x, rim + 0.1, side * (wide - 0.04)],
      [x, ridge - 0.03, side * 0.06],
      [x, ridge - 0.02, 0],
    ]);
  mould.add('paint', colour, sheet(slope(1), { crease: 0.3 }));
  if (!open) mould.add('paint', colour, sheet(slope(-1), { crease: 0.3 }));
  const lying = (x: number): void => {
    for (const side of open ? [1] : [1, -1]) {
      const strip = [-0.04, 0.04].map((off): readonly Vec3[] => [
        [x + off, rim + 0.13, side * (wide - 0.04)],
        [x + off, ridge, side * 0.06],
      ]);
      mould.add('paint', colour, sheet(strip));
    }
  };
  for (let at = 0; at <= 8; at += 1) lying(rear + 0.06 + ((front - rear - 0.16) * at) / 8);
  for (const x of [rear, front - 0.04])
    mould.add(
      'paint',
      colour,
      sheet([
        [
          [x, rim, -wide],
          [x, rim, 0],
          [x, rim, wide],
        ],
        [
          [x, rim + (open ? 0.02 : 0.1), -wide + 0.04],
          [x, ridge - 0.02, 0],
          [x, rim + 0.1, wide - 0.04],
        ],
      ]),
    );
  if (!open) return;
  // the other flap hangs on its hinges outside
  const tall = Math.min(half, body.rim - body.floor - 0.1);
  mould.add(
    'paint',
    colour,
    rounded(
      [front - rear - 0.1, tall, 0.03],
      [(front + rear) / 2, rim - tall / 2, -(half + RIB + 0.025)],
      0.01,
    ),
  );
}
