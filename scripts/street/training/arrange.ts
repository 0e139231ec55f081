import type { StreetClass } from '../assets/asset.ts';
import { assetOf } from '../assets/catalog.ts';
import { type CameraPose, type PictureSize, project } from '../world/camera.ts';
import type { Dice } from '../world/dice.ts';
import type { StreetLayout } from '../world/layout.ts';
import type { Actor, Waypoint } from '../world/scenario.ts';
import { RADIANS } from '../world/vector.ts';
import { collide, type Footprint } from './footprint.ts';
import type { PoolActor } from './pool.ts';
import { isRanked, rankBeside } from './rank.ts';
import type { Recipe } from './recipe.ts';
import { attending } from './staff.ts';

/** Where the camera stands and what it looks at. */
export interface View {
  readonly street: StreetLayout;
  readonly pose: CameraPose;
  readonly size: PictureSize;
}

/**
 * Places for some of the cast in one picture, without two things in one place: vehicles in their lanes,
 * parked at the kerb and on the sidewalks, stalls with people before them, people anywhere. Moving ones
 * are in the middle of their way at 0 ms.
 */
export function arrange(
  pool: readonly PoolActor[],
  view: View,
  dice: Dice,
  recipe: Recipe,
): readonly Actor[] {
  const wanted = dice.whole(...recipe.wanted);
  const taken: Footprint[] = [];
  const actors: Actor[] = [];
  const staff = pool.filter(({ role }) => role !== undefined);
  const passers = pool.filter(({ role }) => role === undefined);
  const put = ({ of: _, role: __, ...actor }: PoolActor, placed: Placed) => {
    taken.push(placed.print);
    actors.push({ ...actor, path: pathOf(placed, dice) });
  };
  const drawn = shuffled(passers, dice);
  const idle = drawn.slice(wanted).filter(isRanked);
  const besideOf = ({ of, asset }: PoolActor, { print, speed }: Placed): readonly Beside[] => {
    if (of === 'stall' && staff.length > 0) return attending(print, asset, staff, dice);
    if (recipe.ranks === undefined || !isRanked({ of }) || speed > 0) return [];
    return dice.chance(recipe.ranks) ? rankBeside(print, idle, dice) : [];
  };
  for (const actor of drawn.slice(0, wanted)) {
    const placed = placeFor(actor.of, actor.asset, { view, dice, taken, recipe });
    if (placed === undefined) continue;
    // within its own footprint, under a stall's parasol, those beside it may be
    const others = [...taken];
    put(actor, placed);
    for (const one of besideOf(actor, placed)) {
      if (others.some((other) => collide(one.print, other, 0.05))) continue;
      others.push(one.print);
      put(one.actor, { print: one.print, speed: 0 });
    }
  }
  return actors;
}

interface Beside {
  readonly actor: PoolActor;
  readonly print: Footprint;
}

interface Placed {
  readonly print: Footprint;
  /** Metres per second. */
  readonly speed: number;
}

interface Room {
  readonly view: View;
  readonly dice: Dice;
  readonly taken: readonly Footprint[];
  readonly recipe: Recipe;
}

function placeFor(of: StreetClass, id: string, room: Room): Placed | undefined {
  const { view, dice, taken, recipe } = room;
  const asset = assetOf(id);
  if (asset === undefined) throw new RangeError(`expected an asset of the catalog, not '${id}'`);
  for (let tries = 0; tries < recipe.tries; tries += 1) {
    const { z, speed, ...spot } = SPOTS[spotOf(of, dice)](view.street, dice, asset.width);
    const turns = recipe.turning > 0 && dice.chance(recipe.turning);
    const heading = turns ? dice.between(0, 360) : spot.heading;
    const x = dice.between(-recipe.far, recipe.far) + view.pose.position[0];
    const print = { x, z, heading, length: asset.length, width: asset.width };
    if (!inPicture(print, asset.height, room)) continue;
    if (taken.some((other) => collide(print, other, 0.25))) continue;
    return { print, speed };
  }
  return undefined;
}

/** Its middle is in the picture, or a little outside; near things are likelier than far ones. */
function inPicture(
  { x, z }: Footprint,
  height: number,
  { view: { pose, size }, dice, recipe }: Room,
): boolean {
  const at = project(pose, size, [x, height / 2, z]);
  if (at === undefined || at.depth > recipe.far || at.depth < recipe.near) return false;
  const [wide, high] = recipe.middle;
  if (Math.abs(at.x - 0.5) > wide || Math.abs(at.y - 0.5) > high) return false;
  return dice.chance(Math.min(1, 18 / at.depth + 0.1));
}

interface Spot {
  readonly z: number;
  readonly heading: number;
  readonly speed: number;
}

type SpotKind = 'lane' | 'kerb' | 'walk' | 'stroll' | 'stand';
type Find = (street: StreetLayout, dice: Dice, width: number) => Spot;

const SPOTS: { readonly [K in SpotKind]: Find } = {
  lane: ({ roadWidth, lanes }, dice) => {
    const lane = dice.whole(0, lanes - 1);
    const width = roadWidth / lanes;
    // the far half goes to the west
    const heading = (lane < lanes / 2 ? 180 : 0) + dice.between(-4, 4);
    const z = (lane + 0.5) * width + dice.between(-0.3, 0.3);
    return { z, heading, speed: dice.chance(0.3) ? 0 : dice.between(2, 13) };
  },
  kerb: ({ roadWidth }, dice, width) => {
    const far = dice.chance(0.6);
    const off = width / 2 + dice.between(-0.6, 0.5);
    const heading = (dice.chance(0.85) === far ? 180 : 0) + dice.between(-5, 5);
    return { z: far ? off : roadWidth - off, heading, speed: 0 };
  },
  walk: ({ farWalk, nearWalk, roadWidth }, dice, width) => {
    const far = dice.chance(0.75);
    const room = Math.max(0.3, (far ? farWalk : nearWalk) - width);
    const behind = width / 2 + dice.between(0, room);
    const square = dice.chance(0.2) ? 90 : 0;
    const heading = dice.pick([0, 180]) + square + dice.between(-12, 12);
    return { z: far ? -behind : roadWidth + behind, heading, speed: 0 };
  },
  stroll: ({ farWalk, nearWalk, roadWidth }, dice) => {
    const z = dice.weighted(
      [-dice.between(0.3, farWalk - 0.3), roadWidth + dice.between(0.3, nearWalk - 0.3)],
      (one) => (one < 0 ? 3 : 1),
    );
    return {
      z,
      heading: dice.pick([0, 180]) + dice.between(-25, 25),
      speed: dice.between(0.7, 1.7),
    };
  },
  stand: ({ farWalk, roadWidth }, dice) => ({
    z: dice.between(-farWalk + 0.3, roadWidth + 1),
    heading: dice.between(0, 360),
    speed: 0,
  }),
};

function spotOf(of: StreetClass, dice: Dice): SpotKind {
  if (of === 'person') return dice.chance(0.6) ? 'stroll' : 'stand';
  if (of === 'stall' || of === 'prop') return 'walk';
  if (of === 'muck-truck' || of === 'bus') return dice.chance(0.85) ? 'lane' : 'kerb';
  return dice.weighted(['lane', 'kerb', 'walk'] as const, (one) => (one === 'lane' ? 2 : 1));
}

/** Straight through its place, or standing on it; how far it has come differs, so that legs and wheels do. */
function pathOf({ print, speed }: Placed, dice: Dice): readonly Waypoint[] {
  const { x, z, heading } = print;
  const aroundMs = Math.round(dice.between(600, 2500));
  const metres = (speed * aroundMs) / 1000;
  const [dx, dz] = [metres * Math.cos(heading * RADIANS), -metres * Math.sin(heading * RADIANS)];
  return [
    { atMs: -aroundMs, x: x - dx, z: z - dz, heading },
    { atMs: aroundMs, x: x + dx, z: z + dz, heading },
  ];
}

function shuffled<T>(list: readonly T[], dice: Dice): readonly T[] {
  return list
    .map((one) => [dice.between(0, 1), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}
