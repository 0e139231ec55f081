import { layoutOf } from '../../../scripts/street/world/layouts.ts';
import { mountOf, poseAt } from '../../../scripts/street/world/mounts.ts';
import type { Scenario, SceneCamera } from '../../../scripts/street/world/scenario.ts';

/** A car that drives onto the sidewalk and stands there; 6 s at 5 pictures a second, 320x180. */
export function smallStreet(
  changes: Partial<Scenario> = {},
  camera: Partial<SceneCamera> = {},
): Scenario {
  const street = layoutOf('boulevard-c');
  const mount = mountOf('pole-6m');
  if (street === undefined || mount === undefined) throw new Error('expected the judging street');
  return {
    ...{ name: 'small', about: 'A car parks on the sidewalk.', family: 'small', split: 'judging' },
    ...{ seed: 7, durationMs: 6000, startUtcMs: Date.parse('2026-05-12T09:30:00+08:00') },
    ...{ light: 'day', weather: 'clear', street },
    camera: {
      ...{ mount: mount.id, size: { width: 320, height: 180 }, fps: 5 },
      keys: [{ ...poseAt(mount, street), atMs: 0 }],
      ...{ codec: 'h264', gopSeconds: 2, bFrames: 0, bitrateKbps: 600, noise: 0.2 },
      burnedClock: true,
      ...camera,
    },
    zones: [
      {
        id: 'walk',
        kind: 'sidewalk',
        ground: [
          [-20, -6],
          [20, -6],
          [20, 0],
          [-20, 0],
        ],
      },
    ],
    actors: [
      {
        ...{ id: 'parker', asset: 'sedan-c', plate: '渝A8D213' },
        path: [
          { atMs: 0, x: -14, z: 1.6, heading: 0 },
          { atMs: 2000, x: 0, z: -2, heading: 0 },
          { atMs: 6000, x: 0, z: -2, heading: 0 },
        ],
      },
    ],
    faults: [],
    rules: [{ use: 'sidewalk-parking', settings: { settle: '1s', dwell: '3s' } }],
    expect: [{ kind: 'sidewalk-parking', actor: 'parker', zone: 'walk', fromMs: 2000 }],
    shortened: 100,
    ...changes,
  };
}
