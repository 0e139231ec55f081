import {
  carBody,
  corners,
  type FacePatch,
  type VehicleShape,
  wheelPair,
} from './vehicle-shapes.ts';

const vanA = wheelPair(0.78, 3.5, 0.31, 0.2);
const vanB = wheelPair(0.98, 4.0, 0.34);
const pickupA = wheelPair(0.92, 4.15, 0.375, 0.25);
const pickupB = wheelPair(0.98, 4.3, 0.385, 0.26);

const VAN_REAR: readonly FacePatch[] = [
  { of: 'dark', y: [0.3, 0.46], share: [-0.95, 0.95] },
  { of: 'tail', y: [0.8, 1.2], share: [0.86, 1], wrap: 0.08 },
];

const bodyVanA = carBody(
  [4.4, 1.68, 1.9],
  corners([
    0.08, 0.24, 0, 0, 0.4, 0.08, 0.02, 0.7, 0.1, 0.14, 0.94, 0.12, 0.62, 1.1, 0.14, 1.3, 1.78, 0.3,
    1.9, 1.88, 0.4, 4.1, 1.86, 0.2, 4.3, 1.7, 0.12, 4.4, 1, 0.1, 4.38, 0.5, 0.06, 4.32, 0.28, 0,
  ]),
  [
    [0, 1],
    [1, 1.08],
    [4.4, 1.1],
  ],
  vanA,
  { tumble: 0.11, sill: 0.28, hip: 0.72, nose: [0.9, 0.12], tail: [0.5, 0.04] },
);
const bodyVanB = carBody(
  [4.9, 1.75, 1.95],
  corners([
    0.1, 0.26, 0, 0, 0.42, 0.08, 0, 0.72, 0.1, 0.14, 0.95, 0.14, 1.02, 1.16, 0.2, 1.78, 1.82, 0.3,
    2.4, 1.93, 0.5, 4.5, 1.88, 0.25, 4.76, 1.72, 0.12, 4.9, 1.05, 0.1, 4.86, 0.5, 0.06, 4.78, 0.28,
    0,
  ]),
  [
    [0, 1],
    [1.2, 1.1],
    [4.9, 1.14],
  ],
  vanB,
  { tumble: 0.12, sill: 0.28, hip: 0.74, nose: [1.1, 0.12], tail: [0.6, 0.05] },
);

const VAN_A: VehicleShape = {
  id: 'van-a',
  body: bodyVanA,
  wheels: vanA,
  screen: [1.15, 1.7, 0.95],
  back: [1.12, 1.62, 0.84],
  sides: [
    {
      of: 'glass',
      points: corners([
        0.84, 1.1, 0.03, 1.42, 1.66, 0.1, 1.9, 1.72, 0.2, 4.06, 1.7, 0.1, 4.16, 1.16, 0.08, 1.5,
        1.12, 0,
      ]),
    },
  ],
  front: [
    { of: 'dark', y: [0.26, 0.36], share: [-0.9, 0.9] },
    { of: 'grille', y: [0.66, 0.8], share: [-0.5, 0.5] },
    { of: 'chrome', y: [0.72, 0.74], share: [-0.48, 0.48] },
    { of: 'head', y: [0.66, 0.86], share: [0.56, 1], wrap: 0.3, rise: 0.06 },
  ],
  rear: VAN_REAR,
  ...{
    pillars: [1.9, 2.86],
    doors: [0.96, 1.9, 2.9],
    handles: [1.72, 2.16],
    mirror: [1.06, 1.16, 1.2],
  },
  ...{ seats: [1.55, 2.5, 3.3], plates: { front: 0.46, rear: 0.64 }, spokes: 0 },
};
const VAN_B: VehicleShape = {
  id: 'van-b',
  body: bodyVanB,
  wheels: vanB,
  screen: [1.2, 1.74, 0.95],
  back: [1.14, 1.66, 0.84],
  sides: [
    {
      of: 'glass',
      points: corners([
        1.26, 1.14, 0.03, 1.92, 1.7, 0.12, 2.4, 1.77, 0.2, 4.5, 1.74, 0.1, 4.64, 1.22, 0.08, 2,
        1.15, 0,
      ]),
    },
  ],
  front: [
    { of: 'dark', y: [0.28, 0.42], share: [-0.92, 0.92] },
    { of: 'grille', y: [0.5, 0.84], share: [-0.46, 0.46] },
    { of: 'chrome', y: [0.62, 0.64], share: [-0.44, 0.44] },
    { of: 'chrome', y: [0.72, 0.74], share: [-0.44, 0.44] },
    { of: 'head', y: [0.72, 0.88], share: [0.5, 1], wrap: 0.34, rise: 0.05 },
  ],
  rear: [...VAN_REAR, { of: 'chrome', y: [1, 1.04], share: [-0.5, 0.5] }],
  ...{
    pillars: [2.3, 3.44],
    doors: [1.3, 2.3, 3.5],
    handles: [2.1, 2.56],
    mirror: [1.5, 1.2, 1.2],
  },
  ...{ seats: [2.05, 3.0, 3.9], plates: { front: 0.46, rear: 0.8 }, spokes: 7 },
};

function pickupBody(
  size: readonly [number, number, number],
  cab: number,
  wheels: VehicleShape['wheels'],
) {
  const [length, , height] = size;
  return carBody(
    size,
    [
      ...([
        [0.1, 0.34],
        [0, 0.5, 0.06],
        [0.02, 0.8, 0.08],
        [0.1, 1.02, 0.1],
        [1.24, 1.14, 0.16],
      ] as const),
      ...([
        [1.86, height - 0.08, 0.25],
        [2.4, height, 0.3],
        [cab - 0.16, height - 0.05, 0.12],
      ] as const),
      ...([
        [cab, 1.2, 0.05],
        [cab + 0.05, 1.08, 0.03],
        [length - 0.08, 1.08, 0.04],
      ] as const),
      ...([
        [length, 0.98, 0.04],
        [length - 0.01, 0.56, 0.04],
        [length - 0.06, 0.42],
      ] as const),
    ],
    [
      [0, 1],
      [1.2, 1.1],
      [length, 1.12],
    ],
    wheels,
    {
      tumble: 0.13,
      sill: 0.4,
      hip: 0.82,
      edge: 0.07,
      nose: [0.9, 0.1],
      tail: [0.4, 0.03],
      crown: [0.1, 0.03, 0.03],
    },
  );
}

const pickupFront: readonly FacePatch[] = [
  { of: 'dark', y: [0.38, 0.54], share: [-0.96, 0.96], wrap: 0.14 },
  { of: 'grille', y: [0.66, 0.94], share: [-0.56, 0.56] },
  { of: 'chrome', y: [0.78, 0.82], share: [-0.54, 0.54] },
  { of: 'head', y: [0.76, 0.94], share: [0.6, 1], wrap: 0.24, rise: 0.02 },
];
const pickupRear: readonly FacePatch[] = [
  { of: 'dark', y: [0.44, 0.58], share: [-0.96, 0.96], wrap: 0.1 },
  { of: 'tail', y: [0.72, 1.02], share: [0.84, 1], wrap: 0.08 },
  { of: 'chrome', y: [0.84, 0.88], share: [-0.14, 0.14] },
];

const PICKUP_A: VehicleShape = {
  id: 'pickup-a',
  body: pickupBody([5.2, 1.85, 1.8], 3.55, pickupA),
  wheels: pickupA,
  screen: [1.2, 1.62, 0.94],
  back: [1.24, 1.62, 0.8],
  sides: [
    {
      of: 'glass',
      points: corners([
        1.46, 1.14, 0.03, 1.98, 1.6, 0.1, 2.4, 1.66, 0.2, 3.3, 1.62, 0.08, 3.42, 1.2, 0.06, 2, 1.15,
        0,
      ]),
    },
  ],
  ...{ front: pickupFront, rear: pickupRear },
  ...{ pillars: [2.5], doors: [1.4, 2.5, 3.46], handles: [2.28, 3.24], mirror: [1.58, 1.2, 1.25] },
  ...{ cladding: 0.08, seats: [2.2, 3.05], plates: { front: 0.52, rear: 0.52 }, spokes: 6 },
  cargo: { kind: 'bed', from: 3.76, floor: 0.7, height: 1.1, width: 1.85 },
};
const PICKUP_B: VehicleShape = {
  ...PICKUP_A,
  id: 'pickup-b',
  body: pickupBody([5.35, 1.88, 1.82], 3.3, pickupB),
  wheels: pickupB,
  back: [1.24, 1.64, 0.8],
  sides: [
    {
      of: 'glass',
      points: corners([
        1.46, 1.14, 0.03, 1.98, 1.62, 0.06, 2.4, 1.68, 0.2, 3.08, 1.64, 0.06, 3.16, 1.2, 0.06, 2,
        1.15, 0,
      ]),
    },
  ],
  front: [
    ...pickupFront.slice(0, 1),
    { of: 'grille', y: [0.6, 0.98], share: [-0.44, 0.44] },
    { of: 'chrome', y: [0.97, 1], share: [-0.46, 0.46] },
    { of: 'head', y: [0.74, 0.98], share: [0.5, 0.98], wrap: 0.16 },
  ],
  ...{ pillars: [2.4], doors: [1.4, 2.4, 3.2], handles: [2.2, 3.0], rails: [2, 3] },
  cargo: { kind: 'bed', from: 3.5, floor: 0.7, height: 1.1, width: 1.88 },
};
export const VANS: readonly VehicleShape[] = [VAN_A, VAN_B, PICKUP_A, PICKUP_B];
