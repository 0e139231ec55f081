import type { Cover, Load } from '../assets/asset.ts';
import { pass } from '../families/motions.ts';
import { violationsOf } from '../families/passages.ts';
import { drawOf, type Hour, moments, something } from './hour.ts';
import { drivesInto } from './keep-clear.ts';
import { wayIn } from './road-streams.ts';
import { type Cast, type Expected, NOBODY, together, type Visitor } from './visitor.ts';

type State = readonly [load: Load, cover: Cover];

const STATES: readonly State[] = [
  ['level', 'none'],
  ['level', 'none'],
  ['heaped', 'none'],
  ['level', 'partial'],
  ['heaped', 'net'],
  ['heaped', 'tarpaulin'],
];

/** Tippers with an open load, or heaped over the boards, or both. */
export function truckStories(hour: Hour, perHour: number): Cast {
  const draw = drawOf(hour, 'tipper');
  const { post } = hour;
  if (post.truckLanes.length === 0) return NOBODY;
  let freeMs = 0;
  const driving: Visitor[] = [];
  return together(
    moments(draw, perHour).map((moment): Cast => {
      const atMs = Math.max(moment, freeMs);
      freeMs = atMs + 6000;
      const [load, cover] = draw.pick(STATES);
      const z = draw.pick(post.truckLanes);
      const way = wayIn(hour, z);
      const ends = { fromX: -way * post.reach, toX: way * post.reach };
      const path = pass({ fromMs: atMs, ...ends, z, speed: draw.between(4, 7) });
      const assets = ['tipper-a', 'tipper-b', 'tipper-c', 'tipper-d', 'tipper-e'];
      const visitor = { ...something(draw, assets, path), load, cover };
      if (driving.some((other) => drivesInto(visitor, other))) return NOBODY;
      driving.push(visitor);
      return {
        visitors: [visitor],
        expected: violationsOf({ load, cover }).map((kind) => of(kind, visitor)),
      };
    }),
  );
}

function of(kind: string, visitor: Visitor): Expected {
  const [first, last] = [visitor.path[0], visitor.path.at(-1)];
  const [fromMs, toMs] = [first?.atMs ?? 0, last?.atMs ?? 0];
  return { kind, visitor, fromMs, confirmMs: fromMs, toMs };
}
