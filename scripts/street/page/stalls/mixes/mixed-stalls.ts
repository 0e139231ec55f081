import { type MixedKind, mixedKind } from '../../../assets/stall-mixes.ts';
import type { StallPart } from '../part.ts';
import { mixedCart } from './carts.ts';
import { type MixStall, mixOf } from './mix.ts';
import { mixedMat, mixedShopGoods } from './on-the-ground.ts';
import { mixedParasolStall, mixedTableStall, mixedTent } from './tables.ts';
import { mixedTricycleStall } from './tricycles.ts';

const MAKE: { readonly [K in MixedKind]: MixStall } = {
  'stall-parasol': mixedParasolStall,
  'stall-tent': mixedTent,
  'stall-table': mixedTableStall,
  'stall-cart': mixedCart,
  'stall-tricycle': mixedTricycleStall,
  'stall-mat': mixedMat,
  'shop-goods': mixedShopGoods,
};

/** How a mixed stall is made; undefined for a drawn one. */
export function mixedStall(asset: string): ((draw: () => number) => StallPart[]) | undefined {
  const kind = mixedKind(asset);
  return kind && ((draw) => MAKE[kind](mixOf(asset, draw)));
}
