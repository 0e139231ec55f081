import { random } from '../world/random.ts';
import type { Light, Waypoint, Weather } from '../world/scenario.ts';
import { busyAt, HOUR_MS, lightAt, weatherAt } from './clock.ts';
import type { Post } from './post.ts';
import { named, type Visitor } from './visitor.ts';

/** One hour of one camera, from which streams draw. */
export interface Hour {
  readonly post: Post;
  readonly seed: number;
  readonly index: number;
  readonly fromMs: number;
  /** 0 to 23. */
  readonly ofDay: number;
  readonly busy: number;
  readonly light: Light;
  readonly weather: Weather;
}

export function hourOf(post: Post, seed: number, index: number): Hour {
  const fromMs = index * HOUR_MS;
  return {
    ...{ post, seed, index, fromMs, ofDay: index % 24, busy: busyAt(index % 24) },
    light: lightAt(seed, fromMs),
    weather: weatherAt(seed, fromMs),
  };
}

/** What a stream works with: its own chance, and names that are never used twice. */
export interface Draw {
  readonly of: Hour;
  /** 0 to 1. */
  roll(): number;
  between(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  name(): string;
}

export function drawOf(of: Hour, stream: string): Draw {
  const roll = random(of.seed, of.post.id, stream, String(of.index));
  let count = 0;
  return {
    of,
    roll,
    between: (from, to) => from + (to - from) * roll(),
    pick: (list) => {
      const one = list[Math.floor(roll() * list.length)];
      if (one === undefined) throw new RangeError('expected a list with something in it');
      return one;
    },
    name: () => {
      count += 1;
      return `${stream}-${of.index}-${count}`;
    },
  };
}

/** Moments of the hour at which something happens, `perHour` in the mean (Poisson). */
export function moments({ of, roll }: Draw, perHour: number): number[] {
  const found: number[] = [];
  const wait = () => (perHour > 0 ? (-Math.log(1 - roll()) * HOUR_MS) / perHour : HOUR_MS);
  for (let at = wait(); at < HOUR_MS; at += wait()) found.push(of.fromMs + at);
  return found;
}

const PAINTS = ['#e8e8e6', '#f2f2f0', '#16181b', '#24272b', '#9aa0a6', '#8b1a1f', '#27406b'];
const CARS = ['sedan-a', 'sedan-b', 'sedan-c', 'sedan-d', 'hatch-a', 'suv-a', 'suv-b'];
const PEOPLE = ['person-a', 'person-b', 'person-c', 'person-d', 'person-e'];

/** A private car, now and then a van, a pickup or a small truck. */
export function motor(draw: Draw, path: readonly Waypoint[], paint?: string): Visitor {
  const kind = draw.roll();
  const small = kind < 0.94 ? draw.pick(['pickup-a', 'pickup-b']) : draw.pick(['boxtruck-a']);
  const asset = kind < 0.78 ? draw.pick(CARS) : kind < 0.9 ? draw.pick(['van-a', 'van-b']) : small;
  return { id: draw.name(), asset: named(asset), path, paint: paint ?? draw.pick(PAINTS) };
}

export function somebody(draw: Draw, path: readonly Waypoint[]): Visitor {
  return { id: draw.name(), asset: named(draw.pick(PEOPLE)), path, paint: draw.pick(PAINTS) };
}

export function something(
  draw: Draw,
  assets: readonly string[],
  path: readonly Waypoint[],
): Visitor {
  return { id: draw.name(), asset: named(draw.pick(assets)), path, paint: draw.pick(PAINTS) };
}
