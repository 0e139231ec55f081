import type { StreetLayout } from './layout.ts';

/** Bays one after the other along the street. */
function row(count: number, fromX: number, z: number, length: number, width: number) {
  return Array.from({ length: count }, (_, index) => ({
    x: fromX + index * length,
    z,
    length,
    width,
  }));
}

const TRAINING: readonly StreetLayout[] = [
  {
    ...{ id: 'shop-street-a', split: 'training', roadWidth: 9, lanes: 2, farWalk: 5, nearWalk: 4 },
    ...{ kerb: 0.15, paving: 'grey-slabs', tactile: 2.4, facade: 'shops' },
    ...{ treeSpacing: 9, treeRow: 0.8, bays: [], lamps: 28 },
  },
  {
    ...{ id: 'old-town-a', split: 'training', roadWidth: 7, lanes: 2, farWalk: 3.5, nearWalk: 3 },
    ...{ kerb: 0.12, paving: 'red-bricks', facade: 'old-shops' },
    ...{ treeSpacing: 12, treeRow: 0.7, bollards: 6, bays: [], crossing: 14, lamps: 32 },
  },
  {
    ...{ id: 'avenue-a', split: 'training', roadWidth: 14, lanes: 4, farWalk: 7, nearWalk: 5 },
    ...{ kerb: 0.18, paving: 'granite', tactile: 3, facade: 'offices' },
    ...{ treeSpacing: 10, treeRow: 1, lamps: 25 },
    bays: row(4, -12, -6.2, 5.6, 2.4),
  },
  {
    ...{ id: 'park-lane-a', split: 'training', roadWidth: 8, lanes: 2, farWalk: 6, nearWalk: 3.5 },
    ...{ kerb: 0.15, paving: 'hexagons', facade: 'park' },
    ...{ treeSpacing: 7, treeRow: 0.9, lamps: 30 },
    bays: row(5, -26, 0.1, 6, 2.2),
  },
  {
    ...{ id: 'site-road-a', split: 'training', roadWidth: 9, lanes: 2, farWalk: 4, nearWalk: 3 },
    ...{ kerb: 0.15, paving: 'mixed', facade: 'building-site', gate: -6 },
    ...{ treeRow: 0.8, bays: [], lamps: 35 },
  },
  {
    ...{ id: 'wall-road-a', split: 'training', roadWidth: 11, lanes: 3, farWalk: 4.5, nearWalk: 4 },
    ...{ kerb: 0.2, paving: 'red-bricks', tactile: 2, facade: 'wall' },
    ...{ treeSpacing: 8, treeRow: 0.8, bays: [], crossing: -18, lamps: 26 },
  },
];

const JUDGING: readonly StreetLayout[] = [
  {
    ...{ id: 'boulevard-c', split: 'judging', roadWidth: 12, lanes: 4, farWalk: 6, nearWalk: 4.5 },
    ...{ kerb: 0.16, paving: 'granite', tactile: 2.8, facade: 'shops' },
    ...{ treeSpacing: 11, treeRow: 0.9, lamps: 27 },
    bays: row(4, -2, -5.2, 6, 2.3),
  },
  {
    ...{
      id: 'market-street-c',
      split: 'judging',
      roadWidth: 7.5,
      lanes: 2,
      farWalk: 4.5,
      nearWalk: 4,
    },
    ...{ kerb: 0.14, paving: 'mixed', facade: 'old-shops' },
    ...{ treeSpacing: 10, treeRow: 0.7, bays: [], crossing: -20, lamps: 30 },
  },
  {
    ...{
      id: 'site-gate-c',
      split: 'judging',
      roadWidth: 10,
      lanes: 2,
      farWalk: 4.5,
      nearWalk: 3.5,
    },
    ...{ kerb: 0.15, paving: 'grey-slabs', facade: 'building-site', gate: 4 },
    ...{ treeRow: 0.8, bays: [], lamps: 33 },
  },
  {
    ...{
      id: 'park-road-c',
      split: 'judging',
      roadWidth: 8.5,
      lanes: 2,
      farWalk: 5.5,
      nearWalk: 3.5,
    },
    ...{ kerb: 0.15, paving: 'red-bricks', tactile: 2.5, facade: 'park' },
    ...{ treeSpacing: 8, treeRow: 0.9, bollards: 8, lamps: 29 },
    bays: row(4, -30, 0.1, 6, 2.3),
  },
  {
    ...{
      id: 'office-row-c',
      split: 'judging',
      roadWidth: 10.5,
      lanes: 3,
      farWalk: 6.5,
      nearWalk: 5,
    },
    ...{ kerb: 0.18, paving: 'hexagons', tactile: 3, facade: 'offices' },
    ...{ treeSpacing: 9, treeRow: 1, lamps: 24, crossing: 22 },
    bays: row(5, -18, -5.4, 5.8, 2.4),
  },
];

export const LAYOUTS: readonly StreetLayout[] = [...TRAINING, ...JUDGING];

const BY_ID = new Map(LAYOUTS.map((layout) => [layout.id, layout]));

/** By its name; undefined where there is none such. */
export function layoutOf(id: string): StreetLayout | undefined {
  return BY_ID.get(id);
}
