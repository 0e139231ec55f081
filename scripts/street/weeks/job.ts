import { LOOK_PRESETS } from '../noise/look-noise.ts';
import { PRESETS } from '../noise/presets.ts';
import { posts } from './post.ts';
import { type CameraResult, runCamera } from './run-camera.ts';
import type { WeekKind } from './stream.ts';

/** Some hours of one camera, as plain data for another process. */
export interface Job {
  /** Index in `posts()`. */
  readonly post: number;
  readonly seed: number;
  readonly kind: WeekKind;
  /** From midnight, from noon or from the evening on. */
  readonly fromHour: 0 | 12 | 18;
  readonly hours: number;
  /** Of a preset of the detector, and of one of the reader; the same where absent. */
  readonly noise: string;
  readonly reader?: string;
  /** The one rule that is looked at; all where absent. */
  readonly only?: string;
}

const HALF_DAY = 12;
const EVENING = 18;

/** Half days (or nights alone) of all cameras in turn, until there are `hours` of them together. */
export function jobsFor(
  kind: WeekKind,
  wish: Pick<Job, 'hours' | 'seed' | 'noise' | 'reader' | 'only'> & { readonly nights?: boolean },
): Job[] {
  const count = posts().length;
  const jobs: Job[] = [];
  for (let left = wish.hours, at = 0; left > 0; left -= HALF_DAY, at += 1) {
    const [round, post] = [Math.floor(at / count), at % count];
    const half = (round + post) % 2 === 0 ? HALF_DAY : 0;
    const fromHour = wish.nights === true ? EVENING : half;
    const hours = Math.min(HALF_DAY, left);
    const seed = wish.seed * 1000 + round;
    const { noise, reader = noise, only } = wish;
    const senses = { noise, reader, ...(only !== undefined && { only }) };
    jobs.push({ post, seed, kind, fromHour, hours, ...senses });
  }
  return jobs;
}

/** Throws RangeError for a post or preset that there is not. */
export function runJob({ post: index, noise: name, reader = name, ...rest }: Job): CameraResult {
  const [post, noise, looks] = [posts()[index], PRESETS[name], LOOK_PRESETS[reader]];
  if (post === undefined || noise === undefined || looks === undefined)
    throw new RangeError(`expected a camera and a noise (${Object.keys(PRESETS).join(', ')})`);
  return runCamera({ ...rest, post, noise, looks });
}
