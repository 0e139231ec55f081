import type { Box } from '../../../../agent/core/geometry/box.ts';
import { clippedArea } from '../../../../agent/core/geometry/clip.ts';
import type { Asset } from '../../assets/asset.ts';
import { type GroundPoint, RADIANS } from '../../world/vector.ts';

/** Where a thing stands and how it is turned. */
interface Spot {
  readonly x: number;
  readonly z: number;
  readonly heading: number;
}

/** Share (0 to 1) of the ground under a thing, length times width, that lies in an area. */
export function shareOn(area: readonly GroundPoint[], spot: Spot, asset: Asset): number {
  const foot: Box = {
    ...{ left: -asset.length / 2, right: asset.length / 2 },
    ...{ top: -asset.width / 2, bottom: asset.width / 2 },
  };
  const about = area.map((point) => aboutIt(point, spot));
  return clippedArea(foot, about) / (asset.length * asset.width);
}

/** Metres from a point to the ground under a thing; 0 on it. */
export function distanceTo(point: GroundPoint, spot: Spot, asset: Asset): number {
  const [x, z] = aboutIt(point, spot);
  const beyond = (value: number, half: number) => Math.max(0, Math.abs(value) - half);
  return Math.hypot(beyond(x, asset.length / 2), beyond(z, asset.width / 2));
}

/** A point of the ground as seen from the thing: along it and across. */
function aboutIt([x, z]: GroundPoint, spot: Spot): GroundPoint {
  const [sin, cos] = [Math.sin(spot.heading * RADIANS), Math.cos(spot.heading * RADIANS)];
  const [dx, dz] = [x - spot.x, z - spot.z];
  return [dx * cos - dz * sin, dx * sin + dz * cos];
}
