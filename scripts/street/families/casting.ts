import type { Asset, Split, StreetClass } from '../assets/asset.ts';
import { ASSETS } from '../assets/catalog.ts';
import type { Actor, Waypoint } from '../world/scenario.ts';
import { between, type Ground, pick } from './draft.ts';
import { headingOf, pass, visit, type Way, waitInLane } from './motions.ts';
import type { Site } from './site.ts';

const PAINTS = [
  '#e8e8e6',
  '#f2f2f0',
  '#16181b',
  '#24272b',
  '#9aa0a6',
  '#6d7278',
  '#8b1a1f',
  '#27406b',
  '#5b4636',
];
const PROVINCES = '渝豫川京沪粤苏浙鲁鄂湘闽陕';
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '0123456789';

/** The assets of a class that this half of the world may use. */
export function castOf(split: Split, of: StreetClass, name = ''): readonly Asset[] {
  return ASSETS.filter(
    (asset) => asset.split === split && asset.class === of && asset.id.startsWith(name),
  );
}

/** A private car with paint and plate of its own. */
export function car(ground: Ground, id: string, path: readonly Waypoint[]): Actor {
  const { split, draw } = ground;
  return {
    ...{ id, path, asset: pick(castOf(split, 'car'), draw).id },
    ...{ paint: pick(PAINTS, draw), plate: plate(draw) },
  };
}

/** Anything of a class, by the start of its name. */
export function thing(
  ground: Ground,
  id: string,
  what: { readonly of: StreetClass; readonly name?: string },
  path: readonly Waypoint[],
): Actor {
  const { split, draw } = ground;
  return { id, path, asset: pick(castOf(split, what.of, what.name), draw).id };
}

export function plate(draw: () => number): string {
  const tail = Array.from({ length: 5 }, (_, at) =>
    at === 2 ? pick([...LETTERS], draw) : pick([...DIGITS], draw),
  );
  return `${pick([...PROVINCES], draw)}${pick([...LETTERS], draw)}${tail.join('')}`;
}

/** Which way the traffic of a lane goes: on the far half towards -x, as China drives on the right. */
export function wayOf({ street }: Site, lane: number): Way {
  return lane < street.roadWidth / 2 ? -1 : 1;
}

/** Cars, now and then a van or an e-bike, that pass through on the lanes from `fromMs` to `toMs`. */
export function traffic(
  ground: Ground,
  span: { readonly fromMs: number; readonly toMs: number; readonly everyMs: number },
  lanes: readonly number[] = ground.site.lanes,
): Actor[] {
  const { site, draw } = ground;
  const actors: Actor[] = [];
  for (let atMs = span.fromMs; atMs < span.toMs; atMs += span.everyMs * between(0.6, 1.6, draw)) {
    const z = pick(lanes, draw);
    const way = wayOf(site, z);
    const path = pass({
      ...{ fromMs: atMs, fromX: -way * site.reach, toX: way * site.reach, z },
      speed: between(7, 12, draw),
    });
    const id = `passer-${actors.length + 1}`;
    const kind = draw();
    if (kind < 0.72) actors.push(car(ground, id, path));
    else if (kind < 0.86)
      actors.push({ ...thing(ground, id, { of: 'van' }, path), plate: plate(draw) });
    else actors.push(thing(ground, id, { of: 'motorcycle' }, path));
  }
  return actors;
}

/** A bus that halts in its lane. */
export function haltingBus(
  ground: Ground,
  id: string,
  halt: {
    readonly z: number;
    readonly x: number;
    readonly stopMs: number;
    readonly waitMs: number;
  },
): Actor {
  const { site } = ground;
  const way = wayOf(site, halt.z);
  const path = waitInLane({
    ...{
      fromMs: 0,
      fromX: -way * (site.reach + 6),
      toX: way * (site.reach + 6),
      z: halt.z,
      speed: 8,
    },
    ...{ stopX: halt.x, stopMs: halt.stopMs, waitMs: halt.waitMs },
  });
  return { ...thing(ground, id, { of: 'bus' }, path), plate: plate(ground.draw) };
}

/** People who walk along the far sidewalk. */
export function walkers(ground: Ground, count: number, durationMs: number, z: number): Actor[] {
  const { site, draw } = ground;
  return Array.from({ length: count }, (_, at) => {
    const way: Way = draw() < 0.5 ? 1 : -1;
    const reach = Math.min(site.reach, 25);
    const path = pass({
      ...{ fromMs: between(-10_000, durationMs * 0.8, draw), fromX: -way * reach },
      ...{ toX: way * reach, z: z + between(-0.5, 0.5, draw), speed: between(1, 1.6, draw) },
    });
    return thing(ground, `walker-${at + 1}`, { of: 'person' }, path);
  });
}

/** Somebody who comes, stays with the others and leaves. */
export function guest(
  ground: Ground,
  id: string,
  where: {
    readonly x: number;
    readonly z: number;
    readonly arriveMs: number;
    readonly leaveMs: number;
    readonly heading?: number;
  },
): Actor {
  const { site, draw } = ground;
  const way: Way = draw() < 0.5 ? 1 : -1;
  const reach = Math.min(site.reach, 25);
  const path = visit({
    ...where,
    ...{ fromX: -way * reach, toX: way * reach, heading: where.heading ?? headingOf(way) },
  });
  return { ...thing(ground, id, { of: 'person' }, path), pose: 'stand' };
}
