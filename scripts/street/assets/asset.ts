import type { Vec3 } from '../world/vector.ts';

/**
 * Which half of the world something belongs to: what models learn from never judges them. Everything that
 * has a look or a place of its own (assets, streets, mounts, weathers) carries it.
 */
export type Split = 'training' | 'judging';

/** What truth calls an object; the labels that a street detector uses. */
export type StreetClass =
  | 'person'
  | 'bicycle'
  | 'motorcycle'
  | 'tricycle'
  | 'car'
  | 'van'
  | 'bus'
  | 'truck'
  | 'muck-truck'
  | 'service-vehicle'
  | 'stall'
  | 'umbrella'
  | 'table'
  | 'cart'
  | 'goods'
  | 'chair'
  | 'prop';

export type Load = 'empty' | 'level' | 'heaped';
export type LoadMaterial = 'earth' | 'rubble' | 'sand' | 'gravel';
export type Cover = 'rigid' | 'tarpaulin' | 'net' | 'partial' | 'none';
/** How a cover is partial: a cloth rolled back or torn over about half, a lid that stands open. */
export type Opening = 'rolled' | 'torn' | 'lid';

/** Something labelled of its own within an asset (the parasol of a stall). Metres, about the asset's origin. */
export interface AssetPart {
  readonly class: StreetClass;
  readonly hull: readonly Vec3[];
}

/**
 * The measured side of a thing: no colours, no textures. Origin on the ground in the middle of its
 * footprint; +x is its front, y up, +z its right side. Metres.
 */
export interface Asset {
  readonly id: string;
  readonly class: StreetClass;
  readonly split: Split;
  readonly length: number;
  readonly width: number;
  readonly height: number;
  /** Points whose convex hull holds the whole thing tightly; boxes of truth come from them. */
  readonly hull: readonly Vec3[];
  /** Instead of `hull` while it does this: a person who sits, a bicycle whose rider is gone. */
  readonly poses?: Readonly<Partial<Record<AssetPose, readonly Vec3[]>>>;
  /** The person on it, there only while it moves; labelled beside the whole. */
  readonly rider?: AssetPart;
  /** With their own labels, beside the whole's. */
  readonly parts?: readonly AssetPart[];
  /** Where plates sit: centre of the plate, front and rear. */
  readonly plates?: { readonly front?: Vec3; readonly rear?: Vec3 };
  /** Which builder of the page makes it. */
  readonly model: AssetModel;
}

export type AssetPose = 'stand' | 'sell' | 'sweep' | 'sit' | 'parked';

export type AssetModel =
  | 'car'
  | 'bus'
  | 'tipper'
  | 'two-wheeler'
  | 'tricycle'
  | 'person'
  | 'stall'
  | 'prop';
