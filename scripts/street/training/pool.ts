import type { Asset, Cover, Load, StreetClass } from '../assets/asset.ts';
import type { Dice } from '../world/dice.ts';
import { type PlateKind, plateNumber } from '../world/plate-numbers.ts';
import type { Actor } from '../world/scenario.ts';
import { type Recipe, STREETS } from './recipe.ts';
import { TRAINING_ASSETS } from './split.ts';

/** An actor that has no place yet. */
export interface PoolActor extends Omit<Actor, 'path'> {
  readonly of: StreetClass;
  /** Of those who are there for a stall alone. */
  readonly role?: 'sells' | 'buys';
}

const LOADS: readonly (readonly [Load, share: number])[] = [
  ['empty', 0.34],
  ['level', 0.28],
  ['heaped', 0.38],
];
const COVERS: readonly Cover[] = ['rigid', 'tarpaulin', 'net', 'partial', 'none', 'none'];
const MATERIALS = ['earth', 'rubble', 'sand', 'gravel'] as const;
const SELLING = ['sell', 'sell', 'stand', 'sit'] as const;
const POSES = ['stand', 'stand', 'stand', 'sell', 'sit', 'sweep'] as const;

/** The cast of one street, drawn from `assets`. */
export function poolOf(
  dice: Dice,
  draw: () => number,
  assets: readonly Asset[] = TRAINING_ASSETS,
  { pool, torn, freights, openings, staff }: Recipe = STREETS,
): readonly PoolActor[] {
  const passers = pool.flatMap(([of, count]) =>
    Array.from({ length: count }, (_, index) => {
      const actor = poolActor(of, `${of}-${index}`, dice, draw, { assets, freights });
      const tears = torn > 0 && actor.cover === 'tarpaulin' && dice.chance(torn);
      const opens = openings !== undefined && actor.cover === 'partial';
      return {
        ...actor,
        ...(tears && { torn: true }),
        ...(opens && { opening: dice.pick(openings) }),
      };
    }),
  );
  return [...passers, ...staffOf(staff, dice, assets)];
}

/** So many who sell, and as many who buy. */
function staffOf(count: number, dice: Dice, assets: readonly Asset[]): readonly PoolActor[] {
  const people = assets.filter((one) => one.class === 'person');
  return Array.from({ length: count }, (_, at): readonly PoolActor[] => [
    {
      ...{ id: `seller-${at}`, of: 'person', role: 'sells' },
      ...{ asset: dice.pick(people).id, pose: dice.pick(SELLING) },
    },
    { ...{ id: `buyer-${at}`, of: 'person', role: 'buys' }, asset: dice.pick(people).id },
  ]).flat();
}

interface Wardrobe {
  readonly assets?: readonly Asset[];
  readonly freights?: Recipe['freights'];
}

/** One actor of a class, dressed at random from `assets`. */
export function poolActor(
  of: StreetClass,
  id: string,
  dice: Dice,
  draw: () => number,
  { assets = TRAINING_ASSETS, freights }: Wardrobe = {},
): PoolActor {
  const asset = dice.pick(assets.filter((one) => one.class === of));
  const base = { id, of, asset: asset.id };
  const plate = asset.plates === undefined ? {} : { plate: plateNumber(draw, kindOf(of, dice)) };
  if (of === 'muck-truck') return { ...base, ...plate, ...freightOf(dice, freights) };
  if (of === 'truck' && dice.chance(0.4))
    return { ...base, ...plate, load: dice.pick(LOADS)[0], material: dice.pick(MATERIALS) };
  if (of === 'person' && dice.chance(0.45)) return { ...base, pose: dice.pick(POSES) };
  return { ...base, ...plate };
}

function freightOf(
  dice: Dice,
  freights: Recipe['freights'],
): Pick<PoolActor, 'load' | 'material' | 'cover'> {
  if (freights === undefined) {
    const [load] = dice.weighted(LOADS, ([, share]) => share);
    return { load, material: dice.pick(MATERIALS), cover: dice.pick(COVERS) };
  }
  const [load, cover] = dice.weighted(freights, ([, , share]) => share);
  return { load, material: dice.pick(MATERIALS), cover };
}

/** Plate colours as they are on the road: blue small cars, green electric ones, yellow large vehicles. */
function kindOf(of: StreetClass, dice: Dice): PlateKind {
  if (of === 'bus') return dice.chance(0.5) ? 'green-large' : 'yellow';
  if (of === 'muck-truck') return dice.chance(0.12) ? 'green-large' : 'yellow';
  if (of === 'truck') return dice.chance(0.4) ? 'yellow' : 'blue';
  if (of === 'service-vehicle') return dice.pick(['white', 'blue', 'yellow'] as const);
  return dice.chance(0.3) ? 'green' : 'blue';
}
