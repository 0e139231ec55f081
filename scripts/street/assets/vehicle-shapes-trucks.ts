import { carBody, type FacePatch, type SidePatch, type VehicleShape } from './vehicle-shapes.ts';
import type { BodyShape } from './vehicle-shapes-body.ts';

const cabWheelsA = [
  { x: 1.05, radius: 0.38, width: 0.22 },
  { x: 4.55, radius: 0.38, width: 0.21, twin: true },
];
const cabWheelsB = [
  { x: 1.15, radius: 0.43, width: 0.24 },
  { x: 5.4, radius: 0.43, width: 0.23, twin: true },
];
const cabWheelsC = [
  { x: 1.0, radius: 0.38, width: 0.21 },
  { x: 4.05, radius: 0.38, width: 0.2, twin: true },
];
const cabWheelsD = [
  { x: 1.1, radius: 0.42, width: 0.23 },
  { x: 4.7, radius: 0.42, width: 0.22, twin: true },
];

interface Cab {
  readonly to: number;
  readonly width: number;
  readonly height: number;
  readonly round: number;
  readonly lean: number;
}

function cabBody(
  { to, width, height, round, lean }: Cab,
  wheels: VehicleShape['wheels'],
): BodyShape {
  const belt = height * 0.56;
  return {
    ...carBody(
      [to, width, height],
      [
        ...([
          [0.1, 0.4],
          [0, 0.5, 0.06],
          [0, belt - 0.1, round],
          [lean, height - 0.18, round],
        ] as const),
        ...([
          [lean + 0.4, height, round],
          [to - 0.1, height, 0.12],
          [to, height - 0.2, 0.1],
          [to, 0.5],
        ] as const),
      ],
      [
        [0, belt],
        [to, belt],
      ],
      wheels.slice(0, 1),
      { crown: [0.1, 0.04, 0.02], edge: 0.12, sill: 0.48, hip: 0.9, tumble: 0.1, shoulder: 0.015 },
    ),
    ...{ nose: [0.5, 0.06], tail: [0.3, 0] },
  };
}

function cabGlass({ to, height, lean }: Cab): readonly SidePatch[] {
  const belt = height * 0.56;
  return [
    {
      of: 'glass',
      points: [
        [0.34, belt + 0.02, 0.04],
        [lean + 0.42, height - 0.26, 0.08],
        [to - 0.42, height - 0.26, 0.08],
        [to - 0.36, belt + 0.02, 0.05],
      ],
    },
  ];
}

const cabFront = (height: number): readonly FacePatch[] => [
  { of: 'glass', y: [height * 0.55, height - 0.24], share: [-0.95, 0.95], wrap: 0.05 },
  { of: 'dark', y: [0.4, 0.54], share: [-0.92, 0.92], wrap: 0.1 },
  { of: 'grille', y: [height * 0.37, height * 0.5], share: [-0.66, 0.66] },
  { of: 'head', y: [0.57, 0.8], share: [0.5, 0.98], wrap: 0.14 },
  { of: 'amber', y: [0.81, 0.88], share: [0.72, 0.98], wrap: 0.08 },
];

const CAB_A: Cab = { to: 1.75, width: 1.9, height: 2.12, round: 0.16, lean: 0.3 };
const CAB_B: Cab = { to: 1.95, width: 2.1, height: 2.45, round: 0.1, lean: 0.18 };
const CAB_C: Cab = { to: 1.65, width: 1.85, height: 2.05, round: 0.2, lean: 0.34 };
const CAB_D: Cab = { to: 1.9, width: 2.05, height: 2.3, round: 0.12, lean: 0.22 };

function cabTruck(
  id: string,
  cab: Cab,
  wheels: VehicleShape['wheels'],
  cargo: NonNullable<VehicleShape['cargo']>,
  own: Partial<VehicleShape> = {},
): VehicleShape {
  const { height, to } = cab;
  return {
    ...{ id, body: cabBody(cab, wheels), wheels, sides: cabGlass(cab), front: cabFront(height) },
    ...{ rear: [], pillars: [], doors: [0.3, to - 0.22], handles: [to - 0.42], seats: [1] },
    ...{ mirror: [0.22, height * 0.62, 1.7], cargo, spokes: 0 },
    ...{ plates: { front: 0.5, rear: 0.62, large: id.endsWith('b') } },
    ...own,
  };
}

export const TRUCKS: readonly VehicleShape[] = [
  cabTruck('boxtruck-a', CAB_A, cabWheelsA, {
    kind: 'box',
    from: 1.85,
    floor: 0.86,
    height: 2.9,
    width: 2.1,
  }),
  cabTruck('boxtruck-b', CAB_B, cabWheelsB, {
    kind: 'box',
    from: 2.05,
    floor: 0.98,
    height: 3.1,
    width: 2.3,
  }),
  cabTruck(
    'sanitation-a',
    CAB_C,
    cabWheelsC,
    { kind: 'compactor', from: 1.75, floor: 0.8, height: 2.4, width: 2 },
    {
      livery: {
        paint: '#eef1ee',
        second: '#2f8f4a',
        text: '环卫',
        sub: '清洁城市',
        textAt: [3.0, 1.9, 0.36],
      },
      lightBar: 1.0,
    },
  ),
  cabTruck(
    'sanitation-b',
    CAB_D,
    cabWheelsD,
    { kind: 'compactor', from: 2, floor: 0.9, height: 2.6, width: 2.2 },
    {
      livery: { paint: '#f0f1ee', second: '#e07a1e', text: '环卫作业', textAt: [3.5, 2.05, 0.42] },
      lightBar: 1.1,
    },
  ),
];
