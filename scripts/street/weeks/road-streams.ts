import { pass, type Way, waitInLane } from '../families/motions.ts';
import type { Waypoint } from '../world/scenario.ts';
import { MINUTE_MS } from './clock.ts';
import { type Draw, drawOf, type Hour, moments, motor, something } from './hour.ts';
import { type Cast, named, together, type Visitor } from './visitor.ts';

/** What drives by on the road. */
export function roadCast(hour: Hour): Cast {
  const visitors = [...traffic(hour), ...buses(hour), ...jams(hour), ...lorries(hour)];
  return together([{ visitors, expected: [] }]);
}

export function wayIn(hour: Hour, z: number): Way {
  // China drives on the right: what is nearer to the far kerb comes from the right of the picture
  return z < hour.post.layout.roadWidth / 2 ? -1 : 1;
}

function through(hour: Hour, z: number, atMs: number, speed: number): Waypoint[] {
  const way = wayIn(hour, z);
  const { reach } = hour.post;
  return pass({ fromMs: atMs, fromX: -way * reach, toX: way * reach, z, speed });
}

const CARS_PER_LANE = 70;

function traffic(hour: Hour): Visitor[] {
  const { post, busy, weather } = hour;
  return post.lanes.flatMap((z, lane) => {
    const draw = drawOf(hour, `traffic${lane}`);
    let freeMs = 0;
    return moments(draw, CARS_PER_LANE * busy).map((moment) => {
      // nobody drives into the one before
      const atMs = Math.max(moment, freeMs);
      freeMs = atMs + 2500;
      const path = through(hour, z, atMs, weather === 'rain' ? 8 : 10);
      const bike = lane === 0 && draw.roll() < 0.2;
      const near = path.map((point) => ({ ...point, z: point.z - 0.9 }));
      return bike ? something(draw, ['ebike-a', 'ebike-b', 'bicycle-a'], near) : motor(draw, path);
    });
  });
}

/** Buses halt at the far kerb, at the left third of the view, and hide what stands behind them. */
function buses(hour: Hour): Visitor[] {
  const draw = drawOf(hour, 'bus');
  const { post, busy } = hour;
  const z = post.lanes[0] ?? 0;
  const way = wayIn(hour, z);
  return moments(draw, 7 * busy).map((stopMs) => {
    const ride = {
      fromMs: 0,
      fromX: -way * (post.reach + 8),
      toX: way * (post.reach + 8),
      z,
      speed: 8,
    };
    const stopX = post.from + (post.to - post.from) * draw.between(0.25, 0.45);
    const path = waitInLane({ ...ride, stopX, stopMs, waitMs: draw.between(12, 45) * 1000 });
    return something(draw, ['bus-a', 'bus-b'], path);
  });
}

/** In the rush hours the far lane stands for minutes, beside the sidewalk, and creeps on a car length at a time. */
function jams(hour: Hour): Visitor[] {
  const draw = drawOf(hour, 'jam');
  if (hour.busy < 0.85) return [];
  return moments(draw, 0.8).flatMap((startMs) => {
    // now and then something is broken down ahead and nothing moves at all
    const stuck = draw.roll() < 0.15;
    const standMs = stuck ? draw.between(5, 9) * MINUTE_MS : draw.between(25, 90) * 1000;
    return queue(draw, { startMs, standMs, rounds: stuck ? 1 : 5 });
  });
}

function queue(
  draw: Draw,
  jam: { readonly startMs: number; readonly standMs: number; readonly rounds: number },
): Visitor[] {
  const { post } = draw.of;
  const z = post.lanes[0] ?? 0;
  const way = wayIn(draw.of, z);
  const gap = 7;
  const head = way > 0 ? post.to + 4 : post.from - 4;
  const count = Math.ceil((post.to - post.from + 16) / gap);
  return Array.from({ length: count }, (_, at) => {
    const path: Waypoint[] = [];
    const point = (atMs: number, x: number) => path.push({ atMs: Math.round(atMs), x, z });
    let x = head - way * gap * at;
    let atMs = jam.startMs + at * 2200;
    point(atMs - 9000, x - way * 80);
    for (let round = 0; round < jam.rounds; round += 1) {
      point(atMs, x);
      atMs += jam.standMs * draw.between(0.9, 1.1);
      point(atMs, x);
      x += way * gap;
      atMs += 4000;
    }
    point(atMs, x);
    point(atMs + (post.reach / 8) * 1000 + 4000, x + way * (post.reach + 20));
    return motor(draw, path);
  });
}

/** Tippers that keep the law, by day and more of them by night, and pickups with gravel. */
function lorries(hour: Hour): Visitor[] {
  const draw = drawOf(hour, 'lorry');
  const { post, ofDay } = hour;
  const tippers = moments(draw, ofDay >= 21 || ofDay < 5 ? 6 : 3).map((atMs): Visitor => {
    const path = through(hour, draw.pick(post.lanes), atMs, draw.between(6, 11));
    const lorry = something(
      draw,
      ['tipper-a', 'tipper-b', 'tipper-c', 'tipper-d', 'tipper-e'],
      path,
    );
    const how = draw.roll();
    if (how < 0.45) return { ...lorry, load: 'empty', cover: 'none' };
    if (how < 0.65) return { ...lorry, load: 'level', cover: 'rigid' };
    return { ...lorry, load: 'level', cover: how < 0.85 ? 'tarpaulin' : 'net' };
  });
  const gravel = moments(draw, 0.5 * hour.busy).map((atMs): Visitor => {
    const path = through(hour, draw.pick(post.lanes), atMs, draw.between(7, 11));
    const asset = named(draw.pick(['pickup-a', 'pickup-b']));
    return { id: draw.name(), asset, path, load: 'level', cover: 'none' };
  });
  return [...tippers, ...gravel];
}
