import type { Box } from '../../../agent/core/geometry/box.ts';
import type { Cover, Load, StreetClass } from '../assets/asset.ts';

/** One object of one frame, as it really is. */
export interface TruthObject {
  readonly actor: string;
  readonly class: StreetClass;
  /** Index of the part within its actor; absent: the whole. */
  readonly part?: number;
  /** Of the whole object, in shares of the picture; reaches outside where the edge cuts it. */
  readonly extent: Box;
  /** `extent` cut by the picture's edge: what a perfect detector says. */
  readonly box: Box;
  /** 0 to 1: share of the silhouette inside the picture and not hidden by what is nearer. */
  readonly visibility: number;
  readonly cut: boolean;
  /** Metres. */
  readonly distance: number;
  /** Metres per second. */
  readonly speed: number;
  /** Degrees between the camera's line of sight and the object's front: 0 = seen from the front, 180 from behind. */
  readonly aspect: number;
  readonly load?: Load;
  readonly cover?: Cover;
  readonly plate?: string;
}

export interface TruthFrame {
  readonly atMs: number;
  readonly objects: readonly TruthObject[];
}
