import type { Vec3 } from '../../world/vector.ts';
import type { LightSetting } from './setting.ts';

/** Metres by which one step of softness widens a shadow. */
const SOFT = 0.034;

/** Points, and where their shadows fall on the ground: whatever they darken lies within the hull of both. */
export function withShadow(
  points: readonly Vec3[],
  { sun: [sx, sy, sz], shadowBlur }: LightSetting,
): readonly Vec3[] {
  const soft = SOFT * shadowBlur;
  const shadows = points.flatMap(([x, y, z]): Vec3[] => {
    const down = Math.max(0, y + 0.1) / sy;
    const [gx, gz] = [x - sx * down, z - sz * down];
    return [-soft, soft].flatMap((by): Vec3[] => [
      [gx + by, -0.1, gz + by],
      [gx + by, -0.1, gz - by],
    ]);
  });
  return [...points, ...shadows];
}
