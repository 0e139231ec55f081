import { HOUR_MS } from './clock.ts';
import { hourOf } from './hour.ts';
import { keepClear } from './keep-clear.ts';
import { kerbCast } from './kerb-streams.ts';
import { parkingStories } from './parking-stories.ts';
import { Bookings } from './places.ts';
import type { Post } from './post.ts';
import { roadCast } from './road-streams.ts';
import { stallStories } from './stall-stories.ts';
import { truckStories } from './truck-stories.ts';
import { type Cast, type Expected, spanOf, together, type Visitor } from './visitor.ts';
import { walkVisitors } from './walk-streams.ts';

/** A week as it is, or one in which the law is broken many times an hour. */
export type WeekKind = 'ordinary' | 'violations';

const PER_HOUR = { parking: 3, stalls: 5, trucks: 10 };
/** Things may be on their way before their hour begins. */
const LEAD_MS = 180_000;

/** Who is in the street, hour by hour: never more in memory than are there, or about to come. */
export class Stream {
  readonly #post: Post;
  readonly #seed: number;
  readonly #kind: WeekKind;
  readonly #bookings = new Bookings();
  #nextHour: number;
  #there: Visitor[] = [];

  constructor(post: Post, seed: number, kind: WeekKind, fromHour = 0) {
    this.#nextHour = fromHour;
    this.#post = post;
    this.#seed = seed;
    this.#kind = kind;
  }

  /** Those who may be there at this time (ms, growing), and what is newly expected of them. */
  at(atMs: number): {
    readonly visitors: readonly Visitor[];
    readonly expected: readonly Expected[];
  } {
    const expected: Expected[] = [];
    while (this.#nextHour * HOUR_MS - LEAD_MS <= atMs) {
      const cast = this.#castOf(this.#nextHour);
      this.#nextHour += 1;
      this.#there = [...this.#there.filter((one) => spanOf(one)[1] >= atMs), ...cast.visitors];
      expected.push(...cast.expected);
    }
    return { visitors: this.#there, expected };
  }

  #castOf(index: number): Cast {
    const hour = hourOf(this.#post, this.#seed, index);
    const walk = { visitors: walkVisitors(hour), expected: [] };
    const road = roadCast(hour);
    // in this order: who books a place first has it
    const kerb = kerbCast(hour, this.#bookings);
    if (this.#kind === 'ordinary') return together([road, kerb, walk]);
    const trucks = truckStories(hour, PER_HOUR.trucks);
    return together([
      parkingStories(hour, this.#bookings, PER_HOUR.parking),
      stallStories(hour, this.#bookings, PER_HOUR.stalls),
      trucks,
      { ...road, visitors: keepClear(trucks.visitors, road.visitors) },
      ...[kerb, walk],
    ]);
  }
}
