import { groundStrip, shareInside } from '../../../agent/core/geometry/strip.ts';
import type { Zone, ZoneKind } from '../../../agent/core/geometry/zone.ts';
import { downOn } from '../truth/load-view.ts';
import { evenAngle } from '../world/angle.ts';
import type { CameraPose, PictureSize } from '../world/camera.ts';
import type { StreetLayout } from '../world/layout.ts';
import { layoutOf } from '../world/layouts.ts';
import { mountOf, poseAt } from '../world/mounts.ts';
import { RADIANS } from '../world/vector.ts';
import { type Eye, eyeOf } from './eye.ts';
import { groundZone } from './ground-zone.ts';
import { pitchesAlong, roomAlong } from './places.ts';
import { named } from './visitor.ts';

/** One camera over one street, and where things happen in its view. Metres, as in the world. */
export interface Post {
  readonly id: string;
  readonly layout: StreetLayout;
  readonly pose: CameraPose;
  readonly size: PictureSize;
  /** Detections a second. */
  readonly fps: number;
  /** Middles of the lanes, the far kerb's first. */
  readonly lanes: readonly number[];
  /** Where traffic begins and ends. */
  readonly reach: number;
  /** The part of the far sidewalk that is watched. */
  readonly from: number;
  readonly to: number;
  /** Where vehicles stand on the far sidewalk, and where stalls do. */
  readonly walk: number;
  readonly front: number;
  readonly zones: readonly Zone[];
  /** Where vehicles have room on the sidewalk and stand on it clearly as the camera sees it, and where stalls do. */
  readonly kerb: readonly number[];
  readonly pitches: readonly number[];
  /** Lanes on which a truck is whole in the picture for long enough to be looked at three times. */
  readonly truckLanes: readonly number[];
}

const SIZE: PictureSize = { width: 1920, height: 1080 };
/** A sidewalk is watched as far as a car on it is this high on a model's input 416 wide, pixels. */
const LEAST_PX = 20;
const MARGIN = 0.03;
/** A truck is read from this height on, pixels; at 7 m/s the length of lane takes 2.6 s. */
const TRUCK_PX = 100;
const READABLE_M = 18;
/** A load is seen from this angle on, degrees. */
const TRUCK_DOWN = 9;

type Row = readonly [layout: string, mount: string, fps: number];

const ROWS: readonly Row[] = [
  ['boulevard-c', 'pole-6m', 2],
  ['market-street-c', 'wall-3m', 3],
  ['site-gate-c', 'pole-8m', 2],
  ['park-road-c', 'pole-10m-long', 1],
  ['office-row-c', 'wall-13m', 1],
  ['shop-street-a', 'pole-5m', 2],
  ['old-town-a', 'pole-7m', 1],
  ['wall-road-a', 'pole-9m', 2],
  // over the road: these are for trucks
  ['site-gate-c', 'gantry-7.2m', 5],
  ['wall-road-a', 'gantry-6.5m', 3],
  ['boulevard-c', 'pole-10m-long', 3],
  ['wall-road-a', 'pole-10m-long', 3],
  ['office-row-c', 'pole-10m-long', 5],
];

/** The cameras of the simulated weeks. */
export function posts(): readonly Post[] {
  return ROWS.map(postOf);
}

function postOf([layoutId, mountId, fps]: Row): Post {
  const [layout, mount] = [layoutOf(layoutId), mountOf(mountId)];
  if (layout === undefined || mount === undefined)
    throw new RangeError(`expected a street and a mount, not '${layoutId}' and '${mountId}'`);
  const pose = poseAt(mount, layout);
  const eye = eyeOf(pose, SIZE);
  const width = layout.roadWidth / layout.lanes;
  const walk = -Math.min(layout.farWalk / 2, 2.2);
  const front = -layout.farWalk + 1.3;
  const [from, to] = watched(eye, walk, layout.kerb);
  const lanes = Array.from({ length: layout.lanes }, (_, lane) => (lane + 0.5) * width);
  const site = { eye, layout, from: from - 3, to: to + 3 };
  const zones = zonesOf(site);
  const isClear = (x: number) => onWalk(eye, zones, { x, z: walk, y: layout.kerb, heading: 0 });
  return {
    ...{ id: `${layoutId}.${mountId}`, layout, pose, size: SIZE, fps, lanes },
    ...{ reach: Math.max(Math.abs(from), Math.abs(to)) + 25, from, to, walk, zones },
    front,
    kerb: roomAlong({ layout, from, to }).filter(isClear),
    pitches: pitchesAlong({ layout, from, to }, eye.position, front),
    truckLanes: fps < 2 ? [] : lanes.filter((z) => readableLength(eye, layout, z) >= READABLE_M),
  };
}

/** Share of the ground strip on the sidewalk, and at most in a bay, from which nobody could doubt it. */
const CLEAR = { on: 0.6, off: 0.4 };

/** Whether a car there is on the sidewalk by the product's own definition (its ground strip), with room to spare. */
function onWalk(
  eye: Eye,
  zones: readonly Zone[],
  place: { x: number; y: number; z: number; heading: number },
): boolean {
  return ['sedan-d', 'suv-b', 'boxtruck-a'].every((asset) => {
    const box = eye.extent(named(asset).hull, place);
    const share = (kind: ZoneKind) => {
      const polygon = zones.find((zone) => zone.kind === kind)?.polygon ?? [];
      return box ? shareInside(groundStrip(box), polygon) : 0;
    };
    return share('sidewalk') >= CLEAR.on && share('parking-bay') <= CLEAR.off;
  });
}

/** Metres of a lane on which a truck is whole, large enough, looked down on, and not seen from the front. */
function readableLength(eye: Eye, layout: StreetLayout, z: number): number {
  const truck = named('tipper-d');
  // China drives on the right: what is nearer to the far kerb goes towards -x
  const heading = z < layout.roadWidth / 2 ? 180 : 0;
  let metres = 0;
  for (let x = -60; x <= 60; x += 1) {
    const box = eye.extent(truck.hull, { x, y: 0, z, heading });
    const [ex, , ez] = eye.position;
    const aspect = Math.abs(evenAngle(heading - Math.atan2(z - ez, ex - x) / RADIANS));
    const whole = box && box.left > 0.01 && box.right < 0.99 && box.top > 0.01 && box.bottom < 0.99;
    const down = downOn(eye.position[1], truck.height, Math.hypot(ex - x, eye.position[1], ez - z));
    const large = whole && (box.bottom - box.top) * SIZE.height > TRUCK_PX;
    if (large && aspect > 60 && down > TRUCK_DOWN) metres += 1;
  }
  return metres;
}

/** From where to where on the sidewalk a car is whole in the picture and large enough. */
function watched(eye: Eye, z: number, y: number): readonly [number, number] {
  const car = named('sedan-c');
  const good: number[] = [];
  for (let x = -45; x <= 45; x += 0.5) {
    const box = eye.extent(car.hull, { x, y, z, heading: 0 });
    const whole =
      box && box.left > MARGIN && box.right < 1 - MARGIN && box.top > 0 && box.bottom < 1 - MARGIN;
    const px = box ? (box.bottom - box.top) * SIZE.height * (416 / SIZE.width) : 0;
    if (whole && px >= LEAST_PX) good.push(x);
  }
  const [from, to] = [good[0], good.at(-1)];
  if (from === undefined || to === undefined || to - from < 8)
    throw new RangeError('expected a mount that sees the far sidewalk');
  return [from, to];
}

/** From the edge of the picture's zones to beyond the last chair of the café (places.ts), metres. */
const CAFE = 10.2;

interface Ground {
  readonly eye: Eye;
  readonly layout: StreetLayout;
  readonly from: number;
  readonly to: number;
}

function zonesOf({ eye, layout, from, to }: Ground): Zone[] {
  const { farWalk, kerb, bays } = layout;
  const zone = (
    id: string,
    kind: ZoneKind,
    x: readonly [number, number],
    z: readonly [number, number],
  ) => {
    const polygon = groundZone(eye, kerb, x, z);
    return polygon.length < 3 ? [] : [{ id, kind, polygon }];
  };
  const market = zone('cafe', 'permitted-market', [from, from + CAFE], [-farWalk, -farWalk + 3]);
  return [
    ...zone('walk', 'sidewalk', [from, to], [-farWalk, -0.15]),
    ...(bays.length > 0 ? zone('bays', 'parking-bay', ...roundBays(bays)) : []),
    ...market.map((one) => ({ ...one, hours: [{ from: 9 * 60 + 30, to: 22 * 60 + 30 }] })),
  ];
}

type Span = readonly [from: number, to: number];

/** A row of bays is drawn as one zone, with some room around it. */
function roundBays(bays: StreetLayout['bays']): readonly [x: Span, z: Span] {
  const room = 0.4;
  return [
    [
      Math.min(...bays.map(({ x }) => x)) - room,
      Math.max(...bays.map((b) => b.x + b.length)) + room,
    ],
    [
      Math.min(...bays.map(({ z }) => z)) - room,
      Math.max(...bays.map((b) => b.z + b.width)) + room,
    ],
  ];
}
