import type { Point, Polygon } from './polygon.ts';

export type ZoneKind =
  | 'sidewalk'
  | 'parking-bay'
  | 'road'
  | 'greenbelt'
  | 'shopfront'
  | 'permitted-market'
  | 'site-gate'
  | 'ignore';

/** An area of the picture with a meaning. `polygon` is in shares of the picture. */
export interface Zone {
  readonly id: string;
  readonly kind: ZoneKind;
  readonly polygon: Polygon;
  /** When the zone counts; always, where absent. */
  readonly hours?: readonly Hours[];
  readonly gridCode?: string;
  readonly road?: string;
}

/** A line across the picture; crossing it from its left to its right (seen from first to second point) is 'right'. */
export interface Line {
  readonly id: string;
  readonly points: readonly [Point, Point];
}

/** A span of the day on some weekdays. `to` below `from` runs past midnight. */
export interface Hours {
  /** 0 = Sunday; all days, where absent. */
  readonly weekdays?: readonly number[];
  /** Minutes since local midnight. */
  readonly from: number;
  readonly to: number;
}
