import type { SidePatch, VehicleShape } from '../../assets/vehicle-shapes.ts';
import { type Sinks, type Stuff, stuffOf } from './details.ts';
import { bothSides, type Ground, sidePolygon } from './patches.ts';
import { even, tintOf } from './sink.ts';

/** Coloured fields along the sides, and what is on the right side only (doors of buses). */
export function sidePatches(sinks: Sinks, ground: Ground, shape: VehicleShape): void {
  const paint = tintOf(shape.livery?.paint ?? '#eceff0');
  const second = tintOf(shape.livery?.second ?? '#20252b');
  for (const side of shape.sides) {
    const stuff = stuffOf(side.of, second, paint);
    if (side.right) onTheRight(sinks, ground, side, stuff);
    else if (side.of !== 'glass') {
      const { at, us } = sidePolygon(ground, side.points, stuff.out);
      const draw = { us, vs: even(5), tint: stuff.tint };
      bothSides(at, (sheet, from) => sinks[stuff.bucket].sheet(sheet, { ...draw, from }));
    }
  }
}

/** Doors lie over the row of windows; as trim, which is drawn a little nearer, as glass is and paint is not. */
function onTheRight(sinks: Sinks, ground: Ground, { points }: SidePatch, stuff: Stuff): void {
  const { at, us } = sidePolygon(ground, points, stuff.out + 0.014);
  const bucket = stuff.bucket === 'paint' ? 'trim' : stuff.bucket;
  sinks[bucket].sheet(at, { us, vs: even(9), tint: stuff.tint, from: [0, 1, 0] });
}
