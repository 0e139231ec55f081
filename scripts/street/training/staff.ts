import type { Asset } from '../assets/asset.ts';
import { assetOf } from '../assets/catalog.ts';
import type { Dice } from '../world/dice.ts';
import { RADIANS } from '../world/vector.ts';
import type { Footprint } from './footprint.ts';
import type { PoolActor } from './pool.ts';

/** One of a stall's people and where he is. */
export interface Attending {
  readonly actor: PoolActor;
  readonly print: Footprint;
}

/** So often nobody sells at a stall. */
const LEFT_ALONE = 0.12;
/** So often the seller is beside his stall, not behind it. */
const BESIDE = 0.2;

/**
 * People about a stall: one who sells behind or beside it, often hidden by half, and up to two who buy. Takes
 * them from `staff`.
 */
export function attending(
  stall: Footprint,
  asset: string,
  staff: PoolActor[],
  dice: Dice,
): readonly Attending[] {
  if (dice.chance(LEFT_ALONE)) return [];
  const [back, front] = depthOf(assetOf(asset));
  const side = dice.pick([-1, 1]) * (stall.length / 2 + dice.between(0.25, 0.5));
  const along = () => dice.between(-0.32, 0.32) * stall.length;
  const seller = dice.chance(BESIDE)
    ? { x: side, z: dice.between(back, front), turn: -90 }
    : { x: along(), z: back - dice.between(0.3, 0.8), turn: -90 };
  const buyers = Array.from({ length: dice.whole(0, 2) }, () => {
    return { x: along(), z: front + dice.between(0.35, 0.9), turn: 90 };
  });
  return [
    ...place(stall, seller, take(staff, 'sells'), dice),
    ...buyers.flatMap((buyer) => place(stall, buyer, take(staff, 'buys'), dice)),
  ];
}

/** How far it reaches to its back and to its front (z), without the parasol over it. Metres. */
function depthOf(asset: Asset | undefined): readonly [back: number, front: number] {
  const solid = (asset?.parts ?? []).filter((part) => part.class !== 'umbrella');
  const depths = solid.flatMap(({ hull }) => hull.map(([, , z]) => z));
  return [Math.min(0, ...depths), Math.max(0, ...depths)];
}

function take(staff: PoolActor[], role: PoolActor['role']): PoolActor | undefined {
  const at = staff.findIndex((one) => one.role === role);
  return at < 0 ? undefined : staff.splice(at, 1)[0];
}

/** A place in the stall's own axes on the ground. */
function place(
  stall: Footprint,
  at: { readonly x: number; readonly z: number; readonly turn: number },
  actor: PoolActor | undefined,
  dice: Dice,
): readonly Attending[] {
  const { length = 0, width = 0 } = assetOf(actor?.asset ?? '') ?? {};
  if (actor === undefined) return [];
  const [sin, cos] = [Math.sin(stall.heading * RADIANS), Math.cos(stall.heading * RADIANS)];
  const print: Footprint = {
    ...{ x: stall.x + at.x * cos + at.z * sin, z: stall.z - at.x * sin + at.z * cos },
    ...{ heading: stall.heading + at.turn + dice.between(-30, 30), length, width },
  };
  return [{ actor, print }];
}
