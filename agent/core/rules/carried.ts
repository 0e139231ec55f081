import type { Box } from '../geometry/box.ts';
import type { Track } from '../tracking/track.ts';
import type { GroupRule } from './rule.ts';

/** A person is about half a metre wide: a hand umbrella is two of them, a parasol for goods nearly five. */
const WIDTHS = 3;
/** Who carries is clearly taller than wide, as shares of the picture. */
const UPRIGHT = 2;

/** What is carried overhead is about as wide as high, in shares of the picture, or wider: a stall is not. */
const FLAT = 0.8;
/**
 * An umbrella is round from steeply above: in shares of a picture 16 to 9 a circle is 0.56 of its height wide. Since some
 * stalls are, too, who carries it stands under its middle, within this share of its width.
 */
const ROUND = { flat: 0.55, aside: 0.2 };

/**
 * Whether one of the tracks that count as parts holds the anchor over its head: it begins above that one's
 * eyes, ends between a little over its top and its waist, has it below, and is not wider than three of it.
 * An umbrella over somebody who waits in the rain is no parasol, whatever else stands around.
 */
export function isCarried(
  rule: GroupRule,
  anchor: { readonly box: Box; readonly id: number | undefined },
  tracks: readonly Track[],
): boolean {
  return tracks.some(
    (track) =>
      track.id !== anchor.id &&
      track.seen &&
      rule.parts.some(({ labels }) => labels.includes(track.label)) &&
      isOverHead(anchor.box, track.box),
  );
}

function isOverHead(anchor: Box, bearer: Box): boolean {
  const tall = bearer.bottom - bearer.top;
  const wide = bearer.right - bearer.left;
  const middle = (bearer.left + bearer.right) / 2;
  return (
    hasShapeOver(anchor, middle) &&
    tall >= UPRIGHT * wide &&
    anchor.right - anchor.left < WIDTHS * wide &&
    anchor.top < bearer.top + 0.2 * tall &&
    anchor.bottom < bearer.top + 0.6 * tall &&
    anchor.bottom > bearer.top - 0.15 * tall &&
    middle > anchor.left &&
    middle < anchor.right
  );
}

/** Whether the anchor has the shape of an umbrella over the head of somebody at `middle`. */
function hasShapeOver({ left, right, top, bottom }: Box, middle: number): boolean {
  const [width, height] = [right - left, bottom - top];
  const aside = Math.abs(middle - (left + right) / 2);
  return width >= FLAT * height || (width >= ROUND.flat * height && aside < ROUND.aside * width);
}

/**
 * Whether two anchors belong to one stall: a parasol over its table, a stall and the parasol on it. They lie
 * over or in one another in the picture, no farther apart than the taller of them is high, or than a canopy
 * above is wide.
 */
export function isOneStall(a: Box, b: Box): boolean {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const gap = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
  const narrow = Math.min(a.right - a.left, b.right - b.left);
  const upper = a.top < b.top ? a : b;
  const [width, height] = [upper.right - upper.left, upper.bottom - upper.top];
  const canopy = width >= FLAT * height ? width : 0;
  return wide >= 0.5 * narrow && gap <= Math.max(a.bottom - a.top, b.bottom - b.top, canopy);
}
