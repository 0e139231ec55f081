import type { VehicleShape } from '../../assets/vehicle-shapes.ts';
import { type Sinks, stuffOf } from './details.ts';
import { bothSides, type Ground, sidePolygon } from './patches.ts';
import { even, tintOf } from './sink.ts';

/** Coloured fields along the sides, and what is on the right side only (doors of buses). */
export function sidePatches(sinks: Sinks, ground: Ground, shape: VehicleShape): void {
  const paint = tintOf(shape.livery?.paint ?? '#eceff0');
  const second = tintOf(shape.livery?.second ?? '#20252b');
  for (const side of shape.sides) {
    if (side.of === 'glass' && !side.right) continue;
    const { bucket, tint, out } = stuffOf(side.of, second, paint);
    // doors lie over the row of windows
    const { at, us } = sidePolygon(ground, side.points, side.right ? out + 0.006 : out);
    const draw = { us, vs: even(5), tint };
    if (side.right) sinks[bucket].sheet(at, { ...draw, from: [0, 1, 0] });
    else bothSides(at, (sheet, from) => sinks[bucket].sheet(sheet, { ...draw, from }));
  }
}
