import { layoutOf } from '../../scripts/street/world/layouts.ts';
import { mountOf, poseAt } from '../../scripts/street/world/mounts.ts';
import type {
  Actor,
  Scenario,
  SceneCamera,
  Waypoint,
} from '../../scripts/street/world/scenario.ts';

/** A minute on boulevard-c seen from pole-6m, with whatever else a test wants. */
export function scene(
  changes: Partial<Omit<Scenario, 'camera'>> & { readonly camera?: Partial<SceneCamera> } = {},
): Scenario {
  const street = changes.street ?? layoutOf('boulevard-c');
  const mount = mountOf('pole-6m');
  if (street === undefined || mount === undefined) throw new Error('no such street or mount');
  const { camera, ...rest } = changes;
  return {
    ...{ name: 'a-scene', about: 'For a test.', family: 'test', split: 'judging', seed: 7 },
    durationMs: 60_000,
    startUtcMs: Date.parse('2026-05-04T08:00:00+08:00'),
    ...{ light: 'day', weather: 'clear', street, shortened: 1 },
    ...{ zones: [], actors: [], faults: [], rules: [], expect: [], ...rest },
    camera: {
      ...{ mount: mount.id, size: { width: 1280, height: 720 }, fps: 10 },
      keys: [{ ...poseAt(mount, street), atMs: 0 }],
      ...{ codec: 'h264', gopSeconds: 2, bFrames: 0, bitrateKbps: 2500, noise: 0 },
      ...{ burnedClock: false, ...camera },
    },
  };
}

/** A path from [seconds, x, z, heading?]. */
export function path(
  ...points: readonly (readonly [s: number, x: number, z: number, heading?: number])[]
): Waypoint[] {
  return points.map(([s, x, z, heading]) => ({
    ...{ atMs: s * 1000, x, z },
    ...(heading !== undefined && { heading }),
  }));
}

/** Something that stands at one place all the time. */
export function standing(id: string, asset: string, x: number, z: number, heading = 0): Actor {
  return { id, asset, path: path([-1, x, z, heading], [1000, x, z, heading]) };
}
