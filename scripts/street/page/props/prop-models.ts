import { random } from '../../world/random.ts';
import type { StallPart } from '../stalls/part.ts';
import { bistroSet, gardenSet } from './cafe.ts';
import { binBarrow, handCart, twinBin, wheeledBin } from './cleaning.ts';

const PROP_MODELS: Readonly<Record<string, (draw: () => number) => StallPart[]>> = {
  'cafe-set-a': bistroSet,
  'cafe-set-b': gardenSet,
  'cleaner-cart-a': handCart,
  'cleaner-cart-b': binBarrow,
  'bin-a': twinBin,
  'bin-b': wheeledBin,
};

/** A lawful thing in parts; colours come from the seed, sizes do not. */
export function propParts(asset: string, seed: number): StallPart[] {
  const make = PROP_MODELS[asset];
  if (!make) throw new RangeError(`expected a prop's asset, got ${asset}`);
  return make(random(seed, 'prop', asset));
}
