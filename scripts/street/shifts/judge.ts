import type { HealthPicture } from '../../../agent/core/health/health-picture.ts';
import { IN_PLACE, type Placement, placed } from '../../../agent/core/scene/placement.ts';
import { type SceneState, stepScene } from '../../../agent/core/scene/scene.ts';

/** A picture, when it was taken and where the scene truly lies in it; undefined: another scene. */
export interface Taken {
  readonly atMs: number;
  readonly picture: HealthPicture;
  readonly truth: Placement | undefined;
}

export interface Judged {
  readonly state: SceneState;
  /** One for every picture. */
  readonly said: readonly Said[];
}

export interface Said {
  readonly atMs: number;
  readonly moved: boolean | undefined;
  readonly unknown: boolean | undefined;
  /** Mean distance of the corners of a zone from where they should be, pixels of 1280. */
  readonly off: number | undefined;
  /** The same if nothing were corrected. */
  readonly uncorrected: number | undefined;
}

/** Steps through pictures in order. As in the agent, nothing is learnt while something is bad. */
export function judge(before: SceneState, taken: Iterable<Taken>): Judged {
  const said: Said[] = [];
  let state = before;
  let bad = false;
  for (const { atMs, picture, truth } of taken) {
    const step = stepScene(state, picture, atMs, { learn: !bad });
    state = step.state;
    const { moved, 'unknown-scene': unknown } = step.verdicts;
    bad = moved?.bad === true || unknown?.bad === true;
    const off = truth && meanOff(step.placement, truth);
    const uncorrected = truth && meanOff(IN_PLACE, truth);
    said.push({ atMs, moved: moved?.bad, unknown: unknown?.bad, off, uncorrected });
  }
  return { state, said };
}

/** Corners of a sidewalk and of a bay in shares of the picture, as people draw them. */
const CORNERS = [
  ...([
    [0.06, 0.55],
    [0.5, 0.28],
    [0.62, 0.34],
    [0.12, 0.8],
  ] as const),
  ...([
    [0.55, 0.5],
    [0.92, 0.42],
    [0.94, 0.85],
    [0.5, 0.9],
  ] as const),
];

function meanOff(found: Placement, truth: Placement): number {
  let sum = 0;
  for (const corner of CORNERS) {
    const [ax, ay] = placed(found, corner);
    const [bx, by] = placed(truth, corner);
    sum += Math.hypot((ax - bx) * 1280, (ay - by) * 720);
  }
  return sum / CORNERS.length;
}
