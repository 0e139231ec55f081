import {
  carBody,
  type FacePatch,
  type SidePatch,
  type VehicleShape,
  wheelPair,
} from './vehicle-shapes.ts';
import type { BodyShape } from './vehicle-shapes-body.ts';

const busA = wheelPair(2.5, 7.9, 0.48, 0.3);
const busB = wheelPair(2.75, 8.9, 0.49, 0.3);

function busBody(
  length: number,
  width: number,
  height: number,
  wheels: VehicleShape['wheels'],
  own: Partial<BodyShape>,
): BodyShape {
  return carBody(
    [length, width, height],
    [
      ...([
        [0.08, 0.34],
        [0, 0.5, 0.1],
        [0.02, 1.1, 0.2],
        [0.16, 2.6, 0.4],
        [0.42, 3, 0.25],
      ] as const),
      ...([
        [length * 0.5, 3.04, 0.4],
        [length - 0.2, 2.98, 0.2],
        [length - 0.02, 2.7, 0.2],
      ] as const),
      ...([
        [length, 0.6, 0.1],
        [length - 0.06, 0.36],
      ] as const),
    ],
    [
      [0, 1.1],
      [length, 1.1],
    ],
    wheels,
    {
      ...{ crown: [0.16, 0.05, 0.08], edge: 0.14, sill: 0.34, hip: 0.9, tuck: 0.03, shoulder: 0 },
      ...{ tumble: 0.05, nose: [0.9, 0.05], tail: [0.6, 0.03], ...own },
    },
  );
}

const busFront = (top: number): readonly FacePatch[] => [
  { of: 'glass', y: [1.02, top], share: [-0.98, 0.98], wrap: 0.12 },
  { of: 'display', y: [top + 0.04, top + 0.3], share: [-0.8, 0.8] },
  { of: 'second', y: [0.74, 1], share: [-1, 1], wrap: 0.3 },
  { of: 'head', y: [0.52, 0.76], share: [0.56, 0.98], wrap: 0.16 },
  { of: 'amber', y: [0.47, 0.52], share: [0.6, 0.96] },
  { of: 'dark', y: [0.36, 0.46], share: [-0.96, 0.96] },
  { of: 'dark', y: [0.78, 0.92], share: [-0.3, 0.3] },
];
const busRear = (top: number): readonly FacePatch[] => [
  { of: 'glass', y: [1.65, top], share: [-0.86, 0.86] },
  { of: 'second', y: [0.6, 1.2], share: [-1, 1], wrap: 0.2 },
  { of: 'dark', y: [0.72, 1.12], share: [-0.62, 0.62] },
  { of: 'tail', y: [0.9, 1.42], share: [0.8, 0.98] },
  { of: 'tail', y: [2.72, 2.78], share: [0.8, 0.96] },
  { of: 'amber', y: [0.78, 0.88], share: [0.82, 0.98] },
];

function busSides(
  length: number,
  doors: readonly number[],
  top: number,
  wave: boolean,
): readonly SidePatch[] {
  const rise = wave ? 0.55 : 0;
  return [
    {
      of: 'glass',
      points: [
        [0.42, 1.12, 0.06],
        [0.42, top, 0.1],
        [length - 0.3, top, 0.1],
        [length - 0.3, 1.3, 0.1],
        [0.9, 1.12],
      ],
    },
    {
      of: 'second',
      points: [
        [0.2, 0.42],
        [0.2, 0.98 - rise],
        [length * 0.45, 0.98],
        [length - 0.12, 0.98 + rise * 0.2],
        [length - 0.12, 0.42],
      ],
    },
    ...doors.flatMap((x): SidePatch[] => [
      {
        of: 'paint',
        right: true,
        points: [
          [x - 0.07, 0.4],
          [x - 0.07, top + 0.06],
          [x + 1.27, top + 0.06],
          [x + 1.27, 0.4],
        ],
      },
      ...[x, x + 0.62].map(
        (at): SidePatch => ({
          of: 'glass',
          right: true,
          points: [
            [at, 0.46, 0.05],
            [at, top, 0.05],
            [at + 0.58, top, 0.05],
            [at + 0.58, 0.46, 0.05],
          ],
        }),
      ),
    ]),
  ];
}

const pillarsOf = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1));

const SEATS = Array.from({ length: 14 }, (_, at) => 1.1 + at * 0.78);

export const BUSES: readonly VehicleShape[] = [
  {
    id: 'bus-a',
    body: busBody(10.5, 2.5, 2.94, busA, {}),
    wheels: busA,
    sides: busSides(10.5, [1.0 - 0.2, 4.9], 2.5, false),
    ...{ front: busFront(2.5), rear: busRear(2.5) },
    ...{
      pillars: pillarsOf(2.2, 9, 6),
      doors: [],
      handles: [],
      mirror: [0.3, 2, 2.2],
      seats: SEATS,
    },
    livery: { paint: '#e9ecec', second: '#1c7a55', text: '公交', textAt: [8.9, 2.65, 0.2] },
    ...{
      plates: { front: 0.62, rear: 0.66, large: true },
      spokes: 0,
      route: '306',
      roofBoxes: [[3.2, 5.6]],
    },
  },
  {
    id: 'bus-b',
    body: busBody(12, 2.55, 3.04, busB, { edge: 0.2, tumble: 0.09 }),
    wheels: busB,
    sides: busSides(12, [0.7, 5.4], 2.62, true),
    ...{ front: busFront(2.62), rear: busRear(2.6) },
    ...{
      pillars: pillarsOf(2.4, 10.6, 7),
      doors: [],
      handles: [],
      mirror: [0.3, 2.1, 2.3],
      seats: SEATS,
    },
    livery: { paint: '#2c62b5', second: '#eef0f0', text: '新能源', textAt: [9.6, 2.78, 0.2] },
    ...{
      plates: { front: 0.64, rear: 0.66, large: true },
      spokes: 0,
      route: '871',
      roofBoxes: [
        [2.2, 4.4],
        [6.4, 9.4],
      ],
    },
  },
];
