import type { Box } from '../geometry/box.ts';
import type { Size } from '../vision/view.ts';

/** A head's share of the height of somebody who stands, with room for one that is bent. */
const STANDING = 0.24;
/** Of somebody who sits or is seen from above the head is more of the box: so much of its width. */
const OF_WIDTH = 0.55;
const MOST = 0.6;
/** Of somebody near, whom the picture's lower edge cuts, there may be little more than the head. */
const CUT_OF_WIDTH = 1.2;
const CUT_MOST = 0.9;
const EDGE = 0.99;
/** Boxes end at the hair, a little early or late. */
const ABOVE = 0.06;
const ASIDE = 0.1;

/** Where the head is in a person's box, with room for errors of the box; shares of the picture. */
export function headRegion({ left, top, right, bottom }: Box, picture: Size): Box {
  const [width, height] = [right - left, bottom - top];
  const widthAsHeight = (width * picture.width) / picture.height;
  const [ofWidth, most] = bottom > EDGE ? [CUT_OF_WIDTH, CUT_MOST] : [OF_WIDTH, MOST];
  const down = Math.min(most * height, Math.max(STANDING * height, ofWidth * widthAsHeight));
  return {
    left: left - ASIDE * width,
    top: top - ABOVE * height,
    right: right + ASIDE * width,
    bottom: top + down,
  };
}

/** Who rides is often seen as one with the bicycle: the upper part of it, where it is taller than wide. */
const RIDER = 0.45;

/** Where a rider's head would be in the box of a two-wheeler; undefined where it is too flat to have one. */
export function riderRegion(box: Box, picture: Size): Box | undefined {
  const { left, top, right, bottom } = box;
  const isTall = (bottom - top) * picture.height > (right - left) * picture.width;
  return isTall ? { ...box, bottom: top + RIDER * (bottom - top) } : undefined;
}
