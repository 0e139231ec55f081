import type { Asset, Cover, Load, StreetClass } from '../assets/asset.ts';
import { assetOf } from '../assets/catalog.ts';
import { boxHull } from '../assets/hull.ts';
import type { Waypoint } from '../world/scenario.ts';

/** Something that comes into the street and leaves it again. Times in ms from the week's start. */
export interface Visitor {
  readonly id: string;
  readonly asset: Asset;
  readonly path: readonly Waypoint[];
  readonly paint?: string;
  readonly load?: Load;
  readonly cover?: Cover;
  /** E-bikes and bicycles without a rider while they stand. */
  readonly parked?: boolean;
}

/** What an ideal agent reports of it; without `confirmMs` it corrects itself. */
export interface Expected {
  readonly kind: string;
  readonly visitor: Visitor;
  readonly fromMs: number;
  readonly confirmMs?: number;
  readonly toMs: number;
}

/** What one hour, or one story, brings. */
export interface Cast {
  readonly visitors: readonly Visitor[];
  readonly expected: readonly Expected[];
}

export const NOBODY: Cast = { visitors: [], expected: [] };

export function together(casts: readonly Cast[]): Cast {
  return {
    visitors: casts.flatMap(({ visitors }) => visitors),
    expected: casts.flatMap(({ expected }) => expected),
  };
}

/** By its name. Throws RangeError where there is none such. */
export function named(id: string): Asset {
  const asset = assetOf(id);
  if (asset === undefined) throw new RangeError(`expected an asset of the catalog, not '${id}'`);
  return asset;
}

/** Things that people carry; told to detectors only, never rendered. */
export const HAND_UMBRELLA = carried('hand-umbrella', 'umbrella', 1.05, 0.5, 1.65);
export const LUGGAGE = carried('luggage', 'goods', 0.45, 0.7, 0);

function carried(id: string, of: StreetClass, wide: number, high: number, at: number): Asset {
  return {
    ...{ id, class: of, split: 'judging', model: 'prop', length: wide, width: wide, height: high },
    hull: boxHull(wide, wide, high, 0.1).map(([x, y, z]) => [x, y + at, z]),
  };
}

/** When it first is there, and last. */
export function spanOf({ path }: Visitor): readonly [fromMs: number, toMs: number] {
  return [path[0]?.atMs ?? 0, path.at(-1)?.atMs ?? 0];
}
