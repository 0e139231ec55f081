import type { Load, LoadMaterial } from '../assets/asset.ts';
import { opinionsOf } from '../truth/oracle.ts';
import type { CameraPose } from '../world/camera.ts';
import type { Mount } from '../world/mounts.ts';
import type { Actor, SceneRule } from '../world/scenario.ts';
import { castOf, plate, traffic, wayOf } from './casting.ts';
import { between, type Ground, groundOf, pick, told, type Wish } from './draft.ts';
import type { Family } from './family.ts';
import { pass } from './motions.ts';
import { type Freight, violationsOf, withPassages } from './passages.ts';
import { truckLanes } from './site.ts';

/** Not shortened: a passage takes as long as it takes. */
export const TRUCK_RULES: readonly SceneRule[] = [
  { use: 'muck-truck-uncovered', settings: {} },
  { use: 'muck-truck-overfilled', settings: {} },
];

export interface TruckRide extends Freight {
  readonly enterMs: number;
  readonly lane: number;
  readonly speed: number;
}

/** The truck on a lane on which its load can surely be read; on its own, where there is none. */
function onAClearWay(ground: Ground, actor: Actor, ride: TruckRide): Actor {
  if (violationsOf(ride).length === 0) return actor;
  const lanes = [ride.lane, ...ground.site.lanes.filter((lane) => lane !== ride.lane)];
  const drives = lanes.map((lane) => ({ ...actor, path: pathOf(ground, { ...ride, lane }) }));
  return drives.find((one) => isClear(ground, one, ride)) ?? actor;
}

function isClear(ground: Ground, actor: Actor, freight: Freight): boolean {
  const durationMs = Math.max(...actor.path.map(({ atMs }) => atMs)) + 1000;
  const story = { durationMs, rules: TRUCK_RULES, expect: [], shortened: 1, actors: [actor] };
  const alone = told({ id: 'alone', about: 'One truck.' }, ground, story);
  const clear = opinionsOf(alone).filter((one) => 'ideal' in one && !one.ideal.unclear);
  return clear.length === violationsOf(freight).length;
}

const MATERIALS: readonly LoadMaterial[] = ['earth', 'rubble', 'sand', 'gravel'];

export function truck(ground: Ground, id: string, ride: TruckRide): Actor {
  const { split, draw } = ground;
  return {
    ...{ id, asset: pick(castOf(split, 'muck-truck'), draw).id, plate: plate(draw) },
    ...(ride.torn === true && { torn: true }),
    ...{ load: ride.load, cover: ride.cover, material: ride.material ?? pick(MATERIALS, draw) },
    path: pathOf(ground, ride),
  };
}

function pathOf({ site }: Ground, { enterMs, lane, speed }: TruckRide): Actor['path'] {
  const way = wayOf(site, lane);
  const reach = site.reach + 6;
  return pass({ fromMs: enterMs, fromX: -way * reach, toX: way * reach, z: lane, speed });
}

interface Variation {
  readonly id: string;
  readonly about: string;
  readonly films: number;
  readonly wish: Wish;
  readonly freights: readonly Freight[];
  /** Expectations do not follow from the freight: what is on it cannot be seen. */
  readonly hidden?: true;
}

const open = (load: Load): Freight => ({ load, cover: 'none' });
const TORN: Freight = { load: 'level', cover: 'tarpaulin', torn: true };

const VARIATIONS: readonly Variation[] = [
  {
    ...{ id: 'open-trucks-by-day', films: 7, wish: {} },
    about: 'Tipper trucks pass with level loads that nothing covers, covered ones between them.',
    freights: [open('level'), { load: 'level', cover: 'tarpaulin' }, open('level'), open('level')],
  },
  {
    ...{ id: 'open-trucks-under-clouds', films: 4, wish: { light: 'overcast' } },
    about: 'The same on a grey day.',
    freights: [open('level'), open('heaped'), { load: 'level', cover: 'rigid' }, open('level')],
  },
  {
    ...{ id: 'heaped-trucks', films: 4, wish: {} },
    about: 'Loads that are heaped over the boards, covered by a net or not at all.',
    freights: [open('heaped'), { load: 'heaped', cover: 'net' }, open('heaped')],
  },
  {
    ...{ id: 'half-closed-trucks', films: 3, wish: {} },
    about: 'The tarpaulin is rolled half back, or the lid stands open.',
    freights: [
      { load: 'level', cover: 'partial' },
      { load: 'heaped', cover: 'partial' },
      { load: 'level', cover: 'partial' },
    ],
  },
  {
    ...{ id: 'open-trucks-by-night', films: 4, wish: { light: 'night' } },
    about: 'Open trucks under street lamps, with headlights towards the camera.',
    freights: [open('level'), { load: 'level', cover: 'tarpaulin' }, open('heaped'), open('level')],
  },
  {
    ...{ id: 'covered-trucks', films: 2, wish: {} },
    about: 'Loads under a rigid lid, a tarpaulin or a net: closed by the shipped policy.',
    freights: [
      { load: 'level', cover: 'rigid' },
      { load: 'level', cover: 'tarpaulin' },
      { load: 'level', cover: 'net' },
    ],
  },
  {
    ...{ id: 'covered-trucks-with-a-torn-corner', films: 2, wish: {} },
    about: 'Tarpaulins from which a corner is torn off: closed all the same.',
    freights: [TORN, TORN, TORN],
  },
  {
    ...{ id: 'empty-open-trucks', films: 2, wish: {} },
    about: 'Empty trucks drive with open boxes: nothing can fall out of them.',
    freights: [open('empty'), open('empty'), open('empty')],
  },
  {
    ...{ id: 'truck-from-the-front', films: 2, hidden: true },
    about: 'A low camera sees trucks only from the front, and never what they carry.',
    wish: { mount: ({ id }) => id === 'wall-3m' || id === 'wall-3.5m' },
    freights: [open('level'), open('heaped')],
  },
];

function convoy({ id, about, films, wish, freights, hidden }: Variation): Family {
  return {
    ...{ id, about, films, scene: 'truck' },
    make: (seed, split) => {
      const ground = groundOf(id, seed, split, { mount: looksDown, ...wish });
      const { site, draw } = ground;
      const gapMs = 9000;
      const trucks = freights.map((freight, at) => {
        const ride = {
          ...freight,
          enterMs: at * gapMs + between(0, 1500, draw) - 3000,
          // towards a camera that looks into the traffic
          lane: hidden ? (site.lanes[0] ?? 1.75) : pick(truckLanes(site), draw),
          speed: between(6, 9, draw),
        };
        const one = truck(ground, `tipper-${at + 1}`, ride);
        return hidden ? one : onAClearWay(ground, one, ride);
      });
      const last = Math.max(...trucks.flatMap(({ path }) => path.map(({ atMs }) => atMs)));
      const durationMs = Math.ceil(last / 1000) * 1000 + 3000;
      const scenario = told({ id, about }, ground, {
        ...{ durationMs, rules: TRUCK_RULES, expect: [], shortened: 1 },
        actors: [
          ...trucks,
          ...traffic(ground, { fromMs: 4000, toMs: durationMs, everyMs: 12_000 }),
        ],
        ...(hidden && { camera: { keys: [{ ...alongTheRoad(ground), atMs: 0 }] } }),
      });
      return hidden ? scenario : withPassages(scenario);
    },
  };
}

/** High enough to see over the boards of a truck. */
function looksDown({ kind, pose }: Mount): boolean {
  return kind !== 'drone' && pose.position[1] > 5;
}

/** Low at the near kerb, looking into the traffic that comes. */
function alongTheRoad({ site }: Ground): CameraPose {
  const position = [-26, 2.6, site.street.roadWidth + 0.8] as const;
  return { position, yaw: 80, pitch: -3, roll: 0, hfov: 44 };
}

const sideBySide: Family = {
  id: 'two-trucks-side-by-side',
  scene: 'truck',
  films: 3,
  about: 'An open and a covered truck pass side by side: one case, and the right one.',
  make: (seed, split) => {
    const ground = groundOf('two-trucks-side-by-side', seed, split, {
      street: ({ lanes }) => lanes >= 4,
      mount: looksDown,
    });
    const { lanes } = ground.site;
    const [outer = 1.75, inner = 5.25] = lanes.slice(-2);
    const durationMs = 32_000;
    const pair = (at: number): Actor[] => {
      const ride = { enterMs: at * 14_000, speed: 7 };
      const beside = { ...ride, enterMs: ride.enterMs + between(-400, 400, ground.draw) };
      return [
        truck(ground, `open-${at + 1}`, {
          ...ride,
          ...open('level'),
          lane: at % 2 ? outer : inner,
        }),
        truck(ground, `closed-${at + 1}`, {
          ...{ ...beside, load: 'level', cover: 'tarpaulin', lane: at % 2 ? inner : outer },
        }),
      ];
    };
    return withPassages(
      told(sideBySide, ground, {
        ...{ durationMs, rules: TRUCK_RULES, expect: [], shortened: 1 },
        actors: [...pair(0), ...pair(1)],
      }),
    );
  },
};

const gravel: Family = {
  id: 'gravel-in-a-pickup',
  scene: 'truck',
  films: 1,
  about: 'Pickups carry some gravel: they are no muck trucks.',
  make: (seed, split) => {
    const ground = groundOf('gravel-in-a-pickup', seed, split, {});
    const { site, draw } = ground;
    const durationMs = 30_000;
    const actors = [0, 1, 2].map((at): Actor => {
      const lane = pick(site.lanes, draw);
      const way = wayOf(site, lane);
      const ends = { fromX: -way * site.reach, toX: way * site.reach };
      const path = pass({ ...ends, fromMs: at * 8000, z: lane, speed: between(7, 10, draw) });
      const asset = pick(castOf(split, 'truck', 'pickup'), draw).id;
      return {
        ...{ id: `pickup-${at + 1}`, asset, path, plate: plate(draw) },
        ...{ load: 'level', cover: 'none', material: 'gravel' },
      };
    });
    return told(gravel, ground, {
      ...{ durationMs, rules: TRUCK_RULES, expect: [], shortened: 1, actors },
    });
  },
};

export const TRUCK_FAMILIES: readonly Family[] = [...VARIATIONS.map(convoy), sideBySide, gravel];
