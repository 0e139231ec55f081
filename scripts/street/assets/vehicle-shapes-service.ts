import type { Livery, SidePatch, VehicleShape } from './vehicle-shapes.ts';
import { SEDANS } from './vehicle-shapes-sedans.ts';
import { HATCHES_AND_SUVS } from './vehicle-shapes-suvs.ts';
import { VANS } from './vehicle-shapes-vans.ts';

const POLICE: Livery = { paint: '#f2f4f5', second: '#1b3f9e', text: '警察', sub: 'POLICE' };

/** A civil shape in its colours, with a band along the doors and lamps on the roof. */
function marked(
  from: string,
  id: string,
  livery: Livery,
  band: SidePatch['points'],
  lightBar: number,
): VehicleShape {
  const base = [...SEDANS, ...HATCHES_AND_SUVS, ...VANS].find((shape) => shape.id === from);
  if (!base) throw new RangeError(`expected a shape to mark, got '${from}'`);
  const sides: readonly SidePatch[] = [...base.sides, { of: 'second', points: band }];
  return { ...base, id, livery, sides, lightBar };
}

const inSize = (shape: VehicleShape, to: number, width: number, height: number): VehicleShape => ({
  ...shape,
  body: { ...shape.body, to, width, height },
});

export const SERVICE: readonly VehicleShape[] = [
  inSize(
    marked(
      'sedan-b',
      'police-a',
      { ...POLICE, textAt: [2.36, 0.66, 0.2] },
      [
        [1.3, 0.48],
        [1.3, 0.84],
        [3.0, 0.86],
        [3.0, 0.48],
      ],
      2.3,
    ),
    ...([4.7, 1.8, 1.45] as const),
  ),
  inSize(
    marked(
      'suv-b',
      'police-b',
      { ...POLICE, textAt: [2.34, 0.78, 0.22] },
      [
        [0.2, 0.62],
        [0.2, 0.96],
        [4.3, 1.0],
        [4.3, 0.62],
      ],
      2.2,
    ),
    ...([4.6, 1.82, 1.7] as const),
  ),
  marked(
    'van-b',
    'ambulance-b',
    { paint: '#f4f5f5', second: '#c0202a', text: '急救', sub: '120', textAt: [3.9, 0.86, 0.24] },
    [
      [0.5, 0.62],
      [0.5, 0.8],
      [4.8, 0.84],
      [4.8, 0.62],
    ],
    2.3,
  ),
  marked(
    'van-a',
    'ambulance-a',
    { paint: '#f4f5f5', second: '#1f5fb0', text: '急救', sub: '120', textAt: [3.4, 0.86, 0.22] },
    [
      [0.4, 0.6],
      [0.4, 0.76],
      [4.3, 0.8],
      [4.3, 0.6],
    ],
    1.9,
  ),
];
