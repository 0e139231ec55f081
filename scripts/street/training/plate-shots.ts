import type { StreetClass } from '../assets/asset.ts';
import { assetOf } from '../assets/catalog.ts';
import { truthAt } from '../truth/truth-at.ts';
import { groundHeight } from '../world/areas.ts';
import { type CameraPose, type PictureSize, project } from '../world/camera.ts';
import { type Dice, diceOf } from '../world/dice.ts';
import { OFFICES, plateKindOf, plateNumber } from '../world/plate-numbers.ts';
import { random } from '../world/random.ts';
import type { Actor, Scenario } from '../world/scenario.ts';
import { RADIANS, type Vec3 } from '../world/vector.ts';
import { type PixelBox, pixelsOf } from './pixel-box.ts';
import { poolActor } from './pool.ts';
import { type Half, refuseJudging, TRAINING } from './split.ts';

/** A picture of one vehicle and what to cut out of it. */
interface PlateShot {
  /** To be seen at 0 ms. */
  readonly scenario: Scenario;
  readonly plate: string;
  /** Two-row plate (the rear of large vehicles). */
  readonly tall: boolean;
  readonly cut: PixelBox;
  /** Where the plate is in the cut, pixels. */
  readonly plateBox: PixelBox;
}

export interface PlateBatch {
  readonly cast: Scenario;
  /** Plates that fill a good part of the cut. */
  readonly shots: readonly PlateShot[];
  /** The same vehicles as a detector's box shows them, in larger pictures. */
  readonly vehicles: { readonly cast: Scenario; readonly shots: readonly PlateShot[] };
}

/** Many: a street takes far longer to load than a picture. */
const CAST: readonly (readonly [StreetClass, count: number])[] = [
  ['car', 26],
  ['muck-truck', 12],
  ['truck', 7],
  ['van', 6],
  ['bus', 4],
  ['service-vehicle', 6],
];
/** GA 36: 440 x 140 mm, new energy 480 mm wide; of large vehicles 220 mm high behind. Metres. */
const PLATE_WIDTH = 0.44;
const LONG_WIDTH = 0.48;
const PLATE_HEIGHT = 0.14;
const TALL_HEIGHT = 0.22;

/** How near a camera comes. */
interface Framing {
  readonly size: PictureSize;
  /** Width of the plate in the picture, pixels. */
  readonly pixels: readonly [number, number];
  /** How far above the plate it looks, metres: large vehicles and others. */
  readonly lift: readonly [large: number, other: number];
}

const CLOSE: Framing = { size: { width: 320, height: 180 }, pixels: [90, 220], lift: [0, 0] };
const WHOLE: Framing = { size: { width: 800, height: 640 }, pixels: [55, 115], lift: [1.1, 0.5] };
/** They have yellow plates, of two rows behind, unless they drive on new energy; service vehicles are seen from as high, but have plates as cars do. */
const LARGE: ReadonlySet<StreetClass> = new Set(['bus', 'muck-truck', 'truck']);
/** Narrower ones are not cut out: nobody could read them. */
const LEAST_PIXELS = 60;

/**
 * Every vehicle of a cast from before or behind, each province as often as the others. The same half,
 * seed and number give the same batch.
 */
export function plateBatchOf(seed: number, number: number, half: Half = TRAINING): PlateBatch {
  const draw = random(seed, `${half.split}-plates`, String(number));
  const dice = diceOf(draw);
  const street = dice.pick(half.layouts);
  const mount = dice.pick(half.mounts);
  const [light, weather] = dice.weighted(half.conditions, ([, , share]) => share);
  const actors = actorsOf(number, half, dice, draw).map(
    (actor): Actor => ({
      ...actor,
      path: [{ atMs: 0, x: 0, z: street.roadWidth / 2, heading: 0 }],
    }),
  );
  const scenario = (shown: readonly Actor[], pose: CameraPose, size: PictureSize): Scenario => ({
    ...{ name: `plates-${number}`, about: 'Plates.', family: half.split, split: half.split },
    ...{ seed: seed * 100_003 + number, durationMs: 1, startUtcMs: 0, light, weather, street },
    ...{ actors: shown, zones: [], faults: [], rules: [], expect: [], shortened: 1 },
    camera: {
      ...{ mount: mount.id, size, fps: 1, keys: [{ ...pose, atMs: 0 }], codec: 'h264' },
      ...{ gopSeconds: 1, bFrames: 0, bitrateKbps: 1000, noise: 0, burnedClock: false },
    },
  });
  const ground = groundHeight(street, street.roadWidth / 2);
  const front = actors.map(() => dice.chance(0.5));
  const shoot = (framing: Framing, cutOf: (one: Scenario, seen: PixelBox) => PixelBox) =>
    actors.flatMap((actor, index): PlateShot[] => {
      const found = findPlate(actor, front[index] === true, ground, framing, dice);
      if (found === undefined || actor.plate === undefined) return [];
      const one = scenario([actor], found.pose, framing.size);
      const cut = cutOf(one, found.box);
      const { left, top, ...extent } = found.box;
      const plateBox = { left: left - cut.left, top: top - cut.top, ...extent };
      return [{ scenario: one, plate: actor.plate, tall: found.tall, cut, plateBox }];
    });
  const shots = shoot(CLOSE, (_, box) => around(box, dice)).filter(
    ({ cut }) => cut.width >= LEAST_PIXELS,
  );
  const pose = { position: [0, 5, 20], yaw: 0, pitch: -15, roll: 0, hfov: 60 } as const;
  const cast = scenario(actors, pose, CLOSE.size);
  const vehicles = {
    cast: scenario(actors, pose, WHOLE.size),
    shots: shoot(WHOLE, vehicleCut),
  };
  if (half.split === 'training')
    for (const one of [cast, ...[...shots, ...vehicles.shots].map((shot) => shot.scenario)])
      refuseJudging(one);
  return { cast, shots, vehicles };
}

function actorsOf(number: number, half: Half, dice: Dice, draw: () => number) {
  const provinces = Object.keys(OFFICES);
  const classes = CAST.flatMap(([of, count]) => Array.from({ length: count }, () => of));
  return classes.map((of, index) => {
    const { of: _of, ...actor } = poolActor(of, `${of}-${index}`, dice, draw, half);
    if (actor.plate === undefined) return actor;
    const province = provinces[(number * classes.length + index) % provinces.length];
    return {
      ...actor,
      plate: plateNumber(draw, plateKindOf(actor.plate, LARGE.has(of)), province),
    };
  });
}

/** The camera for a plate and the plate's box in the picture; undefined where the vehicle has none there. */
function findPlate(actor: Actor, front: boolean, ground: number, framing: Framing, dice: Dice) {
  const asset = assetOf(actor.asset);
  const at = front ? asset?.plates?.front : asset?.plates?.rear;
  const [place] = actor.path;
  if (asset === undefined || at === undefined || place === undefined) return undefined;
  if (actor.plate === undefined) return undefined;
  const target: Vec3 = [place.x + at[0], ground + at[1], place.z + at[2]];
  const high = asset.class !== 'car' && asset.class !== 'van';
  const lift = framing.lift[high ? 0 : 1];
  const pose = poseTowards([target[0], target[1] + lift, target[2]], front ? 1 : -1, framing, dice);
  const yellow = LARGE.has(asset.class) && plateKindOf(actor.plate, true) === 'yellow';
  const tall = !front && yellow;
  const width = [...actor.plate].length > 7 ? LONG_WIDTH : PLATE_WIDTH;
  const corners = [-1, 1].flatMap((side) =>
    [-1, 1].map((end): Vec3 => {
      const height = tall ? TALL_HEIGHT : PLATE_HEIGHT;
      return [target[0], target[1] + (end * height) / 2, target[2] + (side * width) / 2];
    }),
  );
  const seen = corners.flatMap((corner) => project(pose, framing.size, corner) ?? []);
  const xs = seen.map(({ x }) => x * framing.size.width);
  const ys = seen.map(({ y }) => y * framing.size.height);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const box = { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
  return { pose, tall, box };
}

/** The plate with a little of what is around it. */
function around(box: PixelBox, dice: Dice): PixelBox {
  const grow = 2 + box.width * dice.between(0.02, 0.08);
  const left = Math.max(0, Math.floor(box.left - grow));
  const top = Math.max(0, Math.floor(box.top - grow * 0.6));
  const right = Math.min(CLOSE.size.width, Math.ceil(box.left + box.width + grow));
  const bottom = Math.min(CLOSE.size.height, Math.ceil(box.top + box.height + grow * 0.6));
  return { left, top, width: right - left, height: bottom - top };
}

/** The vehicle's box, as the agent cuts it. */
function vehicleCut(scenario: Scenario): PixelBox {
  const { size } = scenario.camera;
  const [vehicle] = truthAt(scenario, 0).objects.filter(({ part }) => part === undefined);
  return vehicle === undefined ? { left: 0, top: 0, ...size } : pixelsOf(vehicle.box, size);
}

/** A camera before (1) or behind (-1) a plate, aside and above it, so near that it is as wide as wanted. */
function poseTowards(
  [x, y, z]: Vec3,
  way: 1 | -1,
  { size, pixels }: Framing,
  dice: Dice,
): CameraPose {
  const distance = dice.between(4, 14);
  const aside = dice.between(-32, 32) * RADIANS;
  const above = dice.between(2, 24) * RADIANS;
  const flat = distance * Math.cos(above);
  const wide = dice.between(...pixels);
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
    hfov: (2 * Math.atan((PLATE_WIDTH * size.width) / wide / 2 / distance)) / RADIANS,
  };
}
