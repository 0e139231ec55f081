import type { CameraPose } from '../world/camera.ts';
import type { PictureFault, SceneCamera } from '../world/scenario.ts';
import { car } from './casting.ts';
import type { Ground, Story } from './draft.ts';
import type { Family } from './family.ts';
import { pass } from './motions.ts';
import { expected, placesOf } from './parking.ts';
import { jam, LASTS_MS, parkedAt, type Trap, trap } from './parking-trap.ts';

/** One car that parks too long, for stories about the picture. */
function oneParker(ground: Ground): Pick<Story, 'actors' | 'expect'> {
  const [x = 0] = placesOf(ground, 1);
  const stand = { x, stopMs: 6000, leaveMs: 36_000 };
  return {
    actors: [parkedAt(ground, 'parker', stand)],
    expect: [expected('parker', stand, LASTS_MS)],
  };
}

function fault(kind: PictureFault['kind'], fromMs: number, toMs: number, amount = 1): PictureFault {
  return { kind, fromMs, toMs, amount };
}

/** A camera that has worked for half a minute: what it ordinarily shows is known then. */
const FAULT_MS = 35_000;
const LONG_MS = 75_000;

const TRAPS: readonly Trap[] = [
  {
    ...{ id: 'camera-nudged', films: 2 },
    about: 'The camera is pushed, and its sidewalk zone lies over cars that wait on the road.',
    story: (ground) => ({
      durationMs: LONG_MS,
      actors: jam(ground, LONG_MS - 15_000),
      faults: [fault('nudge', FAULT_MS, LONG_MS, 0.12)],
    }),
  },
  {
    id: 'camera-turned-away',
    about: 'A camera that can turn looks elsewhere for a while and comes back to a parked car.',
    story: (ground) => ({ ...oneParker(ground), camera: { keys: turnAway(ground.site.pose) } }),
  },
  {
    id: 'frozen-stream',
    about: 'The picture freezes under a running clock while a car crosses the sidewalk.',
    story: (ground) => {
      const { site } = ground;
      const [x = 0] = placesOf(ground, 1);
      const fromMs = FAULT_MS - (Math.abs(site.reach + x) / 3) * 1000;
      const path = pass({ fromMs, fromX: -site.reach, toX: site.reach, z: site.walk, speed: 3 });
      const faults = [fault('frozen', FAULT_MS, LONG_MS - 5000)];
      return { durationMs: LONG_MS, actors: [car(ground, 'crosser', path)], faults };
    },
  },
  {
    ...{ id: 'three-pictures-a-second', films: 2 },
    about: 'A camera that sends three pictures a second: a parked car is found all the same.',
    story: (ground) => ({ ...oneParker(ground), camera: { fps: 3, gopSeconds: 4 } }),
  },
  {
    ...{ id: 'stream-with-gaps', films: 2 },
    about: 'The stream drops out for some seconds while a car is parked: one episode.',
    story: (ground) => ({
      ...oneParker(ground),
      faults: [fault('dropped', 11_000, 14_000), fault('dropped', 24_000, 28_000)],
    }),
  },
  {
    id: 'dirty-lens',
    about: 'A parked car seen through a dirty lens.',
    story: (ground) => ({ ...oneParker(ground), faults: [fault('dirt', 0, LASTS_MS, 0.6)] }),
  },
  {
    id: 'covered-lens',
    about: 'Somebody covers the lens while a car is dropped off.',
    story: (ground) => {
      const [x = 0] = placesOf(ground, 1);
      const stand = { x, stopMs: 6000, leaveMs: 13_000 };
      return {
        actors: [parkedAt(ground, 'taxi', stand)],
        expect: [expected('taxi', stand, LASTS_MS)],
        faults: [fault('covered', 11_500, 34_000)],
      };
    },
  },
];

/** Away at 24 s, back at 32 s, one second each for the turn. */
function turnAway(pose: CameraPose): SceneCamera['keys'] {
  const away = { ...pose, yaw: pose.yaw + (pose.yaw > 0 ? 55 : -55) };
  return [
    { ...pose, atMs: 0 },
    { ...pose, atMs: 23_000 },
    { ...away, atMs: 24_000 },
    { ...away, atMs: 31_000 },
    { ...pose, atMs: 32_000 },
  ];
}

/** Stories about what is wrong with the picture, not with the street. */
export const PICTURE_TRAPS: readonly Family[] = TRAPS.map(trap);
