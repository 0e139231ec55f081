import type { Split } from '../assets/asset.ts';
import { type CameraPose, type PictureSize, project } from '../world/camera.ts';
import type { StreetLayout } from '../world/layout.ts';
import { LAYOUTS } from '../world/layouts.ts';
import { MOUNTS, type Mount, poseAt } from '../world/mounts.ts';
import { RADIANS } from '../world/vector.ts';

export interface SiteWish {
  /** Which streets will do; all, where absent. */
  readonly street?: (layout: StreetLayout) => boolean;
  /** Which mounts will do; all that hang on the street, where absent. */
  readonly mount?: (mount: Mount) => boolean;
}

/** A street with a camera over it. */
export interface Site {
  readonly street: StreetLayout;
  readonly mount: string;
  readonly pose: CameraPose;
  readonly size: PictureSize;
  /** Middles of the lanes, the far kerb's first, metres. */
  readonly lanes: readonly number[];
  /** Vehicles that far from x = 0 are out of the picture (or of sight), metres. */
  readonly reach: number;
  /** Middle of the far sidewalk where a car fits, metres. */
  readonly walk: number;
}

/** Farthest that traffic is followed, metres. */
const FAR = 75;
/** Things are placed where the picture shows no more street than this from side to side, metres. */
const WIDEST = 34;

export function siteOf(
  split: Split,
  { street = () => true, mount = ({ kind }) => kind !== 'drone' }: SiteWish,
  size: PictureSize,
  draw: () => number,
): Site {
  const layouts = LAYOUTS.filter((layout) => layout.split === split && street(layout));
  const mounts = MOUNTS.filter((one) => one.split === split && mount(one));
  const layout = layouts[Math.floor(draw() * layouts.length)];
  const chosen = mounts[Math.floor(draw() * mounts.length)];
  if (layout === undefined || chosen === undefined)
    throw new RangeError(`expected a ${split} street and mount as wished, found none`);
  const pose = poseAt(chosen, layout);
  const lanes = lanesOf(layout);
  return {
    ...{ street: layout, mount: chosen.id, pose, size, lanes },
    reach: reachOf(pose, size, lanes),
    walk: -Math.min(layout.farWalk / 2, 2.2),
  };
}

function lanesOf({ lanes, roadWidth }: StreetLayout): number[] {
  const width = roadWidth / lanes;
  return Array.from({ length: lanes }, (_, lane) => (lane + 0.5) * width);
}

/** Lanes on which a truck is whole in the picture for some metres; all, where there is none. */
export function truckLanes(site: Site): readonly number[] {
  const good = site.lanes.filter((z) => {
    const [from, to] = spanOf(site, z, { long: 8, high: 3.3 });
    return to - from >= 6;
  });
  return good.length > 0 ? good : site.lanes;
}

/** From where to where something of this size (metres) on the line z is whole in the picture. */
export function spanOf(
  site: Site,
  z: number,
  { long, high } = { long: 5, high: 1.6 },
): readonly [from: number, to: number] {
  const { pose, size } = site;
  const half = Math.tan((pose.hfov / 2) * RADIANS);
  const inside = (x: number) =>
    [-long / 2, long / 2].every((dx) =>
      [-1, 1].every((dz) =>
        [0, high].every((y) => {
          const at = project(pose, size, [x + dx, y, z + dz]);
          const whole = at && Math.abs(at.x - 0.5) < 0.48 && Math.abs(at.y - 0.5) < 0.47;
          return whole === true && at !== undefined && 2 * at.depth * half < WIDEST;
        }),
      ),
    );
  const seen: number[] = [];
  for (let x = -40; x <= 40; x += 0.5) if (inside(x)) seen.push(x);
  return [seen[0] ?? 0, seen.at(-1) ?? 0];
}

function reachOf(pose: CameraPose, size: PictureSize, lanes: readonly number[]): number {
  const inside = (x: number) =>
    lanes.some((z) =>
      [-6, 6].some((dx) => {
        const at = project(pose, size, [x + dx, 1, z]);
        return at !== undefined && at.x > -0.1 && at.x < 1.1 && at.y > -0.1 && at.y < 1.1;
      }),
    );
  for (let x = FAR; x > 0; x -= 1) if (inside(x) || inside(-x)) return x + 6;
  return FAR;
}
