import type { PictureSize } from '../world/camera.ts';
import type { Scenario } from '../world/scenario.ts';

/** Reads '640x360'. Throws a sentence where it is no size. */
export function readSize(text: string): PictureSize {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  const size = { width: Number(width), height: Number(height) };
  const fits = (side: number) => side >= 64 && side <= 3840 && side % 2 === 0;
  if (!fits(size.width) || !fits(size.height))
    throw new Error(`expected a size such as 640x360 (even, 64 to 3840), got '${text}'`);
  return size;
}

/** The same scenario in another size and, if given, at most that many pictures a second. */
export function resized(scenario: Scenario, size: PictureSize, fps = Infinity): Scenario {
  const { camera } = scenario;
  const rate = Math.min(camera.fps, fps);
  const share = (size.width * size.height * rate) / (area(camera.size) * camera.fps);
  // fewer pixels cost less than their share: small pictures have more detail for each
  const bitrateKbps = Math.max(100, Math.round(camera.bitrateKbps * share ** 0.75));
  const { sub, ...rest } = camera;
  const small = sub !== undefined && area(sub) < area(size) ? { sub } : {};
  return { ...scenario, camera: { ...rest, ...small, size, fps: rate, bitrateKbps } };
}

function area({ width, height }: PictureSize): number {
  return width * height;
}
