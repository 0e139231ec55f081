import type { Split } from '../../assets/asset.ts';
import { random } from '../../world/random.ts';
import type { Vec3 } from '../../world/vector.ts';
import { bodyLofts } from '../people/body.ts';
import { loftGeometry } from '../people/loft.ts';
import { type Doing, dress, poseAt } from '../people/person-motion.ts';
import type { StallPart } from '../stalls/part.ts';
import { cargo } from '../tricycles/cargo.ts';
import { tricycleOf } from '../tricycles/tricycle-of.ts';
import { machineOf, STAND_LEAN } from '../two-wheelers/machines.ts';
import { dressRider, ridePose, type Saddle } from '../two-wheelers/rider.ts';
import { type WheelSize, wheelPieces } from '../two-wheelers/wheel.ts';
import { cornersOf, farthest, meanHull, pointsOf } from './measure.ts';
import { moved, together } from './pieces.ts';

export type Shapes = Readonly<Record<string, readonly Vec3[]>>;

const SEEDS = Array.from({ length: 12 }, (_, at) => at + 1);

/** What a person's hull is while he does one thing: the mean over clothes and times. */
export function personShape(asset: string, doing: Doing, speed: number): Vec3[] {
  const hulls = SEEDS.flatMap((seed) => {
    const body = dress(asset, seed, doing);
    return [0, 1].map((half) => {
      const at = seed + half * 0.5;
      const moment = {
        doing,
        speed,
        travelled: speed * at * 0.37,
        atMs: at * 730,
        umbrella: false,
      };
      return farthest(pointsOf(loftGeometry(bodyLofts(body, poseAt(body, moment)))));
    });
  });
  return meanHull(hulls);
}

function riderPoints(split: Split, saddle: Saddle, motor: boolean): Vec3[] {
  const hulls = SEEDS.map((seed) => {
    const lofts = bodyLofts(dressRider(split, seed, motor), ridePose(saddle, seed * 0.31));
    return farthest(pointsOf(loftGeometry(lofts)));
  });
  return meanHull(hulls);
}

function wheelsAt(wheel: WheelSize, places: readonly (readonly [number, number])[]) {
  return together(...places.map(([x, z]) => moved(wheelPieces(wheel), [x, wheel.radius, z])));
}

/** With its rider, parked without, and the rider alone. */
export function twoWheelerShapes(asset: string, split: Split): Shapes {
  const hulls = SEEDS.map((seed) => {
    const { frame, wheel, axles } = machineOf(asset, seed);
    return farthest(
      cornersOf(
        together(
          frame,
          wheelsAt(
            wheel,
            axles.map((x) => [x, 0] as const),
          ),
        ),
      ),
    );
  });
  const machine = meanHull(hulls);
  const { saddle, motor } = machineOf(asset, 1);
  const rider = riderPoints(split, saddle, motor);
  const [s, c] = [Math.sin(STAND_LEAN), Math.cos(STAND_LEAN)];
  const parked = machine.map(([x, y, z]): Vec3 => [x, y * c - z * s, z * c + y * s]);
  return {
    [asset]: farthest([...machine, ...rider]),
    [`${asset}/parked`]: parked,
    [`${asset}/rider`]: rider,
  };
}

export function tricycleShapes(asset: string, split: Split): Shapes {
  const hulls = SEEDS.map((seed) => {
    const draw = random(seed, 'tricycle', asset);
    const tricycle = tricycleOf(asset, draw);
    const [front, rear, track] = tricycle.axles;
    const wheels = wheelsAt(tricycle.wheel, [
      [front, 0],
      [rear, track],
      [rear, -track],
    ]);
    const goods = { solid: { matt: cargo(tricycle, draw) } };
    return farthest(cornersOf(together(tricycle.frame, wheels, goods)));
  });
  const parked = meanHull(hulls);
  const rider = riderPoints(split, tricycleOf(asset, random(1, 'any')).saddle, false);
  return {
    [asset]: farthest([...parked, ...rider]),
    [`${asset}/parked`]: parked,
    [`${asset}/rider`]: rider,
  };
}

/** The whole, and every labelled part by its number. */
export function partShapes(
  asset: string,
  partsBySeed: (asset: string, seed: number) => StallPart[],
): Shapes {
  const models = SEEDS.slice(0, 6).map((seed) => partsBySeed(asset, seed));
  const whole = models.map((parts) =>
    farthest(cornersOf(together(...parts.map(({ pieces }) => pieces)))),
  );
  const shapes: Record<string, readonly Vec3[]> = { [asset]: meanHull(whole) };
  const labelled = models.map((parts) => parts.filter(({ of }) => of !== undefined));
  for (let at = 0; at < (labelled[0]?.length ?? 0); at++)
    shapes[`${asset}/${at}`] = meanHull(
      labelled.map((parts) => farthest(cornersOf(parts[at]?.pieces ?? { solid: {} }))),
    );
  return shapes;
}
