import type { Asset } from './asset.ts';
import { PEOPLE } from './people.ts';
import { STALLS } from './stalls.ts';
import { TIPPERS } from './tippers.ts';
import { VEHICLES } from './vehicles.ts';

export const ASSETS: readonly Asset[] = [...VEHICLES, ...TIPPERS, ...PEOPLE, ...STALLS];

const BY_ID = new Map(ASSETS.map((asset) => [asset.id, asset]));

/** By its name; undefined where there is none such. */
export function assetOf(id: string): Asset | undefined {
  return BY_ID.get(id);
}
