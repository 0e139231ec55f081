import { join } from 'node:path';
import sharp from 'sharp';
import type { HealthPicture } from '../../../agent/core/health/health-picture.ts';
import type { StreamPlan } from '../faults/stream-args.ts';
import { streamPictures } from '../faults/watch-stream.ts';
import type { Stage } from '../film/browser.ts';
import { cached, cacheFolder, keyOf } from '../film/cache.ts';
import { codeVersion } from '../film/code-version.ts';
import { layoutOf } from '../world/layouts.ts';
import { mountOf, poseAt } from '../world/mounts.ts';
import { type DayCamera, lightOf } from './camera.ts';

/** What an encoder makes of a street in which nothing moves: 32 s of pictures, two a second, to be shown again and again. */
export type Footage = readonly HealthPicture[];

export interface FootageDeps {
  readonly ffmpeg: string;
  readonly stage: () => Promise<Stage>;
}

const LOOP = 64;
const SIZE = { width: 640, height: 360 };
const FPS = 10;
/** The encoder's first seconds are not like the rest. */
const WARM_UP_S = 8;

/** Pictures of lamps over a place of which there is only a film by day: pools of light, and darkness between. */
const LAMPS = [
  'eq=brightness=-0.12:contrast=0.6:saturation=0.6',
  `geq=lum='clip(lum(X,Y)*(0.35+${pool(0.25, 0.55)}+${pool(0.75, 0.45)}),0,255)':cb='cb(X,Y)':cr='cr(X,Y)'`,
];
const INFRARED = [
  'hue=s=0',
  `geq=lum='clip(lum(X,Y)*(0.3+${pool(0.5, 0.55)}),0,255)':cb=128:cr=128`,
];

function pool(x: number, y: number): string {
  return `0.8*exp(-((X/W-${x})^2+(Y/H-${y})^2)/0.06)`;
}

/** Throws AgentError 'ffmpeg/failed', and what the stage throws. */
export async function footageOf(
  camera: DayCamera,
  time: 'day' | 'night',
  deps: FootageDeps,
): Promise<Footage> {
  const lengthS = WARM_UP_S + LOOP / 2;
  const plan: StreamPlan = {
    ...(await stillOf(camera, time, deps, lengthS * FPS)),
    ...{ width: SIZE.width, fps: FPS, grain: camera.grain[time], seed: camera.seed, font: '' },
    ...{ codec: camera.codec, gopS: camera.gopS, kbps: camera.kbps, lengthS },
  };
  const pictures: HealthPicture[] = [];
  for await (const picture of streamPictures(deps.ffmpeg, plan)) pictures.push(picture);
  return pictures.slice(-LOOP);
}

async function stillOf(
  camera: DayCamera,
  time: 'day' | 'night',
  deps: FootageDeps,
  pictures: number,
): Promise<Pick<StreamPlan, 'input' | 'healthy'>> {
  const { place, night } = camera;
  const repeat = [`loop=loop=${pictures}:size=1`, `setpts=N/(${FPS}*TB)`];
  if ('clip' in place) {
    const dark = time === 'day' ? [] : night === 'lamps' ? LAMPS : INFRARED;
    const scaled = `scale=${SIZE.width}:${SIZE.height}`;
    return {
      input: ['-ss', '1', '-i', place.clip],
      healthy: ['trim=end_frame=1', scaled, ...dark, ...repeat],
    };
  }
  return { input: ['-i', await rendered(camera, time, deps)], healthy: repeat };
}

/** The empty street, from the cache or rendered now. */
async function rendered(camera: DayCamera, time: 'day' | 'night', { stage }: FootageDeps) {
  const { place } = camera;
  if ('clip' in place) throw new TypeError('expected a street of the renderer');
  const [street, mount] = [layoutOf(place.street), mountOf(place.mount)];
  if (street === undefined || mount === undefined)
    throw new RangeError(`expected a street and a mount, not ${place.street}, ${place.mount}`);
  const light = lightOf(camera, time);
  const scene = { seed: 1, size: SIZE, light, weather: 'clear', street, actors: [] } as const;
  const key = keyOf(await codeVersion(), 'still', scene, mount);
  const { folder } = await cached(cacheFolder(), key, async (aside) => {
    const open = await stage();
    await open.load(scene);
    const pixels = await open.frame({ atMs: 0, camera: poseAt(mount, street), actors: [] });
    const file = join(aside, 'still.png');
    await sharp(pixels, { raw: { ...SIZE, channels: 3 } })
      .png()
      .toFile(file);
  });
  return join(folder, 'still.png');
}
