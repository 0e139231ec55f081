import { random } from '../../world/random.ts';
import { steelCart, woodenCart } from './food-cart.ts';
import { clothesMat, toysMat } from './mats.ts';
import { mixedStall } from './mixes/mixed-stalls.ts';
import { roundParasolStall, squareParasolStall } from './parasol-stall.ts';
import type { StallPart } from './part.ts';
import { clothierGoods, grocerGoods } from './shop-goods.ts';
import { cratedTricycle, heapedTricycle } from './tricycle-stall.ts';

const STALL_MODELS: Readonly<Record<string, (draw: () => number) => StallPart[]>> = {
  'stall-parasol-a': roundParasolStall,
  'stall-parasol-b': squareParasolStall,
  'stall-cart-a': steelCart,
  'stall-cart-b': woodenCart,
  'stall-tricycle-a': heapedTricycle,
  'stall-tricycle-b': cratedTricycle,
  'stall-mat-a': clothesMat,
  'stall-mat-b': toysMat,
  'shop-goods-a': grocerGoods,
  'shop-goods-b': clothierGoods,
};

/** A stall in parts; colours and wares come from the seed, sizes do not. */
export function stallParts(asset: string, seed: number): StallPart[] {
  const make = STALL_MODELS[asset] ?? mixedStall(asset);
  if (!make) throw new RangeError(`expected a stall's asset, got ${asset}`);
  return make(random(seed, 'stall', asset));
}
