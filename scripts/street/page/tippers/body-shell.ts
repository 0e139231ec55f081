import { bodySection, RIB, type TipperShape, WALL } from '../../assets/tipper-shapes.ts';
import type { Vec3 } from '../../world/vector.ts';
import type { Livery } from './livery.ts';
import type { Mould } from './mould.ts';
import { addRibs } from './ribs.ts';
import { box, rod, rounded, sheet } from './solid.ts';

const INSIDE = '#6e675c';

/** The tipping body: walls, floor, front wall with its canopy, tailgate with hinges and ribs. */
export function addBody(mould: Mould, shape: TipperShape, livery: Livery): void {
  const { body } = shape;
  addTrough(mould, shape, 0, livery.body, body.rear, body.front);
  addTrough(mould, shape, WALL, INSIDE, body.rear + WALL, body.front - WALL);
  addRails(mould, shape, livery.body);
  addRibs(mould, body, livery.body);
  addTailgate(mould, shape, livery.body);
  addHeadboard(mould, shape, livery.body);
}

/** The section drawn along the truck, on both sides, and closed at its ends. */
function addTrough(
  mould: Mould,
  { body }: TipperShape,
  inwards: number,
  colour: string,
  rear: number,
  front: number,
): void {
  const section = bodySection(body, inwards);
  const stops = Array.from({ length: 9 }, (_, at) => rear + ((front - rear) * at) / 8);
  const rows = stops.map((x) => section.map(([z, y]): Vec3 => [x, y, z]));
  const surface = inwards > 0 ? 'matt' : 'paint';
  mould.pair(surface, colour, sheet(rows, { crease: 0.5 }));
  for (const x of [rear, front])
    mould.add(
      surface,
      colour,
      sheet(
        section.map(([z, y]): readonly Vec3[] => [
          [x, y, -z],
          [x, y, z],
        ]),
      ),
    );
}

function addRails(mould: Mould, { body }: TipperShape, colour: string): void {
  const { rear, front, floor, rim, half } = body;
  const long = front - rear;
  const middle = (front + rear) / 2;
  mould.pair(
    'paint',
    colour,
    rounded([long, 0.12, WALL + RIB], [middle, rim - 0.06, half - WALL / 2 + RIB / 2], 0.02),
  );
  const [low] = bodySection(body)[1] ?? [half];
  mould.pair(
    'paint',
    colour,
    rounded([long, 0.14, 0.16], [middle, floor + 0.05, low - 0.06], 0.02),
  );
  mould.add('matt', '#34373a', box([long - 0.5, 0.12, 0.9], [middle, floor - 0.05, 0]));
  for (let x = rear + 0.5; x < front - 0.2; x += 0.7)
    mould.add('matt', '#34373a', box([0.08, 0.1, 2 * low - 0.1], [x, floor - 0.04, 0]));
}

function addTailgate(mould: Mould, { body }: TipperShape, colour: string): void {
  const { rear, floor, rim, half } = body;
  const x = rear - 0.03;
  mould.add('paint', colour, rounded([0.08, 0.12, 2 * half], [x, rim - 0.06, 0], 0.02));
  mould.add('paint', colour, rounded([0.1, 0.14, 1.7 * half], [x, floor + 0.12, 0], 0.02));
  for (const share of [-0.95, -0.42, 0.42, 0.95]) {
    const wide = Math.abs(share) > 0.9 && body.section !== 'box' ? 0.88 : 1;
    mould.add(
      'paint',
      colour,
      rounded(
        [0.08, rim - floor - 0.3, 0.09],
        [x, (rim + floor) / 2 + 0.05, share * half * wide],
        0.02,
      ),
    );
  }
  // the sheet with the big number
  mould.add(
    'paint',
    colour,
    box([0.03, (rim - floor) * 0.72, 1.5 * half], [x - 0.035, floor + (rim - floor) * 0.56, 0]),
  );
  mould.pair(
    'matt',
    '#3c4043',
    rounded([0.16, 0.18, 0.07], [x, rim + 0.03, half * 0.8], 0.02),
    rod([x, rim + 0.05, half * 0.72], [x, rim + 0.05, half * 0.9], 0.035),
    box([0.07, 0.2, 0.05], [x - 0.02, floor + 0.06, half * 0.72]),
  );
}

function addHeadboard(mould: Mould, { body, length }: TipperShape, colour: string): void {
  const { front, rim, half, headboard, canopy, floor } = body;
  const x = front - WALL / 2;
  const tall = headboard - rim + 0.1;
  mould.add('paint', colour, rounded([WALL, tall, 2 * half], [x, headboard - tall / 2, 0], 0.02));
  for (const z of [-0.6, 0, 0.6])
    mould.add(
      'paint',
      colour,
      box(
        [0.07, headboard - floor - 0.1, 0.1],
        [front + 0.03, (headboard + floor) / 2, z * half * 1.3],
      ),
    );
  if (canopy > 0) {
    const top = headboard - 0.03;
    mould.add(
      'paint',
      colour,
      rounded([canopy, 0.05, 2 * half - 0.3], [front + canopy / 2, top, 0], 0.02),
    );
    mould.add(
      'paint',
      colour,
      box([0.05, 0.1, 2 * half - 0.3], [front + canopy - 0.03, top - 0.02, 0]),
    );
  }
  // ladder and the tipping cylinder between cab and body
  const gap = front + 0.13;
  mould.add('matt', '#c9b23a', rod([gap, floor - 0.2, 0], [gap, rim - 0.15, 0], 0.1, 12));
  for (const z of [0.72, 0.98])
    mould.add('matt', '#8f9497', rod([gap - 0.04, floor, z], [gap - 0.04, rim, z], 0.018, 5));
  for (let y = floor + 0.15; y < rim; y += 0.28)
    mould.add('matt', '#8f9497', rod([gap - 0.04, y, 0.72], [gap - 0.04, y, 0.98], 0.015, 5));
  mould.add('matt', '#1b1d1f', rounded([0.16, 1.3, 0.22], [gap, floor + 0.75, -half + 0.25], 0.05));
  if (length > 7.5)
    mould.add(
      'matt',
      '#2a2d30',
      rod([gap, 0.8, half - 0.2], [gap, floor + 0.6, half - 0.2], 0.08, 10),
    );
}
