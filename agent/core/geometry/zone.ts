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

/** The view of a camera that turns to which zones and lines without a preset belong. */
export const HOME = 'home';

/** An area of the picture with a meaning. `polygon` is in shares of the picture. */
export interface Zone {
  readonly id: string;
  readonly kind: ZoneKind;
  readonly polygon: Polygon;
  /** When the zone counts; always, where absent. */
  readonly hours?: readonly Hours[];
  readonly gridCode?: string;
  readonly road?: string;
  /** The view of a camera that turns in which it is drawn; the one it comes home to, where absent. */
  readonly preset?: string;
}

/** A line across the picture; crossing it from its left to its right (seen from first to second point) is 'right'. */
export interface Line {
  readonly id: string;
  readonly points: readonly [Point, Point];
  /** As of a zone. */
  readonly preset?: string;
}

/** A span of the day on some weekdays. `to` below `from` runs past midnight. */
export interface Hours {
  /** 0 = Sunday; all days, where absent. */
  readonly weekdays?: readonly number[];
  /** Minutes since local midnight. */
  readonly from: number;
  readonly to: number;
}
