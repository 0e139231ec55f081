import { MIXED_SHAPES } from './vehicle-mixes.ts';
import type { VehicleShape } from './vehicle-shapes.ts';
import { BUSES } from './vehicle-shapes-buses.ts';
import { SEDANS } from './vehicle-shapes-sedans.ts';
import { SERVICE } from './vehicle-shapes-service.ts';
import { HATCHES_AND_SUVS } from './vehicle-shapes-suvs.ts';
import { TRUCKS } from './vehicle-shapes-trucks.ts';
import { VANS } from './vehicle-shapes-vans.ts';

const SHAPES: readonly VehicleShape[] = [
  ...SEDANS,
  ...HATCHES_AND_SUVS,
  ...VANS,
  ...TRUCKS,
  ...BUSES,
  ...SERVICE,
  ...MIXED_SHAPES,
];

const BY_ID = new Map(SHAPES.map((shape) => [shape.id, shape]));

/** The shape behind an asset's id. Throws RangeError where none is written. */
export function shapeOf(id: string): VehicleShape {
  const shape = BY_ID.get(id);
  if (!shape)
    throw new RangeError(`expected a vehicle (${[...BY_ID.keys()].join(', ')}), got '${id}'`);
  return shape;
}
