/// <reference lib="dom" />
import { Group, Mesh } from 'three';
import type { Asset } from '../../assets/asset.ts';
import type { VehicleShape } from '../../assets/vehicle-shapes.ts';
import type { BuildActor } from '../contract.ts';
import { bedLoad } from './bed-load.ts';
import { BUCKETS, carGeometry } from './car-geometry.ts';
import { carPlates } from './car-plates.ts';
import { lampsOf } from './lamps.ts';
import { lettering } from './lettering.ts';
import { materialOf } from './materials.ts';
import { buildWheel } from './wheel.ts';

/** Cars, vans, pickups, box trucks, buses and service vehicles, from the shape that the asset's id names. */
export const buildCar: BuildActor = ({ asset, look }, scene) => {
  const { shape, ground, sinks } = carGeometry(asset, look);
  const object = new Group();
  lettering(object, ground, shape, look.seed);
  carPlates(object, asset, shape, look);
  const meshes = BUCKETS.filter((bucket) => !sinks[bucket].empty).map((bucket) => {
    const mesh = new Mesh(sinks[bucket].build(), materialOf(bucket));
    mesh.name = bucket;
    return mesh;
  });
  const wheels = wheelsOf(asset, shape);
  const load = bedLoad(asset, shape, look);
  if (load) object.add(load);
  object.add(...meshes, ...wheels.map(({ mesh }) => mesh));
  const lamps = lampsOf(object, meshes, asset, shape);
  return {
    object,
    restless: false,
    update: (state) => {
      for (const { mesh, turn } of wheels) mesh.rotation.z = turn * state.travelled;
      lamps(state, scene.light);
    },
  };
};

/** Its wheels where they stand; `turn` is by how many radians each turns a metre. */
export function wheelsOf(
  { length }: Asset,
  { wheels, spokes, body }: VehicleShape,
): readonly { readonly mesh: Mesh; readonly turn: number }[] {
  return wheels.flatMap((wheel) => {
    const built = buildWheel(wheel, spokes);
    return [-1, 1].map((side) => {
      const mesh = built.clone();
      // twins stand inside the outer tyre
      if (side < 0) mesh.rotation.y = Math.PI;
      const inset = body.width / 2 - wheel.width / 2 - 0.035;
      mesh.position.set(length / 2 - wheel.x, wheel.radius, side * inset);
      mesh.name = 'wheel';
      return { mesh, turn: -side / wheel.radius };
    });
  });
}
