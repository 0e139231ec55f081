import type { TipperShape } from './tipper-shapes.ts';
import { variantsOf } from './tipper-variants.ts';

/** The drawn makes; a to c for training, d and e for judging. */
const MAKES: readonly TipperShape[] = [
  {
    ...{ id: 'tipper-a', split: 'training', length: 8.4, width: 2.5 },
    ...{ wheel: 0.52, axles: [2.78, -1.35, -2.7] },
    cab: {
      ...{ length: 2.05, half: 1.22, bow: 0.1, corner: 0.26, belt: 2, brow: 4 },
      levels: [
        [0.98, 0.02, 0.02],
        [1.35, 0.02, 0],
        [1.86, 0.07, 0.01],
        [2.3, 0.17, 0.05],
        [2.66, 0.29, 0.1],
        [2.86, 0.4, 0.15],
        [2.98, 0.62, 0.3],
      ],
      bumper: { bottom: 0.34, top: 0.96, depth: 0.62 },
      grille: { bottom: 1.02, top: 1.6, half: 0.8, style: 'slats' },
      lamp: { y: 0.72, z: 0.9, width: 0.42, height: 0.24 },
      sign: { bottom: 2.7, top: 2.84, half: 0.42 },
      ...{ roof: 'light-box', visor: true },
    },
    body: {
      ...{ rear: -4.12, front: 1.72, floor: 1.22, rim: 2.74, half: 1.17 },
      ...{ section: 'box', ribs: 'stakes', headboard: 2.96, canopy: 0.35 },
      ...{ lid: 'flat', ridge: 2.9, crest: 3.16 },
    },
  },
  {
    ...{ id: 'tipper-b', split: 'training', length: 9.2, width: 2.5 },
    ...{ wheel: 0.53, axles: [3.18, 1.36, -1.72, -3.1] },
    cab: {
      ...{ length: 2.2, half: 1.23, bow: 0.06, corner: 0.18, belt: 2, brow: 3 },
      levels: [
        [1.02, 0.03, 0.02],
        [1.4, 0.02, 0],
        [1.92, 0.05, 0],
        [2.64, 0.2, 0.04],
        [2.8, 0.24, 0.05],
        [3.12, 0.42, 0.12],
        [3.22, 0.7, 0.26],
      ],
      bumper: { bottom: 0.36, top: 1, depth: 0.55 },
      grille: { bottom: 1.05, top: 1.78, half: 0.86, style: 'wings' },
      lamp: { y: 0.68, z: 0.94, width: 0.36, height: 0.3 },
      sign: { bottom: 2.86, top: 3.06, half: 0.55 },
      ...{ roof: 'deflector', visor: true },
    },
    body: {
      ...{ rear: -4.52, front: 1.98, floor: 1.28, rim: 2.86, half: 1.18 },
      ...{ section: 'box', ribs: 'dense', headboard: 3.1, canopy: 0 },
      ...{ lid: 'gable', ridge: 3.16, crest: 3.3 },
    },
  },
  {
    ...{ id: 'tipper-c', split: 'training', length: 7, width: 2.4 },
    ...{ wheel: 0.5, axles: [2.12, -0.85, -2.08] },
    cab: {
      ...{ length: 1.75, half: 1.15, bow: 0.04, corner: 0.12, belt: 2, brow: 3 },
      levels: [
        [0.96, 0.02, 0.01],
        [1.3, 0.01, 0],
        [1.74, 0.03, 0],
        [2.42, 0.13, 0.06],
        [2.52, 0.2, 0.1],
        [2.58, 0.36, 0.2],
      ],
      bumper: { bottom: 0.36, top: 0.92, depth: 0.5 },
      grille: { bottom: 1, top: 1.5, half: 0.74, style: 'mesh' },
      lamp: { y: 0.74, z: 0.86, width: 0.32, height: 0.2 },
      sign: { bottom: 1.56, top: 1.68, half: 0.34 },
      ...{ roof: 'beacons', visor: false },
    },
    body: {
      ...{ rear: -3.42, front: 1.45, floor: 1.16, rim: 2.3, half: 1.12 },
      ...{ section: 'flared', ribs: 'frames', headboard: 2.74, canopy: 0.55 },
      ...{ lid: 'flat', ridge: 2.46, crest: 2.72 },
    },
  },
  {
    ...{ id: 'tipper-d', split: 'judging', length: 8.8, width: 2.5 },
    ...{ wheel: 0.53, axles: [2.94, -1.48, -2.86] },
    cab: {
      ...{ length: 2.25, half: 1.22, bow: 0.13, corner: 0.22, belt: 2, brow: 3 },
      levels: [
        [1, 0, 0.02],
        [1.36, 0, 0],
        [1.8, 0.08, 0.01],
        [2.5, 0.26, 0.07],
        [2.62, 0.24, 0.05],
        [2.96, 0.3, 0.07],
        [3.14, 0.46, 0.16],
        [3.2, 0.8, 0.34],
      ],
      bumper: { bottom: 0.33, top: 0.98, depth: 0.6 },
      grille: { bottom: 1.04, top: 1.52, half: 0.66, style: 'shield' },
      lamp: { y: 0.76, z: 0.92, width: 0.44, height: 0.26 },
      sign: { bottom: 2.66, top: 2.94, half: 0.8 },
      ...{ roof: 'sign', visor: false },
    },
    body: {
      ...{ rear: -4.3, front: 1.82, floor: 1.2, rim: 2.72, half: 1.18 },
      ...{ section: 'round', ribs: 'smooth', headboard: 2.98, canopy: 0 },
      ...{ lid: 'flat', ridge: 2.9, crest: 3.16 },
    },
  },
  {
    ...{ id: 'tipper-e', split: 'judging', length: 7.6, width: 2.45 },
    ...{ wheel: 0.51, axles: [2.36, -1.08, -2.36] },
    cab: {
      ...{ length: 1.9, half: 1.19, bow: 0.08, corner: 0.3, belt: 2, brow: 4 },
      levels: [
        [0.98, 0, 0.03],
        [1.3, 0.02, 0.01],
        [1.7, 0.1, 0],
        [2.1, 0.22, 0.04],
        [2.5, 0.37, 0.1],
        [2.68, 0.5, 0.16],
        [2.78, 0.78, 0.3],
      ],
      bumper: { bottom: 0.35, top: 0.95, depth: 0.66 },
      grille: { bottom: 0.98, top: 1.4, half: 0.9, style: 'bars' },
      lamp: { y: 0.8, z: 0.94, width: 0.3, height: 0.34 },
      sign: { bottom: 2.53, top: 2.66, half: 0.36 },
      ...{ roof: 'visor-rack', visor: true },
    },
    body: {
      ...{ rear: -3.72, front: 1.6, floor: 1.18, rim: 2.56, half: 1.14 },
      ...{ section: 'box', ribs: 'rails', headboard: 2.86, canopy: 0.45 },
      ...{ lid: 'gable', ridge: 2.84, crest: 2.98 },
    },
  },
];

export const TIPPER_SHAPES: readonly TipperShape[] = [...MAKES, ...variantsOf(MAKES)];

/** The measures of a make. Throws where there is none of that name. */
export function tipperShape(id: string): TipperShape {
  const shape = TIPPER_SHAPES.find((one) => one.id === id);
  if (!shape)
    throw new Error(
      `expected a tipper (${TIPPER_SHAPES.map((one) => one.id).join(', ')}), got '${id}'`,
    );
  return shape;
}
