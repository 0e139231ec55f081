import { cropQuality, cropStill } from '../adapters/pictures/crop.ts';
import type { Box } from '../core/geometry/box.ts';
import type { Still } from '../ports/ring.ts';
import type { Crop } from './looks.ts';

/** What the slower models see of an object: a little of what is around it, too. */
const MARGIN = 0.05;

export async function cropLook(
  { pixels, size }: Pick<Still, 'pixels' | 'size'>,
  box: Box,
): Promise<Crop> {
  const cut = cropStill(pixels, size, box, MARGIN);
  return { ...cut, quality: await cropQuality(pixels, size, box) };
}
