import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { frameAt, sceneOf } from '../world/frame-state.ts';
import type { Scenario } from '../world/scenario.ts';
import type { Stage } from './browser.ts';
import { encodeArgs } from './encode-args.ts';
import { startEncoder } from './encoder.ts';
import { faultPicture } from './fault-picture.ts';
import { filmPictures, gapsOf } from './film-times.ts';
import { overlaid } from './picture-filters.ts';

export interface RenderDeps {
  readonly stage: Stage;
  /** Path of ffmpeg. */
  readonly ffmpeg: string;
  readonly onPicture?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

export const MAIN = 'main.mp4';
export const SUB = 'sub.mp4';

/** Films a scenario into `folder`: main.mp4 and, where the camera has a second stream, sub.mp4. */
export async function render(
  scenario: Scenario,
  folder: string,
  { stage, ffmpeg, onPicture, signal }: RenderDeps,
): Promise<void> {
  const pictures = filmPictures(scenario);
  const overlays: string[] = [];
  for (const [index, fault] of overlaid(scenario).entries()) {
    const path = join(folder, `fault-${index}.png`);
    await writeFile(path, await faultPicture(fault, scenario.camera.size, scenario.seed + index));
    overlays.push(path);
  }
  await stage.load(sceneOf(scenario));
  const args = encodeArgs({
    ...{ scenario, gaps: gapsOf(pictures), overlays, main: join(folder, MAIN) },
    ...(scenario.camera.sub !== undefined && { sub: join(folder, SUB) }),
  });
  await using encoder = startEncoder(ffmpeg, args);
  let shown: { readonly worldMs: number; readonly pixels: Buffer } | undefined;
  for (const [index, { worldMs }] of pictures.entries()) {
    signal?.throwIfAborted();
    if (shown?.worldMs !== worldMs)
      shown = { worldMs, pixels: await stage.frame(frameAt(scenario, worldMs)) };
    await encoder.write(shown.pixels);
    onPicture?.(index + 1, pictures.length);
  }
  await encoder.finish();
}
