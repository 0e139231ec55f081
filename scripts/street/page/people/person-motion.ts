import { random } from '../../world/random.ts';
import type { Body, BodyPose } from './body.ts';
import { STEADY, selling, sitting, standing, sweeping, walking } from './poses.ts';
import type { ArmPose } from './skeleton.ts';
import { type Bottom, figureOf, outfitOf } from './wardrobe.ts';

export type Doing = 'stand' | 'sell' | 'sweep' | 'sit';

/** Slower than this stands, metres per second. */
const STANDS = 0.05;

/** Nobody sits or sweeps in a skirt here: cloth does not follow such legs. */
function inTrousers({ skirt: _, ...bottom }: Bottom): Bottom {
  return { ...bottom, length: Math.max(0.5, bottom.length) };
}

/** Somebody dressed for what he does. */
export function dress(asset: string, seed: number, doing: Doing): Body {
  const figure = figureOf(asset);
  const outfit = outfitOf(asset, seed);
  const draw = random(seed, 'work');
  if (doing === 'sweep') {
    const { bag: _, ...rest } = outfit;
    const top = {
      ...outfit.top,
      cut: 'plain',
      sleeve: 0.95,
      hem: 0.06,
      colour: [0.93, 0.36, 0.07],
    } as const;
    return {
      figure,
      seed,
      outfit: {
        ...rest,
        top,
        vest: true,
        bottom: inTrousers(outfit.bottom),
        hat: { kind: 'cap', colour: [0.92, 0.38, 0.08] },
      },
    };
  }
  if (doing === 'sell') {
    const { bag: _, ...rest } = outfit;
    const apron = (
      [
        [0.16, 0.2, 0.3],
        [0.7, 0.16, 0.14],
        [0.85, 0.85, 0.82],
      ] as const
    )[Math.floor(draw() * 4)];
    return { figure, seed, outfit: { ...rest, ...(apron && { apron }) } };
  }
  if (doing === 'sit') {
    const { bag: _, ...rest } = outfit;
    const short = { ...outfit.top, hem: Math.min(0.03, outfit.top.hem) };
    return { figure, seed, outfit: { ...rest, bottom: inTrousers(outfit.bottom), top: short } };
  }
  return { figure, outfit, seed };
}

export interface Moment {
  readonly doing: Doing;
  readonly speed: number;
  readonly travelled: number;
  readonly atMs: number;
  readonly umbrella: boolean;
}

/** What the body does at this moment. */
export function poseAt({ figure, seed }: Body, moment: Moment): BodyPose {
  const { doing, speed, travelled, atMs } = moment;
  const draw = random(seed, 'habit');
  const [habit, start] = [draw(), draw()];
  const moves = speed > STANDS;
  const walk = walking(figure, travelled, start);
  if (doing === 'sweep') return sweeping(figure, atMs, moves ? walk.legs : STEADY);
  if (moves && doing === 'sit') return { ...walk, stool: 'away' };
  if (moves) return shaded(walk, moment, figure.height);
  if (doing === 'sell') return selling(figure, atMs, habit);
  if (doing === 'sit') return { ...sitting(atMs, habit), stool: 'under' };
  return shaded(standing(atMs, habit), moment, figure.height);
}

/** Holds an umbrella up in the left hand. */
function shaded(pose: BodyPose, { umbrella }: Moment, tall: number): BodyPose {
  if (!umbrella) return pose;
  const hand: ArmPose = { ...pose.arms[1], hand: [0.16 * tall, 0.7 * tall, -0.07 * tall] };
  return { ...pose, umbrella, arms: [pose.arms[0], hand] };
}
