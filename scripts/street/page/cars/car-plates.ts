import type { Object3D } from 'three';
import type { Asset } from '../../assets/asset.ts';
import type { VehicleShape } from '../../assets/vehicle-shapes.ts';
import { type PlateKind, plateKindOf, plateNumber } from '../../world/plate-numbers.ts';
import { random } from '../../world/random.ts';
import type { Look } from '../contract.ts';
import { buildPlate } from '../plates/plate-texture.ts';

/** Plates in front and behind: the scenario's number, else an invented one. */
export function carPlates(object: Object3D, asset: Asset, shape: VehicleShape, look: Look): void {
  const large = shape.plates.large === true;
  const kind: PlateKind = asset.id.startsWith('police') ? 'white' : large ? 'yellow' : 'blue';
  const text = look.plate ?? plateNumber(random(look.seed, 'plate'), kind);
  const shown = plateKindOf(text, large);
  const places = [
    [asset.plates?.front, 1, 1],
    [asset.plates?.rear, -1, large && shown === 'yellow' ? 2 : 1],
  ] as const;
  for (const [at, side, rows] of places) {
    if (!at) continue;
    const plate = buildPlate(text, shown, rows);
    plate.position.set(at[0] + side * 0.02, at[1], at[2]);
    plate.rotation.y = (side * Math.PI) / 2;
    plate.name = 'plate';
    object.add(plate);
  }
}
