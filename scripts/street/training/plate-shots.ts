import type { StreetClass } from '../assets/asset.ts';
import { assetOf } from '../assets/catalog.ts';
import { groundHeight } from '../world/areas.ts';
import { type CameraPose, type PictureSize, project } from '../world/camera.ts';
import { random } from '../world/random.ts';
import type { Actor, Scenario } from '../world/scenario.ts';
import { RADIANS, type Vec3 } from '../world/vector.ts';
import { type Dice, diceOf } from './dice.ts';
import { poolActor } from './pool.ts';
import { refuseJudging, TRAINING_CONDITIONS, TRAINING_LAYOUTS, TRAINING_MOUNTS } from './split.ts';

/** A vehicle whose plate fills a good part of a small picture. */
interface PlateShot {
  /** To be seen at 0 ms. */
  readonly scenario: Scenario;
  readonly plate: string;
  /** Pixels to cut out. */
  readonly cut: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

export interface PlateBatch {
  readonly cast: Scenario;
  readonly shots: readonly PlateShot[];
}

const SIZE: PictureSize = { width: 320, height: 180 };
const CAST: readonly (readonly [StreetClass, count: number])[] = [
  ['car', 9],
  ['muck-truck', 4],
  ['truck', 2],
  ['van', 2],
  ['bus', 1],
  ['service-vehicle', 2],
];
/** GA 36: 440 x 140 mm, new energy 480 mm wide; of large vehicles 220 mm high behind. Metres. */
const PLATE_WIDTH = 0.44;
const LONG_WIDTH = 0.48;
const PLATE_HEIGHT = 0.14;
const TALL_HEIGHT = 0.22;

/** Every vehicle of a small cast from before or behind. The same seed and number give the same batch. */
export function plateBatchOf(seed: number, number: number): PlateBatch {
  const draw = random(seed, 'training-plates', String(number));
  const dice = diceOf(draw);
  const street = dice.pick(TRAINING_LAYOUTS);
  const mount = dice.pick(TRAINING_MOUNTS);
  const [light, weather] = dice.weighted(TRAINING_CONDITIONS, ([, , share]) => share);
  const actors = CAST.flatMap(([of, count]) =>
    Array.from({ length: count }, (_, index): Actor => {
      const { of: _of, ...actor } = poolActor(of, `${of}-${index}`, dice, draw);
      return { ...actor, path: [{ atMs: 0, x: 0, z: street.roadWidth / 2, heading: 0 }] };
    }),
  );
  const scenario = (shown: readonly Actor[], pose: CameraPose): Scenario => ({
    ...{ name: `plates-${number}`, about: 'Plates.', family: 'training', split: 'training' },
    ...{ seed: seed * 100_003 + number, durationMs: 1, startUtcMs: 0, light, weather, street },
    ...{ actors: shown, zones: [], faults: [], rules: [], expect: [], shortened: 1 },
    camera: {
      ...{ mount: mount.id, size: SIZE, fps: 1, keys: [{ ...pose, atMs: 0 }], codec: 'h264' },
      ...{ gopSeconds: 1, bFrames: 0, bitrateKbps: 1000, noise: 0, burnedClock: false },
    },
  });
  const shots = actors.flatMap((actor) => {
    const found = shotOf(actor, groundHeight(street, street.roadWidth / 2), dice);
    if (found === undefined) return [];
    return { scenario: scenario([actor], found.pose), plate: found.plate, cut: found.cut };
  });
  const cast = scenario(actors, { position: [0, 5, 20], yaw: 0, pitch: -15, roll: 0, hfov: 60 });
  for (const one of [cast, ...shots.map((shot) => shot.scenario)]) refuseJudging(one);
  return { cast, shots };
}

function shotOf(
  actor: Actor,
  ground: number,
  dice: Dice,
): (Pick<PlateShot, 'plate' | 'cut'> & { readonly pose: CameraPose }) | undefined {
  const asset = assetOf(actor.asset);
  const front = dice.chance(0.5);
  const at = front ? asset?.plates?.front : asset?.plates?.rear;
  const [place] = actor.path;
  if (at === undefined || place === undefined || actor.plate === undefined) return undefined;
  const target: Vec3 = [place.x + at[0], ground + at[1], place.z + at[2]];
  const pose = poseTowards(target, front ? 1 : -1, dice);
  const width = actor.plate.length > 7 ? LONG_WIDTH : PLATE_WIDTH;
  const corners = [-1, 1].flatMap((side) =>
    [-1, 1].map((end): Vec3 => {
      const tall = !front && asset?.class !== 'car' && asset?.class !== 'van';
      const height = tall ? TALL_HEIGHT : PLATE_HEIGHT;
      return [target[0], target[1] + (end * height) / 2, target[2] + (side * width) / 2];
    }),
  );
  const seen = corners.flatMap((corner) => project(pose, SIZE, corner) ?? []);
  const [xs, ys] = [seen.map(({ x }) => x * SIZE.width), seen.map(({ y }) => y * SIZE.height)];
  const grow = 2 + (Math.max(...xs) - Math.min(...xs)) * dice.between(0.02, 0.08);
  const left = Math.max(0, Math.floor(Math.min(...xs) - grow));
  const top = Math.max(0, Math.floor(Math.min(...ys) - grow * 0.6));
  const right = Math.min(SIZE.width, Math.ceil(Math.max(...xs) + grow));
  const bottom = Math.min(SIZE.height, Math.ceil(Math.max(...ys) + grow * 0.6));
  if (right - left < 60) return undefined;
  return {
    plate: actor.plate,
    pose,
    cut: { left, top, width: right - left, height: bottom - top },
  };
}

/** A camera before (1) or behind (-1) a plate, aside and above it, so near that it is 90 to 220 pixels wide. */
function poseTowards([x, y, z]: Vec3, way: 1 | -1, dice: Dice): CameraPose {
  const distance = dice.between(4, 14);
  const aside = dice.between(-32, 32) * RADIANS;
  const above = dice.between(2, 24) * RADIANS;
  const flat = distance * Math.cos(above);
  const pixels = dice.between(90, 220);
  const yaw = (way === 1 ? -90 : 90) + (way * aside) / RADIANS;
  return {
    position: [
      x + way * flat * Math.cos(aside),
      y + distance * Math.sin(above),
      z + flat * Math.sin(aside),
    ],
    yaw,
    pitch: -above / RADIANS,
    roll: dice.between(-5, 5),
    hfov: (2 * Math.atan((PLATE_WIDTH * SIZE.width) / pixels / 2 / distance)) / RADIANS,
  };
}
