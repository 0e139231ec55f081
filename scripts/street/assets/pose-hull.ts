import type { Vec3 } from '../world/vector.ts';
import type { Asset, AssetPose } from './asset.ts';

/** What holds the thing tightly while it does this; people walk and bicycles have riders while they move. */
export function hullOf(
  asset: Asset,
  { pose = 'stand', moving }: { readonly pose?: AssetPose; readonly moving: boolean },
): readonly Vec3[] {
  if (moving) return asset.hull;
  return asset.poses?.parked ?? asset.poses?.[pose] ?? asset.hull;
}
