import type { Size } from '../vision/view.ts';
import { type Placement, placed } from './placement.ts';

/** What a placement does, for people and for limits. */
export interface Motion {
  /** Of the middle of the picture, shares of its width and of its height; positive is right and down. */
  readonly shiftX: number;
  readonly shiftY: number;
  /** Degrees; positive turns clockwise on the screen. */
  readonly roll: number;
  /** 1 is as before. */
  readonly zoom: number;
}

/** The parts of a placement of pictures of that shape. */
export function motionOf(placement: Placement, { width, height }: Size): Motion {
  const { xx, xy, yx, yy } = placement;
  const [x, y] = placed(placement, [0.5, 0.5]);
  // in a picture of square pixels: one share of height is height / width shares of width
  const [ax, bx] = [xx, (xy * width) / height];
  const [ay, by] = [(yx * height) / width, yy];
  const roll = (Math.atan2(ay - bx, ax + by) * 180) / Math.PI;
  const zoom = Math.sqrt(Math.abs(ax * by - bx * ay));
  return { shiftX: x - 0.5, shiftY: y - 0.5, roll, zoom };
}

/** A placement from its parts. */
export function placementOf(
  { shiftX, shiftY, roll, zoom }: Motion,
  { width, height }: Size,
): Placement {
  const angle = (roll * Math.PI) / 180;
  const [cos, sin] = [zoom * Math.cos(angle), zoom * Math.sin(angle)];
  const [xy, yx] = [(-sin * height) / width, (sin * width) / height];
  return {
    ...{ xx: cos, xy, x0: 0.5 + shiftX - (cos + xy) / 2 },
    ...{ yx, yy: cos, y0: 0.5 + shiftY - (yx + cos) / 2 },
  };
}

/** First `inner`, then `outer`. */
export function composed(outer: Placement, inner: Placement): Placement {
  return {
    xx: outer.xx * inner.xx + outer.xy * inner.yx,
    xy: outer.xx * inner.xy + outer.xy * inner.yy,
    x0: outer.xx * inner.x0 + outer.xy * inner.y0 + outer.x0,
    yx: outer.yx * inner.xx + outer.yy * inner.yx,
    yy: outer.yx * inner.xy + outer.yy * inner.yy,
    y0: outer.yx * inner.x0 + outer.yy * inner.y0 + outer.y0,
  };
}

const CHECKED = [0.1, 0.5, 0.9];

/** How far two placements lie apart: root mean square over the picture, shares of its width. */
export function apart(a: Placement, b: Placement, { width, height }: Size): number {
  let sum = 0;
  for (const x of CHECKED)
    for (const y of CHECKED) {
      const [ax, ay] = placed(a, [x, y]);
      const [bx, by] = placed(b, [x, y]);
      sum += (ax - bx) ** 2 + (((ay - by) * height) / width) ** 2;
    }
  return Math.sqrt(sum / CHECKED.length ** 2);
}
