import type { Box } from '../geometry/box.ts';
import type { PlateShot } from '../plates/fuse-plates.ts';

/** Where the plate of a shot is on the same vehicle in another picture, by its box there. */
export function placeOnVehicle({ box, vehicle }: PlateShot, now: Box): Box {
  const scaleX = (now.right - now.left) / (vehicle.right - vehicle.left);
  const scaleY = (now.bottom - now.top) / (vehicle.bottom - vehicle.top);
  return {
    left: now.left + (box.left - vehicle.left) * scaleX,
    right: now.left + (box.right - vehicle.left) * scaleX,
    top: now.top + (box.top - vehicle.top) * scaleY,
    bottom: now.top + (box.bottom - vehicle.top) * scaleY,
  };
}
