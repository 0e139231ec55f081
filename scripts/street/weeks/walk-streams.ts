import { pass, stay, visit } from '../families/motions.ts';
import type { Waypoint } from '../world/scenario.ts';
import { HOUR_MS, MINUTE_MS } from './clock.ts';
import { type Draw, drawOf, type Hour, moments, somebody, something } from './hour.ts';
import { placesFor } from './places.ts';
import { HAND_UMBRELLA, LUGGAGE, named, type Visitor } from './visitor.ts';

/** People on the sidewalk, and what they bring, none of it against the law. */
export function walkVisitors(hour: Hour): Visitor[] {
  return [walkers, chatting, waiting, cafe, cleaners, riders, bikes].flatMap((of) => of(hour));
}

const WALKERS = 70;

function walkers(hour: Hour): Visitor[] {
  const draw = drawOf(hour, 'walker');
  const { post, busy, weather } = hour;
  return moments(draw, WALKERS * busy).flatMap((atMs) => {
    const way = draw.roll() < 0.5 ? 1 : -1;
    const [a, b] = [post.from - 8, post.to + 8];
    const z = draw.between(-post.layout.farWalk + 0.8, -0.6);
    const [fromX, toX] = way > 0 ? [a, b] : [b, a];
    const path = pass({ fromMs: atMs, fromX, toX, z, speed: draw.between(1, 1.5) });
    return under(draw, somebody(draw, path), weather === 'rain' ? 0.7 : 0);
  });
}

/** With an umbrella in the rain, and luggage now and then: things of their own to a detector. */
function under(draw: Draw, person: Visitor, umbrella: number, luggage = 0.04): Visitor[] {
  const { path } = person;
  const beside = path.map((point) => ({ ...point, x: point.x + 0.5 }));
  return [
    person,
    ...(draw.roll() < umbrella ? [{ id: draw.name(), asset: HAND_UMBRELLA, path }] : []),
    ...(draw.roll() < luggage ? [{ id: draw.name(), asset: LUGGAGE, path: beside }] : []),
  ];
}

function walksTo(draw: Draw, x: number, z: number, atMs: number, lastMs: number): Waypoint[] {
  const { from, to } = draw.of.post;
  const [fromX, toX] = draw.roll() < 0.5 ? [from - 8, to + 8] : [to + 8, from - 8];
  const heading = draw.between(0, 360);
  return visit({
    arriveMs: atMs,
    leaveMs: atMs + Math.max(3000, lastMs),
    x,
    z,
    fromX,
    toX,
    heading,
  });
}

/** Two to four people who stand and talk. */
function chatting(hour: Hour): Visitor[] {
  const draw = drawOf(hour, 'chat');
  const rain = hour.weather === 'rain';
  return moments(draw, (rain ? 0.3 : 1.2) * hour.busy).flatMap((atMs) => {
    const x = draw.pick(placesFor(hour.post, 'chatting'));
    const lastMs = draw.between(1, 14) * MINUTE_MS;
    return Array.from({ length: Math.floor(draw.between(2, 4.99)) }, (_, at) => {
      const path = walksTo(draw, x + at * 0.8, -1 - draw.roll(), atMs + at * 3000, lastMs);
      return under(draw, somebody(draw, path), rain ? 0.8 : 0, 0.1);
    }).flat();
  });
}

/** People who wait at the kerb for a bus: up to twelve minutes, in the rain under umbrellas. */
function waiting(hour: Hour): Visitor[] {
  const draw = drawOf(hour, 'wait');
  const rain = hour.weather === 'rain';
  const [stop = 0] = placesFor(hour.post, 'waiting');
  return moments(draw, 10 * hour.busy).flatMap((atMs) => {
    const path = walksTo(
      draw,
      stop + draw.between(-2, 2),
      -0.8,
      atMs,
      draw.between(1, 12) * MINUTE_MS,
    );
    return under(draw, somebody(draw, path), rain ? 0.8 : 0, 0.15);
  });
}

/** Parasols, tables and chairs of a café inside its permitted hours, and its guests. */
function cafe(hour: Hour): Visitor[] {
  const draw = drawOf(hour, 'cafe');
  const { post, ofDay, fromMs } = hour;
  const opens = 10;
  const z = -post.layout.farWalk + 1.4;
  const sets = placesFor(post, 'cafe').map((x, at) => {
    const path = stay(fromMs + at * MINUTE_MS, fromMs + 11.6 * HOUR_MS, { x, z, heading: 0 });
    return something(draw, ['cafe-set-a', 'cafe-set-b'], path);
  });
  const guests = moments(draw, ofDay >= opens && ofDay < 21 ? 5 * hour.busy : 0).map((atMs) => {
    const x = draw.pick(placesFor(post, 'cafe')) + draw.pick([-0.9, 0.9]);
    return somebody(draw, walksTo(draw, x, z + 0.2, atMs, draw.between(5, 35) * MINUTE_MS));
  });
  return ofDay === opens ? [...sets, ...guests] : guests;
}

/** Street cleaners with a cart: they walk, stop to sweep, and rest now and then. */
function cleaners(hour: Hour): Visitor[] {
  const draw = drawOf(hour, 'cleaner');
  const { post, ofDay } = hour;
  return moments(draw, ofDay >= 5 && ofDay < 20 ? 0.6 : 0).flatMap((startMs) => {
    const path: Waypoint[] = [];
    let [x, atMs] = [post.from - 6, startMs];
    while (x < post.to + 6) {
      path.push({ atMs: Math.round(atMs), x, z: -1.2 });
      const rest = draw.roll() < 0.06;
      atMs += (rest ? draw.between(5, 12) : draw.between(0.3, 2.5)) * MINUTE_MS;
      path.push({ atMs: Math.round(atMs), x, z: -1.2 });
      const step = draw.between(4, 10);
      x += step;
      atMs += step * 1100;
    }
    path.push({ atMs: Math.round(atMs), x, z: -1.2 });
    const cart = { ...something(draw, ['cleaner-cart-a', 'cleaner-cart-b'], path) };
    return [
      cart,
      somebody(
        draw,
        path.map((point) => ({ ...point, x: point.x - 1.1 })),
      ),
    ];
  });
}

/** Delivery riders who leave the e-bike on the sidewalk for some minutes. */
function riders(hour: Hour): Visitor[] {
  const draw = drawOf(hour, 'rider');
  const { post, busy, ofDay } = hour;
  const meals = [11, 12, 17, 18, 19].includes(ofDay) ? 3 : 1;
  return moments(draw, 1.5 * busy * meals).flatMap((atMs) => {
    const x = draw.between(post.from + 3, post.to - 2);
    const leaveMs = atMs + draw.between(1, 6) * MINUTE_MS;
    const z = -post.layout.farWalk + 1;
    const ride = visit({ arriveMs: atMs, leaveMs, x, z, fromX: x - 12, toX: x + 12, heading: 20 });
    const bike = { ...something(draw, ['ebike-a', 'ebike-b'], ride), parked: true };
    const foot = stay(atMs + 500, atMs + 4000, { x: x + 0.6, z, heading: 90 });
    return [bike, somebody(draw, foot)];
  });
}

/** Parked e-bikes and bicycles in a row at the kerb, each for hours. */
function bikes(hour: Hour): Visitor[] {
  const draw = drawOf(hour, 'bikes');
  const [first = 0] = placesFor(hour.post, 'bikes');
  return moments(draw, 2.5 * hour.busy).map((atMs) => {
    const x = first + Math.floor(draw.between(-3, 3)) * 0.8;
    const place = { x, z: -0.9, heading: 80 };
    const lastMs = draw.between(0.3, 4) * HOUR_MS;
    const asset = named(draw.pick(['ebike-a', 'ebike-b', 'bicycle-a', 'bicycle-b']));
    return { id: draw.name(), asset, path: stay(atMs, atMs + lastMs, place), parked: true };
  });
}
