import { bagLofts, broomLofts, stoolLofts, umbrellaLofts } from './carry.ts';
import { headLofts } from './head.ts';
import { armLoft, handLoft, legLoft, shoeLoft } from './limbs.ts';
import type { Loft } from './loft.ts';
import type { Broom } from './poses.ts';
import { type Figure, type Pose, type Skeleton, skeletonOf } from './skeleton.ts';
import { seatLoft, skirtLoft, topLoft } from './trunk.ts';
import type { Outfit } from './wardrobe.ts';

/** A dressed body that can be put into any pose. */
export interface Body {
  readonly figure: Figure;
  readonly outfit: Outfit;
  readonly seed: number;
}

export interface BodyPose extends Pose {
  readonly broom?: Broom;
  /** He sits on it, or has left it behind. */
  readonly stool?: 'under' | 'away';
  readonly umbrella?: boolean;
}

/** Everything of the body in this pose; for one body and one kind of pose always the same lofts. */
export function bodyLofts({ figure, outfit, seed }: Body, pose: BodyPose): Loft[] {
  const body = skeletonOf(figure, pose);
  const skirt = outfit.bottom.skirt !== undefined;
  return [
    skirt ? skirtLoft(body, figure, outfit, seed) : seatLoft(body, figure, outfit),
    topLoft(body, figure, outfit, seed),
    ...([0, 1] as const).flatMap((side) => [
      legLoft(body, figure, outfit, side, seed),
      shoeLoft(body, figure, outfit, side),
      armLoft(body, figure, outfit, side, seed),
      handLoft(body, figure, outfit, side),
    ]),
    ...headLofts(body, figure, outfit, seed),
    ...things(body, { figure, outfit, seed }, pose),
  ];
}

function things(body: Skeleton, { figure, outfit, seed }: Body, pose: BodyPose): Loft[] {
  return [
    ...bagLofts(body, figure, outfit, seed),
    ...(pose.broom ? broomLofts(pose.broom) : []),
    ...(pose.stool
      ? stoolLofts(body.pelvis, outfit.top.second, pose.stool === 'away' ? 0 : 1)
      : []),
    ...(pose.umbrella ? umbrellaLofts(body.arms[1].end, body.head, outfit.top.second) : []),
  ];
}
