import type { StreetClass } from '../../assets/asset.ts';
import type { Pieces } from '../props/pieces.ts';

/** A part of a stall: one that truth labels on its own (in the order of the asset's parts), or what just stands by. */
export interface StallPart {
  readonly of?: StreetClass;
  readonly pieces: Pieces;
}
