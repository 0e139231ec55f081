import type { Asset } from '../assets/asset.ts';
import { ASSETS } from '../assets/catalog.ts';
import { type CameraPose, type PictureSize, project } from '../world/camera.ts';
import type { StreetLayout } from '../world/layout.ts';
import { LAYOUTS } from '../world/layouts.ts';
import { MOUNTS, poseAt } from '../world/mounts.ts';
import { random } from '../world/random.ts';
import type { Actor, Light, Scenario } from '../world/scenario.ts';
import { type GroundPoint, RADIANS } from '../world/vector.ts';

/** What the table asks for: things that photographs' detectors have a label for. */
const COUNTED = [
  'car',
  'van',
  'bus',
  'truck',
  'service-vehicle',
  'muck-truck',
  'person',
  'motorcycle',
  'bicycle',
  'tricycle',
];
const SMALL = ['person', 'motorcycle', 'bicycle', 'tricycle'];
/** Lights that are daylight. */
export const DAYLIGHTS: readonly Light[] = ['day', 'low-sun', 'overcast'];

/** Pictures that share a street and its light, so that a page is built once for all of them. */
export const SHOTS = 4;

interface Wish {
  readonly size: PictureSize;
  /** Of the catalog's ids; all by default. */
  readonly only?: readonly string[];
  readonly lights?: readonly Light[];
}

/**
 * A street by day with a few of everything about, wholly in the picture and none within another; the same
 * seed and shot, the same scene. Shots of one seed share the street; their actors have names of their own.
 */
export function detectorScene(
  seed: number,
  shot: number,
  { size, only, lights = DAYLIGHTS }: Wish,
): Scenario {
  const shared = random(seed, 'detector-street');
  const street = pick(LAYOUTS, shared);
  const light = pick(lights, shared);
  const draw = random(seed, 'detector-shot', String(shot));
  const mounts = MOUNTS.filter(({ kind }) => kind !== 'drone');
  const pose = poseAt(pick(mounts, draw), street);
  const assets = ASSETS.filter(
    (asset) => COUNTED.includes(asset.class) && (only === undefined || only.includes(asset.id)),
  );
  const taken: Spot[] = [];
  const actors = castOf(assets, seed * SHOTS + shot).flatMap((asset, index): Actor[] => {
    const spot = freeSpot(street, asset, draw, (one) => {
      return inSight(pose, size, one) && !taken.some((other) => touch(other, one));
    });
    if (spot === undefined) return [];
    taken.push(spot);
    return [actorOf(`${shot}-${asset.id}-${index}`, asset, spot)];
  });
  return {
    ...{ name: `detector-${seed}-${shot}`, about: 'things to be found', family: 'detector', seed },
    ...{
      split: street.split,
      durationMs: 1000,
      startUtcMs: 0,
      light,
      weather: 'clear',
    },
    ...{ street, actors, zones: [], faults: [], rules: [], expect: [], shortened: 1 },
    camera: {
      ...{ mount: 'detector', size, fps: 5, keys: [{ atMs: 0, ...pose }], codec: 'h264' },
      ...{ gopSeconds: 1, bFrames: 0, bitrateKbps: 2000, noise: 0.2, burnedClock: false },
    },
  };
}

function pick<T>(from: readonly T[], draw: () => number): T {
  const found = from[Math.floor(draw() * from.length)];
  if (found === undefined) throw new RangeError('expected something to pick from');
  return found;
}

/** Five vehicles and five small things a picture, all assets in turn so that each comes equally often. */
function castOf(assets: readonly Asset[], turn: number): readonly Asset[] {
  const groups = [
    assets.filter((one) => !SMALL.includes(one.class)),
    assets.filter((one) => SMALL.includes(one.class)),
  ];
  const count = 5;
  return groups.flatMap((group) =>
    Array.from({ length: count }, (_, at) => group[(turn * count + at) % group.length]).flatMap(
      (one) => one ?? [],
    ),
  );
}

/** Somewhere that will do, of many tried. */
function freeSpot(
  street: StreetLayout,
  asset: Asset,
  draw: () => number,
  fits: (spot: Spot) => boolean,
): Spot | undefined {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const spot = spotOf(street, asset, draw);
    if (fits(spot)) return spot;
  }
  return undefined;
}

/** Where a thing is in the middle of the second, and what it fills there. Metres, degrees. */
interface Spot {
  readonly at: GroundPoint;
  readonly heading: number;
  readonly asset: Asset;
  /** Metres per second; only what people ride and themselves. */
  readonly speed: number;
}

function spotOf(street: StreetLayout, asset: Asset, draw: () => number): Spot {
  const x = -34 + 68 * draw();
  const small = SMALL.includes(asset.class);
  const moves = small && draw() < 0.6;
  if (asset.class === 'person') {
    const z = walkwayOf(street, draw);
    return { at: [x, z], heading: draw() * 360, asset, speed: moves ? 1.2 : 0 };
  }
  if (small && draw() < 0.4) {
    const z = -0.6 - draw() * (street.farWalk - 1.4);
    return { at: [x, z], heading: draw() * 360, asset, speed: 0 };
  }
  const lane = Math.floor(draw() * street.lanes);
  const z = ((lane + 0.5) * street.roadWidth) / street.lanes + (draw() - 0.5) * 0.5;
  // traffic keeps right: the near half goes east
  const ahead = (lane + 0.5) / street.lanes > 0.5 ? 0 : 180;
  const heading = ahead + (draw() - 0.5) * (draw() < 0.2 ? 50 : 6);
  return { at: [x, z], heading, asset, speed: moves ? 4 : 0 };
}

/** Most people are on the far sidewalk, some on the near one and on the road. */
function walkwayOf({ farWalk, nearWalk, roadWidth }: StreetLayout, draw: () => number): number {
  const where = draw();
  if (where < 0.6) return -0.6 - draw() * (farWalk - 1.4);
  return where < 0.8 ? roadWidth + 0.5 + draw() * (nearWalk - 1) : draw() * roadWidth;
}

/** The corners of what it fills on the ground, with a margin. */
function cornersOf({ at: [x, z], heading, asset }: Spot, margin = 0): readonly GroundPoint[] {
  const [sine, cosine] = [Math.sin(heading * RADIANS), Math.cos(heading * RADIANS)];
  const [long, wide] = [asset.length / 2 + margin, asset.width / 2 + margin];
  return [
    [long, wide],
    [long, -wide],
    [-long, -wide],
    [-long, wide],
  ].map(([u = 0, v = 0]): GroundPoint => [x + u * cosine + v * sine, z - u * sine + v * cosine]);
}

/** Whether two rectangles on the ground come closer than half a metre (separating axes). */
function touch(one: Spot, other: Spot): boolean {
  const [a, b] = [cornersOf(one, 0.25), cornersOf(other, 0.25)];
  return [one.heading, one.heading + 90, other.heading, other.heading + 90].every((axis) => {
    const [ax, az] = [Math.cos(axis * RADIANS), -Math.sin(axis * RADIANS)];
    const [first, second] = [a, b].map((corners) => corners.map(([x, z]) => x * ax + z * az));
    return (
      Math.max(...(first ?? [])) > Math.min(...(second ?? [])) &&
      Math.max(...(second ?? [])) > Math.min(...(first ?? []))
    );
  });
}

/** All of it in the picture, and large enough there to be asked for. */
function inSight(pose: CameraPose, size: PictureSize, spot: Spot): boolean {
  const seen = cornersOf(spot).flatMap(([x, z]) =>
    [0, spot.asset.height + 0.15].map((y) => project(pose, size, [x, y, z])),
  );
  const inside = seen.every(
    (point) =>
      point &&
      point.depth > 4 &&
      point.depth < 48 &&
      within(point.x, 0.01) &&
      within(point.y, 0.01),
  );
  if (!inside) return false;
  const span = (of: readonly number[]) => Math.max(...of) - Math.min(...of);
  const wide = span(seen.map((point) => (point?.x ?? 0) * size.width));
  const tall = span(seen.map((point) => (point?.y ?? 0) * size.height));
  return Math.max(wide, tall) > 56;
}

function within(share: number, margin: number): boolean {
  return share > margin && share < 1 - margin;
}

function actorOf(id: string, asset: Asset, { at: [x, z], heading, speed }: Spot): Actor {
  const path = [0, 1000].map((atMs) => {
    const gone = (speed * (atMs - 500)) / 1000;
    const [dx, dz] = [Math.cos(heading * RADIANS) * gone, -Math.sin(heading * RADIANS) * gone];
    return { atMs, x: x + dx, z: z + dz, heading };
  });
  return {
    id,
    asset: asset.id,
    path,
    ...(asset.class === 'muck-truck' && { load: 'heaped' as const }),
  };
}
