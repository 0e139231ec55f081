import type { Box } from '../geometry/box.ts';
import { coveredShare } from '../geometry/overlap.ts';
import type { Redaction } from './redaction.ts';

/** A place within `part` of a picture as shares of the whole picture. */
export function ofWhole({ left, top, right, bottom }: Box, part: Box): Box {
  const [width, height] = [part.right - part.left, part.bottom - part.top];
  return {
    left: part.left + left * width,
    top: part.top + top * height,
    right: part.left + right * width,
    bottom: part.top + bottom * height,
  };
}

/** A place of the whole picture as shares of `part`; reaches out of it where the part does not hold it. */
export function ofPart({ left, top, right, bottom }: Box, part: Box): Box {
  const [width, height] = [part.right - part.left, part.bottom - part.top];
  return {
    left: (left - part.left) / width,
    top: (top - part.top) / height,
    right: (right - part.left) / width,
    bottom: (bottom - part.top) / height,
  };
}

/** Places in the whole picture that show in `part`, in shares of it; none within another of its kind. */
export function shownIn(part: Box, places: readonly Redaction[]): readonly Redaction[] {
  const shown = places.flatMap(({ what, box }): Redaction[] => {
    const inside = rounded(ofPart(box, part));
    return inside.left < inside.right && inside.top < inside.bottom ? [{ what, box: inside }] : [];
  });
  return shown.filter(
    ({ what, box }, at) =>
      !shown.some((other, index) => {
        if (index === at || other.what !== what || coveredShare(box, other.box) < 1) return false;
        // of two equal ones the first stays
        return coveredShare(other.box, box) < 1 || index < at;
      }),
  );
}

/** Outward to a ten-thousandth: what is told is what was hidden. */
function rounded({ left, top, right, bottom }: Box): Box {
  const within = (share: number) => Math.min(1, Math.max(0, share));
  return {
    left: Math.floor(within(left) * 1e4) / 1e4,
    top: Math.floor(within(top) * 1e4) / 1e4,
    right: Math.ceil(within(right) * 1e4) / 1e4,
    bottom: Math.ceil(within(bottom) * 1e4) / 1e4,
  };
}
