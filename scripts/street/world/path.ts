import { betweenAngles, evenAngle, soft } from './angle.ts';
import { courseOn, type Leg, legsOf, lengthOn, motionOn } from './path-legs.ts';
import type { Waypoint } from './scenario.ts';

/** Where something is on its path. Metres, degrees, metres per second. */
export interface Place {
  readonly x: number;
  readonly z: number;
  readonly heading: number;
  readonly speed: number;
  /** Metres gone since the first point; backwards counts back. */
  readonly travelled: number;
  readonly braking: boolean;
}

/** A leg with the headings at its ends and how it is steered in between. */
interface Course extends Leg {
  readonly entry: number;
  readonly exit: number;
  /** An end whose heading is not simply where it goes. */
  readonly bound: { readonly entry: boolean; readonly exit: boolean };
  readonly backwards: boolean;
  readonly travelledBefore: number;
}

/** Metres over which something comes round from a given heading to where it goes. */
const COME_ROUND = 4;
const BRAKING = -0.7;
/** Brake lights go out this long after the stop, ms. */
const FOOT_OFF = 2000;

const KNOWN = new WeakMap<readonly Waypoint[], readonly Course[]>();

/**
 * Where something is at a moment; undefined before the first waypoint and after the last.
 *
 * It moves smoothly, never past a waypoint, and stands exactly where two waypoints in a row are at one
 * place. It looks where it goes and keeps that while it stands. Where both ends of a leg have a heading it
 * turns evenly from one to the other; where one has, it comes round to its course within 4 m, backwards
 * when the heading is against the course.
 */
export function placeAt(path: readonly Waypoint[], atMs: number): Place | undefined {
  const [first, last] = [path[0], path.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (atMs < first.atMs || atMs > last.atMs) return undefined;
  const courses = coursesOf(path);
  const index = indexAt(courses, atMs);
  const leg = courses[index];
  if (leg === undefined)
    return { ...resting(first, first.heading ?? 0), travelled: 0, braking: false };
  const share = (atMs - leg.from.atMs) / (leg.to.atMs - leg.from.atMs);
  const heading = headingOn(leg, share);
  const travelled = leg.travelledBefore + (leg.backwards ? -1 : 1) * lengthOn(leg, share);
  if (leg.stands) {
    const stopped = index > 0 && atMs - leg.from.atMs < FOOT_OFF;
    return { ...resting(leg.from, heading), travelled, braking: stopped };
  }
  const { x, z, vx, vz, gain } = motionOn(leg, share);
  return { x, z, heading, speed: Math.hypot(vx, vz), travelled, braking: gain < BRAKING };
}

function resting({ x, z }: Waypoint, heading: number) {
  return { x, z, heading, speed: 0 };
}

function indexAt(courses: readonly Course[], atMs: number): number {
  let [low, high] = [0, courses.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((courses[middle]?.to.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function headingOn(leg: Course, share: number): number {
  if (leg.stands || (leg.bound.entry && leg.bound.exit))
    return betweenAngles(leg.entry, leg.exit, soft(share));
  const course = evenAngle(courseOn(leg, share) + (leg.backwards ? 180 : 0));
  if (!leg.bound.entry && !leg.bound.exit) return course;
  const whole = lengthOn(leg, 1);
  const gone = lengthOn(leg, share);
  const reach = Math.min(COME_ROUND, whole);
  const away = leg.bound.entry ? gone : whole - gone;
  return betweenAngles(leg.bound.entry ? leg.entry : leg.exit, course, soft(away / reach));
}

function coursesOf(path: readonly Waypoint[]): readonly Course[] {
  const known = KNOWN.get(path);
  if (known) return known;
  const courses: Course[] = [];
  const legs = legsOf(path);
  legs.forEach((leg, index) => {
    courses.push(courseOf(leg, courses.at(-1), legs[index + 1]));
  });
  KNOWN.set(path, courses);
  return courses;
}

function courseOf(leg: Leg, before: Course | undefined, after: Leg | undefined): Course {
  const { from, to } = leg;
  const travelledBefore = before === undefined ? 0 : travelledAfter(before);
  if (leg.stands) {
    const entry = from.heading ?? before?.exit ?? to.heading ?? leaving(after);
    const turns = from.heading !== undefined && after !== undefined && !after.stands;
    const exit = to.heading ?? (turns ? leaving(after) : entry);
    const bound = { entry: true, exit: true };
    return { ...leg, entry, exit, bound, backwards: false, travelledBefore };
  }
  // out of a stand it starts with the heading that it stood with
  const held = before?.stands ? before.exit : from.heading;
  const bound = { entry: held !== undefined, exit: to.heading !== undefined };
  const entry = held ?? courseOn(leg, 0);
  const exit = to.heading ?? courseOn(leg, 1);
  const backwards = isBackwards(leg);
  const exitSeen = bound.exit || !backwards ? exit : evenAngle(exit + 180);
  return { ...leg, entry, exit: exitSeen, bound, backwards, travelledBefore };
}

function leaving(after: Leg | undefined): number {
  return after === undefined || after.stands ? 0 : courseOn(after, 0);
}

/** Whether the headings given are against the course by more than a quarter turn; one held is not given. */
function isBackwards(leg: Leg): boolean {
  const [entry, exit] = [leg.from.heading, leg.to.heading];
  const against = (heading: number, share: number) =>
    Math.abs(evenAngle(heading - courseOn(leg, share))) > 90;
  if (entry !== undefined && exit !== undefined)
    return against(betweenAngles(entry, exit, 0.5), 0.5);
  if (entry !== undefined) return against(entry, 0);
  return exit !== undefined && against(exit, 1);
}

function travelledAfter(course: Course): number {
  return course.travelledBefore + (course.backwards ? -1 : 1) * lengthOn(course, 1);
}
