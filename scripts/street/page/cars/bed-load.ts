/// <reference lib="dom" />
import { Mesh } from 'three';
import type { Asset } from '../../assets/asset.ts';
import type { VehicleShape } from '../../assets/vehicle-shapes.ts';
import type { Look } from '../contract.ts';
import { loadField, type Trough } from '../tippers/load-field.ts';
import { loadGeometry } from '../tippers/load-mesh.ts';
import { loadMaterial } from '../tippers/tipper-materials.ts';

/** A low heap, seen over the walls of the bed. */
const HEAP = 0.3;

/** What lies open in a pickup's bed; undefined where there is no bed, or nothing in it, or a cover over it. */
export function bedLoad({ length }: Asset, { cargo }: VehicleShape, look: Look): Mesh | undefined {
  const { load = 'empty', cover = 'none', material = 'gravel', seed } = look;
  if (cargo?.kind !== 'bed' || load === 'empty' || cover !== 'none') return undefined;
  const { from, height, width } = cargo;
  const trough: Trough = {
    ...{ front: length / 2 - from - 0.1, rear: 0.3 - length / 2, half: width / 2 - 0.12 },
    ...{ floor: height - 0.3, rim: height + 0.1, crest: height + HEAP },
  };
  const field = loadField(trough, 'heaped', material, seed);
  return new Mesh(loadGeometry(trough, field, material, seed, false), loadMaterial(material));
}
