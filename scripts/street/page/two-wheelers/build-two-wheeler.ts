import { Group, Mesh } from 'three';
import type { BuildActor } from '../contract.ts';
import { bodyLofts } from '../people/body.ts';
import { CLOTH } from '../people/cloth.ts';
import { loftGeometry, moveLofts } from '../people/loft.ts';
import { objectOf } from '../props/pieces.ts';
import { machineOf, STAND_LEAN } from './machines.ts';
import { dressRider, ridePose } from './rider.ts';
import { buildWheel } from './wheel.ts';

/** An e-bike or a bicycle: its rider is there while it moves, and gone where it is parked. */
export const buildTwoWheeler: BuildActor = ({ asset, look }) => {
  const { frame, wheel, axles, saddle, motor } = machineOf(asset.id, look.seed, look.paint);
  const object = new Group();
  const machine = objectOf(frame);
  const wheels = axles.map((x) => {
    const built = buildWheel(wheel);
    built.object.position.set(x, wheel.radius, 0);
    machine.add(built.object);
    return built;
  });
  const body = dressRider(asset.split, look.seed, motor);
  const geometry = loftGeometry(bodyLofts(body, ridePose(saddle, 0)));
  const rider = new Mesh(geometry, CLOTH);
  object.add(machine, rider);
  return {
    object,
    restless: false,
    update({ speed, travelled }) {
      rider.visible = speed > 0.05;
      // parked, it leans on its stand
      machine.rotation.x = rider.visible ? 0 : STAND_LEAN;
      for (const { roll } of wheels) roll(travelled);
      if (rider.visible && saddle.crank)
        moveLofts(geometry, bodyLofts(body, ridePose(saddle, travelled)));
    },
  };
};
