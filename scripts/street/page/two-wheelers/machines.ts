import { diceOf } from '../../world/dice.ts';
import { random } from '../../world/random.ts';
import { rgb } from '../people/colour.ts';
import type { Rgb } from '../people/loft.ts';
import { anyColour, hexOf } from '../props/any-colour.ts';
import type { Pieces } from '../props/pieces.ts';
import { cityBicycle } from './city-bicycle.ts';
import type { EbikeLook } from './ebike-parts.ts';
import { mopedPieces } from './moped.ts';
import { remade } from './remade.ts';
import type { Saddle } from './rider.ts';
import { scooterPieces } from './scooter.ts';
import { sharedBicycle } from './shared-bicycle.ts';
import type { WheelSize } from './wheel.ts';

/** How far it leans on its stand while it is parked, radians. */
export const STAND_LEAN = 0.1;

/** A two-wheeler without its rider. */
export interface Machine {
  readonly frame: Pieces;
  readonly wheel: WheelSize;
  /** x of the axles, front and rear. */
  readonly axles: readonly [number, number];
  readonly saddle: Saddle;
  readonly motor: boolean;
}

type MakeMachine = (draw: () => number, paint: string | undefined) => Machine;

const pick = (list: readonly string[], draw: () => number): Rgb =>
  rgb(list[Math.floor(draw() * list.length)] ?? '#888888');

function ebikeLook(
  draw: () => number,
  paint: string | undefined,
  paints: readonly string[],
  boxes: readonly string[],
): EbikeLook {
  const colour = paint ? rgb(paint) : pick(paints, draw);
  const [boxed, padded] = [draw() < 0.45, draw() < 0.2];
  return {
    ...{ paint: colour, box: boxed ? pick(boxes, draw) : undefined, windscreen: draw() < 0.25 },
    blanket: padded ? pick(['#6d3c52', '#3a4660', '#7b2a2a', '#4d5a46'], draw) : undefined,
  };
}

const MACHINES: Readonly<Record<string, MakeMachine>> = {
  'ebike-a': (draw, paint) => ({
    frame: scooterPieces(
      ebikeLook(
        draw,
        paint,
        ['#e6e4de', '#a5282d', '#27487a', '#191a1d', '#8fb3b0', '#d99aa5'],
        ['#1d1e21', '#d8d8d6', '#2b3f66'],
      ),
    ),
    wheel: { radius: 0.235, tyre: 0.05, kind: 'cast', rim: [0.6, 0.6, 0.62] },
    axles: [0.63, -0.62],
    saddle: { hips: [-0.3, 0.86, 0], lean: 4, grip: [0.3, 1.02, 0.32], foot: [0.2, 0.38, 0.1] },
    motor: true,
  }),
  'ebike-b': (draw, paint) => ({
    frame: mopedPieces(
      ebikeLook(
        draw,
        paint,
        ['#3d7a4a', '#e07b26', '#4a4d52', '#c9b13a', '#6b4a8a'],
        ['#d9b02c', '#2f5f96', '#33363b'],
      ),
    ),
    wheel: { radius: 0.25, tyre: 0.042, kind: 'cast', rim: [0.6, 0.6, 0.62] },
    axles: [0.66, -0.66],
    saddle: { hips: [-0.24, 0.9, 0], lean: 7, grip: [0.38, 1.05, 0.31], foot: [0.14, 0.42, 0.09] },
    motor: true,
  }),
  'bicycle-a': (draw, paint) => ({
    frame: cityBicycle(
      paint ? rgb(paint) : pick(['#28303a', '#5a1f22', '#2f4d3c', '#6b7078', '#23486f'], draw),
    ),
    wheel: { radius: 0.34, tyre: 0.019, kind: 'spokes', rim: [0.72, 0.72, 0.73] },
    axles: [0.54, -0.54],
    saddle: {
      ...{ hips: [-0.2, 0.96, 0], lean: 12, grip: [0.22, 1.03, 0.27], foot: [0, 0, 0.12] },
      crank: { at: [-0.05, 0.3], length: 0.165, gear: 4.6 },
    },
    motor: false,
  }),
  'bicycle-b': (draw, paint) => ({
    frame: sharedBicycle(
      paint ? rgb(paint) : pick(['#f2c21c', '#35a6dd', '#e8571f', '#2fae7a'], draw),
    ),
    wheel: { radius: 0.31, tyre: 0.024, kind: 'spokes', rim: [0.25, 0.25, 0.26] },
    axles: [0.53, -0.53],
    saddle: {
      ...{ hips: [-0.21, 0.95, 0], lean: 10, grip: [0.27, 1.01, 0.26], foot: [0, 0, 0.12] },
      crank: { at: [-0.08, 0.29], length: 0.16, gear: 4 },
    },
    motor: false,
  }),
};

/** Such are the training half's own machine in another size, with other parts. */
const MIXED = /-mix-\d+$/;

/** A machine by its asset and seed. */
export function machineOf(asset: string, seed: number, paint?: string): Machine {
  const make = MACHINES[asset.replace(MIXED, '-a')];
  if (!make) throw new RangeError(`expected a two-wheeler's asset, got ${asset}`);
  const draw = random(seed, 'machine', asset);
  if (!MIXED.test(asset)) return make(draw, paint);
  return remade(
    make(draw, hexOf(anyColour(diceOf(draw)))),
    diceOf(random(0, 'mix', asset)),
    diceOf(draw),
  );
}
