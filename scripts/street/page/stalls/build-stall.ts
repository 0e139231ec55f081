import type { BuildActor } from '../contract.ts';
import { objectOf, together } from '../props/pieces.ts';
import { stallParts } from './stall-models.ts';

/** A stall without its vendor, who is an actor of his own. */
export const buildStall: BuildActor = ({ asset, look }) => {
  const parts = stallParts(asset.id, look.seed);
  return {
    object: objectOf(together(...parts.map(({ pieces }) => pieces))),
    update: () => undefined,
    restless: false,
  };
};
