import type { Box } from '../geometry/box.ts';
import type { Size } from '../vision/view.ts';
import type { Frame } from './patch.ts';

/** The box around a frame in a crop, as shares of the picture that the crop shows a part of. */
export function boxOfFrame(frame: Frame, crop: Size & { readonly box: Box }): Box {
  const { x, y, alongX, alongY, downX, downY } = frame;
  const xs = [x, x + alongX, x + downX, x + alongX + downX];
  const ys = [y, y + alongY, y + downY, y + alongY + downY];
  const { left, top, right, bottom } = crop.box;
  const across = (at: number) => left + (at / crop.width) * (right - left);
  const down = (at: number) => top + (at / crop.height) * (bottom - top);
  return {
    left: across(Math.min(...xs)),
    top: down(Math.min(...ys)),
    right: across(Math.max(...xs)),
    bottom: down(Math.max(...ys)),
  };
}
