import type { Box } from '../../../agent/core/geometry/box.ts';
import { axesOf, type CameraPose, NEAR, type PictureSize } from '../world/camera.ts';
import { RADIANS, type Vec3 } from '../world/vector.ts';

/** A camera that does not move, made ready to project much and fast. */
export interface Eye {
  readonly position: Vec3;
  /** Extent in the picture of a hull at a place (ground height, degrees); undefined where it reaches behind the camera. */
  extent(
    hull: readonly Vec3[],
    place: { x: number; y: number; z: number; heading: number },
  ): Box | undefined;
}

/** The same projection as `project` in world/camera.ts, its axes worked out once. */
export function eyeOf(pose: CameraPose, size: PictureSize): Eye {
  const { right, up, forward } = axesOf(pose);
  const [px, py, pz] = pose.position;
  const focal = 0.5 / Math.tan((pose.hfov / 2) * RADIANS);
  const aspect = size.width / size.height;
  return {
    position: pose.position,
    extent(hull, { x, y, z, heading }) {
      const [cos, sin] = [Math.cos(heading * RADIANS), Math.sin(heading * RADIANS)];
      let [left, top, edge, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const [hx, hy, hz] of hull) {
        const dx = x + hx * cos + hz * sin - px;
        const dy = y + hy - py;
        const dz = z - hx * sin + hz * cos - pz;
        const depth = forward[0] * dx + forward[1] * dy + forward[2] * dz;
        if (depth < NEAR) return undefined;
        const u = 0.5 + ((right[0] * dx + right[1] * dy + right[2] * dz) * focal) / depth;
        const v = 0.5 - ((up[0] * dx + up[1] * dy + up[2] * dz) * focal * aspect) / depth;
        left = Math.min(left, u);
        edge = Math.max(edge, u);
        top = Math.min(top, v);
        bottom = Math.max(bottom, v);
      }
      return { left, top, right: edge, bottom };
    },
  };
}
