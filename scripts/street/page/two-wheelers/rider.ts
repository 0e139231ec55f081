import type { Split } from '../../assets/asset.ts';
import { random } from '../../world/random.ts';
import type { Vec3 } from '../../world/vector.ts';
import type { Body, BodyPose } from '../people/body.ts';
import { rgb } from '../people/colour.ts';
import type { ArmPose } from '../people/skeleton.ts';
import { figureOf, outfitOf } from '../people/wardrobe.ts';

/** Where a rider sits, holds on and puts his feet, about the machine's origin. Metres. */
export interface Saddle {
  readonly hips: Vec3;
  readonly lean: number;
  /** The right grip; the left one lies opposite. */
  readonly grip: Vec3;
  /** The right foot's ankle. */
  readonly foot: Vec3;
  /** Pedals: middle and length of the crank; absent: the feet stand on a board. */
  readonly crank?: {
    readonly at: readonly [x: number, y: number];
    readonly length: number;
    readonly gear: number;
  };
}

const RIDERS: Readonly<Record<Split, readonly string[]>> = {
  training: ['person-a', 'person-b', 'person-c'],
  judging: ['person-d', 'person-e'],
};
const HELMETS = ['#e9e9ea', '#22252a', '#c43a3a', '#3f6fa8', '#e2a7b4', '#d8c63c'];

/** Somebody who rides, helmeted where the machine has a motor. */
export function dressRider(split: Split, seed: number, helmet: boolean): Body {
  const draw = random(seed, 'rider');
  const list = RIDERS[split];
  const asset = list[Math.floor(draw() * list.length)] ?? list[0] ?? '';
  const { bag, hat: _, ...outfit } = outfitOf(asset, seed);
  const { skirt: __, ...bottom } = outfit.bottom;
  const colour = rgb(HELMETS[Math.floor(draw() * HELMETS.length)] ?? '#22252a');
  return {
    figure: { ...figureOf(asset), height: Math.min(1.72, figureOf(asset).height) },
    seed,
    outfit: {
      ...outfit,
      bottom: {
        ...bottom,
        length: Math.max(0.5, bottom.length),
        ankle: Math.min(0.036, bottom.ankle),
      },
      top: { ...outfit.top, hem: Math.min(0.05, outfit.top.hem) },
      ...(bag?.kind === 'backpack' && { bag }),
      ...(helmet && draw() < 0.85 && { hat: { kind: 'helmet', colour } as const }),
    },
  };
}

/** The rider's pose after so many metres: only pedals move him. */
export function ridePose({ hips, lean, grip, foot, crank }: Saddle, travelled: number): BodyPose {
  const arm = (side: 1 | -1): ArmPose => ({
    ...{ forward: 30, out: 15, elbow: 40 },
    hand: [grip[0], grip[1], grip[2] * side],
  });
  const ankle = (side: 1 | -1): Vec3 => {
    if (!crank) return [foot[0], foot[1], foot[2] * side];
    const angle = (travelled / crank.gear) * 2 * Math.PI + (side === 1 ? 0 : Math.PI);
    const [x, y] = crank.at;
    const pedal: Vec3 = [
      x + Math.sin(angle) * crank.length,
      y + Math.cos(angle) * crank.length,
      foot[2] * side,
    ];
    // the ball of the foot is on the pedal, the ankle behind and above it
    return [pedal[0] - 0.1, pedal[1] + 0.1, pedal[2]];
  };
  const leg = (side: 1 | -1) => ({ hip: 60, knee: 70, toes: crank ? -8 : 6, step: ankle(side) });
  return {
    ...{ seat: hips, lean, bend: 8, side: 0, twist: 0, nod: 2, look: 0 },
    legs: [leg(1), leg(-1)],
    arms: [arm(1), arm(-1)],
  };
}
