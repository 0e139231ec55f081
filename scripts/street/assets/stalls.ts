import type { Asset, AssetPart, Split, StreetClass } from './asset.ts';
import { reachOf, shapeOf } from './shape.ts';
import { STALL_MIXES } from './stall-mixes.ts';
import { STALL_SHAPES } from './stall-shapes.ts';
import { MIXED_STALL_SHAPES } from './stall-shapes-mixed.ts';

/** What is labelled of its own, in the order in which the page's builders make the parts. */
type Row = readonly [id: string, of: 'stall' | 'prop', split: Split, parts: readonly StreetClass[]];

const SET: readonly StreetClass[] = ['umbrella', 'table', 'chair', 'chair'];

const ROWS: readonly Row[] = [
  ['stall-parasol-a', 'stall', 'training', ['umbrella', 'table', 'goods']],
  ['stall-parasol-b', 'stall', 'judging', ['umbrella', 'table', 'goods']],
  ['stall-cart-a', 'stall', 'training', ['cart']],
  ['stall-cart-b', 'stall', 'judging', ['cart']],
  ['stall-tricycle-a', 'stall', 'training', ['tricycle', 'goods']],
  ['stall-tricycle-b', 'stall', 'judging', ['tricycle', 'goods']],
  ['stall-mat-a', 'stall', 'training', ['goods']],
  ['stall-mat-b', 'stall', 'judging', ['goods']],
  ['shop-goods-a', 'stall', 'training', ['goods']],
  ['shop-goods-b', 'stall', 'judging', ['goods']],
  ['cafe-set-a', 'prop', 'training', SET],
  ['cafe-set-b', 'prop', 'judging', SET],
  ['cleaner-cart-a', 'prop', 'training', ['cart']],
  ['cleaner-cart-b', 'prop', 'judging', ['cart']],
  ['bin-a', 'prop', 'training', ['prop']],
  ['bin-b', 'prop', 'judging', ['prop']],
];

const MIXED = STALL_MIXES.map(([id, parts]): Row => [id, 'stall', 'training', parts]);

const SHAPES = { ...STALL_SHAPES, ...MIXED_STALL_SHAPES };

/** A box of a stall's size, until the measured table has the asset. */
const UNMEASURED = '-100 0 -60|100 0 -60|-100 0 60|100 0 60|0 200 0';

/** Stalls with their parts, and the lawful things that look like them. The vendor is an actor of his own. */
export const STALLS: readonly Asset[] = [...ROWS, ...MIXED].map(([id, of, split, labels]) => {
  const hull = shapeOf(SHAPES[id] ?? UNMEASURED);
  const parts = labels.map(
    (label, at): AssetPart => ({
      class: label,
      hull: shapeOf(SHAPES[`${id}/${at}`] ?? UNMEASURED),
    }),
  );
  return { id, class: of, split, model: of, ...reachOf(hull), hull, parts };
});
