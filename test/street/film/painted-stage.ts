import type { Stage } from '../../../scripts/street/film/browser.ts';
import type { SceneDescription } from '../../../scripts/street/page/contract.ts';

/** A stage without a browser: a grey street over which a white bar goes with time. Counts its pictures. */
export function paintedStage(): Stage & { readonly drawn: () => number } {
  let size: SceneDescription['size'] = { width: 0, height: 0 };
  let drawn = 0;
  return {
    drawn: () => drawn,
    load: async (scene) => {
      size = scene.size;
    },
    frame: async ({ atMs }) => {
      drawn += 1;
      const { width, height } = size;
      const picture = Buffer.alloc(width * height * 3, 110);
      const x = Math.floor((atMs / 40) % (width - 12));
      for (let row = Math.floor(height / 3); row < height / 2; row += 1)
        picture.fill(230, (row * width + x) * 3, (row * width + x + 12) * 3);
      return picture;
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}
