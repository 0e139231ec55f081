import type { Pieces } from '../props/pieces.ts';
import { moved, together } from '../props/pieces.ts';
import { bar, box } from '../props/shapes.ts';
import type { Tricycle } from '../tricycles/tricycle.ts';
import { tricycleOf } from '../tricycles/tricycle-of.ts';
import { wheelPieces } from '../two-wheelers/wheel.ts';
import { priceCard, sign } from './boards.ts';
import type { StallPart } from './part.ts';
import { crate, heap } from './produce.ts';

/** With its wheels, and nobody on it. */
export function standing(tricycle: Tricycle): Pieces {
  const {
    axles: [front, rear, track],
    wheel,
  } = tricycle;
  const at = (x: number, z: number) => moved(wheelPieces(wheel), [x, wheel.radius, z]);
  return together(tricycle.frame, at(front, 0), at(rear, track), at(rear, -track));
}

/** Fruit straight in the box, in heaps; a card on a stick. */
export function heapedTricycle(draw: () => number): StallPart[] {
  const tricycle = tricycleOf('tricycle-a', draw);
  const { x, y, length, width } = tricycle.bed;
  const half = length / 2 - 0.05;
  const goods = [-0.5, 0.5].flatMap((share) =>
    heap([half, 0.24, width - 0.08], [x + share * half, y, 0], draw),
  );
  const board = sign(
    [
      ['蜜橘', '10元4斤'],
      ['沙瓤西瓜', '包甜'],
      ['本地桃子', '5元/斤'],
    ],
    { paper: '#f6df5a', ink: '#b31f1a', size: [0.5, 0.36], at: [x, y + 0.74, 0.1], faces: -90 },
    draw,
  );
  const stick = bar([x, y + 0.2, 0.09], [x, y + 0.8, 0.09], 0.01, [0.6, 0.5, 0.35], 5);
  return [
    { of: 'tricycle', pieces: standing(tricycle) },
    { of: 'goods', pieces: { solid: { matt: [...goods, stick] }, boards: [board] } },
  ];
}

/** A board over the box with crates upon it, a cloth banner along the side. */
export function cratedTricycle(draw: () => number): StallPart[] {
  const tricycle = tricycleOf('tricycle-b', draw);
  const { x, y, length, width } = tricycle.bed;
  const deck = y + 0.4;
  const places = [-0.36, 0, 0.36].flatMap((share) =>
    [-0.25, 0.25].map((row) => [share * length * 0.9, row * width] as const),
  );
  const goods = [
    box([length, 0.03, width], [x, deck, 0], [0.6, 0.45, 0.28]),
    ...places.flatMap(([dx, z]) =>
      crate([length * 0.29, 0.16, width * 0.44], [x + dx, deck + 0.03, z], draw, 0),
    ),
  ];
  const banner = sign(
    [['自家果园 现摘现卖'], ['水果大卖场 便宜啦'], ['新鲜蔬菜 批发价']],
    {
      paper: '#c2241f',
      ink: '#ffec8a',
      size: [length * 0.98, 0.34],
      at: [x, y + 0.2, width / 2 + 0.012],
      faces: -90,
    },
    draw,
  );
  return [
    { of: 'tricycle', pieces: { ...standing(tricycle), boards: [banner] } },
    {
      of: 'goods',
      pieces: {
        solid: { matt: goods },
        boards: [
          priceCard([x - 0.3, deck + 0.3, width / 2 - 0.12], draw),
          priceCard([x + 0.35, deck + 0.3, width / 2 - 0.12], draw),
        ],
      },
    },
  ];
}
