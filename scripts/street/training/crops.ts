import sharp from 'sharp';
import type { TruthObject } from '../truth/frame.ts';
import type { PictureSize } from '../world/camera.ts';
import type { Actor } from '../world/scenario.ts';
import { pixelsOf } from './pixel-box.ts';

/** A cargo box that can be judged: how much of the truck is seen, and how small it may be. */
const LEAST_VISIBLE = 0.7;
const LEAST_PIXELS = 48;

export interface LoadCrop {
  /** Such as '000012-muck-truck-1_heaped_earth_net.jpg'. */
  readonly name: string;
  readonly jpeg: Buffer;
  /** A line of loads.csv; its columns are `LOAD_COLUMNS`. */
  readonly line: string;
}

export const LOAD_COLUMNS = 'file,load,material,cover,aspect,visibility,width,height,plate';

/** Crops of everything in a picture that has a load, large and whole enough to judge it. */
export async function loadCrops(
  jpeg: Buffer,
  size: PictureSize,
  objects: readonly TruthObject[],
  actors: readonly Actor[],
  number: string,
): Promise<readonly LoadCrop[]> {
  const crops: LoadCrop[] = [];
  for (const object of objects) {
    const { load, cover = 'none', plate = '', visibility, aspect } = object;
    if (load === undefined || object.part !== undefined || visibility < LEAST_VISIBLE) continue;
    const cut = pixelsOf(object.box, size);
    if (Math.min(cut.width, cut.height) < LEAST_PIXELS) continue;
    const material = actors.find(({ id }) => id === object.actor)?.material ?? '';
    const facts = [load, load === 'empty' ? '' : material, cover];
    const name = `${number}-${object.actor}_${facts.filter(Boolean).join('_')}.jpg`;
    const seen = [aspect.toFixed(0), visibility.toFixed(2), cut.width, cut.height, plate];
    crops.push({
      name,
      jpeg: await sharp(jpeg).extract(cut).jpeg({ quality: 92 }).toBuffer(),
      line: `${[name, ...facts, ...seen].join(',')}\n`,
    });
  }
  return crops;
}
