import type { Actor } from '../world/scenario.ts';
import { car, plate, traffic, wayOf } from './casting.ts';
import { type Ground, groundOf, type Story, told, type Wish } from './draft.ts';
import type { Family } from './family.ts';
import { waitInLane } from './motions.ts';
import { onWalk, PARKING, placesOf, SHORTENED, type Stand, walkZone } from './parking.ts';

/** A story of parking in which little or nothing is to be reported. */
export interface Trap {
  readonly id: string;
  readonly about: string;
  readonly films?: number;
  readonly wish?: Wish;
  /** What happens; zone, rule and times are those of all parking stories. */
  story(ground: Ground): Partial<Story> & { readonly actors: readonly Actor[] };
}

export const LASTS_MS = 45_000;

export function trap({ id, about, films = 1, wish = {}, story }: Trap): Family {
  return {
    ...{ id, about, films, scene: 'parking' },
    make: (seed, split) => {
      const ground = groundOf(id, seed, split, wish);
      return told({ id, about }, ground, {
        ...{ durationMs: LASTS_MS, rules: [PARKING], expect: [], shortened: SHORTENED },
        zones: [walkZone(ground)],
        ...story(ground),
      });
    },
  };
}

export function parkedAt(ground: Ground, id: string, stand: Stand): Actor {
  return car(ground, id, onWalk(ground, stand, LASTS_MS));
}

/** A queue that waits in the lane next to the sidewalk. */
export function jam(ground: Ground, waitMs = 28_000): Actor[] {
  const { site } = ground;
  const z = site.lanes[0] ?? 1.75;
  const way = wayOf(site, z);
  const places = placesOf(ground, 3, 7);
  const queue = way === 1 ? [...places].reverse() : places;
  const cars = queue.map((stopX, at) => {
    const ride = { fromMs: 0, fromX: -way * site.reach, toX: way * site.reach, z, speed: 7 };
    const path = waitInLane({
      ...ride,
      stopX,
      stopMs: 5000 + at * 2500,
      waitMs: waitMs - at * 800,
    });
    return { ...car(ground, `queue-${at + 1}`, path), plate: plate(ground.draw) };
  });
  const far = traffic(ground, { fromMs: 0, toMs: LASTS_MS, everyMs: 9000 }, site.lanes.slice(-1));
  return [...cars, ...far];
}
