import type { Asset, AssetModel, Split, StreetClass } from './asset.ts';
import { VEHICLE_MIXES } from './vehicle-mixes.ts';
import { vehicleHull } from './vehicle-shapes-hull.ts';
import { shapeOf } from './vehicle-shapes-table.ts';

type Row = readonly [
  id: string,
  of: StreetClass,
  split: Split,
  model: AssetModel,
  length: number,
  width: number,
  height: number,
];

/** How far lamps on the roof stand over it. */
const LIGHT_BAR = 0.145;

const ROWS: readonly Row[] = [
  ['sedan-a', 'car', 'training', 'car', 4.7, 1.8, 1.46],
  ['sedan-b', 'car', 'training', 'car', 4.5, 1.78, 1.45],
  ['hatch-a', 'car', 'training', 'car', 4.1, 1.75, 1.5],
  ['suv-a', 'car', 'training', 'car', 4.65, 1.86, 1.68],
  ['sedan-c', 'car', 'judging', 'car', 4.85, 1.84, 1.48],
  ['sedan-d', 'car', 'judging', 'car', 4.35, 1.75, 1.47],
  ['suv-b', 'car', 'judging', 'car', 4.45, 1.83, 1.7],
  ['van-a', 'van', 'training', 'car', 4.4, 1.68, 1.9],
  ['van-b', 'van', 'judging', 'car', 4.9, 1.75, 1.95],
  ['pickup-a', 'truck', 'training', 'car', 5.2, 1.85, 1.8],
  ['pickup-b', 'truck', 'judging', 'car', 5.35, 1.88, 1.82],
  ['boxtruck-a', 'truck', 'training', 'car', 6, 2.1, 2.9],
  ['boxtruck-b', 'truck', 'judging', 'car', 7.2, 2.3, 3.1],
  ['bus-a', 'bus', 'training', 'bus', 10.5, 2.5, 3.1],
  ['bus-b', 'bus', 'judging', 'bus', 12, 2.55, 3.2],
  ['police-a', 'service-vehicle', 'training', 'car', 4.7, 1.8, 1.6],
  ['police-b', 'service-vehicle', 'judging', 'car', 4.6, 1.82, 1.85],
  ['ambulance-a', 'service-vehicle', 'training', 'car', 4.4, 1.68, 2.05],
  ['ambulance-b', 'service-vehicle', 'judging', 'car', 4.9, 1.75, 2.1],
  ['sanitation-a', 'service-vehicle', 'training', 'car', 5.6, 2, 2.4],
  ['sanitation-b', 'service-vehicle', 'judging', 'car', 6.4, 2.2, 2.6],
];

const MIXED = VEHICLE_MIXES.map(({ id, of, from, by: [l, w, h] }): Row => {
  const row = ROWS.find(([drawn]) => drawn === from);
  if (!row) throw new RangeError(`expected a vehicle to mix from, got '${from}'`);
  const [, , , model, length, width, height] = row;
  const bar = shapeOf(id).lightBar !== undefined && shapeOf(from).lightBar === undefined;
  return [id, of, 'training', model, length * l, width * w, height * h + (bar ? LIGHT_BAR : 0)];
});

export const VEHICLES: readonly Asset[] = [...ROWS, ...MIXED].map(
  ([id, of, split, model, length, width, height]) => {
    const shape = shapeOf(id);
    const { front, rear } = shape.plates;
    return {
      ...{ id, class: of, split, model, length, width, height },
      hull: vehicleHull(shape, length),
      plates: { front: [length / 2, front, 0], rear: [-length / 2, rear, 0] },
    };
  },
);
