import type { BuildActor } from '../contract.ts';
import { objectOf, together } from './pieces.ts';
import { propParts } from './prop-models.ts';

/** Café sets, cleaners' carts, bins. */
export const buildProp: BuildActor = ({ asset, look }) => {
  const parts = propParts(asset.id, look.seed);
  return {
    object: objectOf(together(...parts.map(({ pieces }) => pieces))),
    update: () => undefined,
    restless: false,
  };
};
