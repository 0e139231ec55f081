import type { Asset, Split } from '../assets/asset.ts';
import { ASSETS, assetOf } from '../assets/catalog.ts';
import type { StreetLayout } from '../world/layout.ts';
import { LAYOUTS } from '../world/layouts.ts';
import { MOUNTS, type Mount, mountOf } from '../world/mounts.ts';
import type { Light, Scenario, Weather } from '../world/scenario.ts';

/** Something that models may learn from. */
export type ForTraining<T extends { readonly split: Split }> = T & { readonly split: 'training' };

function isForTraining<T extends { readonly split: Split }>(one: T): one is ForTraining<T> {
  return one.split === 'training';
}

export const TRAINING_ASSETS: readonly ForTraining<Asset>[] = ASSETS.filter(isForTraining);
const TRAINING_LAYOUTS: readonly ForTraining<StreetLayout>[] = LAYOUTS.filter(isForTraining);
const TRAINING_MOUNTS: readonly ForTraining<Mount>[] = MOUNTS.filter(isForTraining);

/**
 * Light and weather with the share of streets that have them. What is missing judges: fog at any time,
 * rain by dusk and in low sun, a wet road under infrared.
 */
const TRAINING_CONDITIONS: readonly (readonly [Light, Weather, share: number])[] = [
  ['day', 'clear', 0.3],
  ['day', 'wet', 0.04],
  ['overcast', 'clear', 0.19],
  ['overcast', 'wet', 0.05],
  ['overcast', 'rain', 0.06],
  ['low-sun', 'clear', 0.08],
  ['dusk', 'clear', 0.09],
  ['night', 'clear', 0.11],
  ['night', 'wet', 0.03],
  ['infrared', 'clear', 0.05],
];

/** The same for judging: the ordinary ones, and those that training never sees. */
const JUDGING_CONDITIONS: Half['conditions'] = [
  ['day', 'clear', 0.25],
  ['overcast', 'clear', 0.15],
  ['overcast', 'rain', 0.05],
  ['low-sun', 'clear', 0.08],
  ['dusk', 'clear', 0.08],
  ['night', 'clear', 0.1],
  ['infrared', 'clear', 0.05],
  ['day', 'fog', 0.06],
  ['overcast', 'fog', 0.05],
  ['night', 'fog', 0.03],
  ['dusk', 'rain', 0.04],
  ['low-sun', 'rain', 0.03],
  ['infrared', 'wet', 0.03],
];

/** What pictures of one half of the street are made of. */
export interface Half {
  readonly split: Split;
  readonly assets: readonly Asset[];
  readonly layouts: readonly StreetLayout[];
  readonly mounts: readonly Mount[];
  /** Light, weather and the share of streets that have them. */
  readonly conditions: readonly (readonly [Light, Weather, share: number])[];
}

export const TRAINING: Half = {
  split: 'training',
  assets: TRAINING_ASSETS,
  layouts: TRAINING_LAYOUTS,
  mounts: TRAINING_MOUNTS,
  conditions: TRAINING_CONDITIONS,
};

/** Only to measure on. */
export const JUDGING: Half = {
  split: 'judging',
  assets: ASSETS.filter(({ split }) => split === 'judging'),
  layouts: LAYOUTS.filter(({ split }) => split === 'judging'),
  mounts: MOUNTS.filter(({ split }) => split === 'judging'),
  conditions: JUDGING_CONDITIONS,
};

/**
 * The last gate before a picture for training is made: throws RangeError with everything in the scenario
 * that belongs to the judging half.
 */
export function refuseJudging(scenario: Scenario): void {
  const { name, split, street, camera, actors, light, weather } = scenario;
  const known = TRAINING_CONDITIONS.some(([at, under]) => at === light && under === weather);
  const faults = [
    ...(split === 'training' ? [] : ['the scenario itself']),
    ...(street.split === 'training' ? [] : [`street ${street.id}`]),
    ...(mountOf(camera.mount)?.split === 'training' ? [] : [`mount ${camera.mount}`]),
    ...(known ? [] : [`light and weather ${light}, ${weather}`]),
    ...actors
      .filter(({ asset }) => assetOf(asset)?.split !== 'training')
      .map(({ asset }) => `asset ${asset}`),
  ];
  if (faults.length === 0) return;
  const what = [...new Set(faults)].join(', ');
  throw new RangeError(
    `expected only what is for training in '${name}', found for judging (or unknown): ${what}`,
  );
}
