import { Group, Mesh } from 'three';
import { random } from '../../world/random.ts';
import type { BuildActor } from '../contract.ts';
import { bodyLofts } from '../people/body.ts';
import { CLOTH } from '../people/cloth.ts';
import { loftGeometry } from '../people/loft.ts';
import { objectOf, together } from '../props/pieces.ts';
import { dressRider, ridePose } from '../two-wheelers/rider.ts';
import { buildWheel } from '../two-wheelers/wheel.ts';
import { cargo } from './cargo.ts';
import type { Tricycle } from './tricycle.ts';
import { tricycleOf } from './tricycle-of.ts';

/** A loaded cargo three-wheeler; its rider is there while it moves. */
export const buildTricycle: BuildActor = ({ asset, look }) => {
  const draw = random(look.seed, 'tricycle', asset.id);
  const tricycle = tricycleOf(asset.id, draw, look.paint);
  const object = new Group();
  const wheels = wheelsOf(tricycle);
  const body = dressRider(asset.split, look.seed, false);
  const rider = new Mesh(loftGeometry(bodyLofts(body, ridePose(tricycle.saddle, 0))), CLOTH);
  const goods = { solid: { matt: cargo(tricycle, draw) } };
  object.add(objectOf(together(tricycle.frame, goods)), rider, ...wheels.map((one) => one.object));
  return {
    object,
    restless: false,
    update({ speed, travelled }) {
      rider.visible = speed > 0.05;
      for (const { roll } of wheels) roll(travelled);
    },
  };
};

/** Its three wheels where they belong. */
function wheelsOf({
  axles: [front, rear, track],
  wheel,
}: Tricycle): ReturnType<typeof buildWheel>[] {
  const places = [
    [front, 0],
    [rear, track],
    [rear, -track],
  ] as const;
  return places.map(([x, z]) => {
    const built = buildWheel(wheel);
    built.object.position.set(x, wheel.radius, z);
    return built;
  });
}
