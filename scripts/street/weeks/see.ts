import type { Box } from '../../../agent/core/geometry/box.ts';
import { hullOf } from '../assets/pose-hull.ts';
import type { TruthFrame, TruthObject } from '../truth/frame.ts';
import { evenAngle } from '../world/angle.ts';
import { groundHeight } from '../world/areas.ts';
import { type Place, placeAt } from '../world/path.ts';
import { RADIANS, type Vec3 } from '../world/vector.ts';
import type { Eye } from './eye.ts';
import type { Post } from './post.ts';
import type { Visitor } from './visitor.ts';

interface Known {
  readonly x: number;
  readonly z: number;
  readonly heading: number;
  readonly objects: readonly TruthObject[];
}

/** Points of a box that are looked up behind what is nearer, across and down. */
const GRID = 5;
/** Things are narrower than their boxes: so much of a box hides. */
const SOLID = 0.88;

/**
 * Truth of one camera, made fast for weeks of it: boxes are the hull's own, visibility is sampled on boxes
 * (25 points each), and what stands is projected once. `truthAt` (truth/) is exact, and slower.
 */
export function watcher(
  post: Post,
  eye: Eye,
): (visitors: readonly Visitor[], atMs: number) => TruthFrame {
  let known = new Map<string, Known>();
  return (visitors, atMs) => {
    const now = new Map<string, Known>();
    const objects: TruthObject[] = [];
    for (const visitor of visitors) {
      const place = placeAt(visitor.path, atMs);
      if (place === undefined) continue;
      const old = known.get(visitor.id);
      const stays = old?.x === place.x && old.z === place.z && old.heading === place.heading;
      const next = stays ? old : { ...place, objects: objectsOf(post, eye, visitor, place) };
      now.set(visitor.id, next);
      for (const object of next.objects) objects.push(object);
    }
    known = now;
    return { atMs, objects: withVisibility(objects) };
  };
}

function objectsOf(post: Post, eye: Eye, visitor: Visitor, place: Place): TruthObject[] {
  const { asset, id, load, cover } = visitor;
  const hull = hullOf(asset, {
    ...(visitor.parked && { pose: 'parked' as const }),
    moving: place.speed > 0.1,
  });
  const y = groundHeight(post.layout, place.z);
  const at = { ...place, y };
  const common = { actor: id, ...factsOf(eye.position, place, y + asset.height / 2) };
  const whole = seen(eye.extent(hull, at));
  if (whole === undefined) return [];
  const parts = (asset.parts ?? []).flatMap((part, index) => {
    const box = seen(eye.extent(part.hull, at));
    return box ? [{ ...common, class: part.class, part: index, ...box }] : [];
  });
  const told = {
    ...{ ...common, class: asset.class, ...whole },
    ...(load !== undefined && { load }),
    ...(cover !== undefined && { cover }),
  };
  return [told, ...parts];
}

function seen(extent: Box | undefined) {
  if (extent === undefined) return undefined;
  const { left, top, right, bottom } = extent;
  const box = {
    left: Math.max(0, left),
    top: Math.max(0, top),
    right: Math.min(1, right),
    bottom: Math.min(1, bottom),
  };
  if (box.right - box.left < 0.002 || box.bottom - box.top < 0.002) return undefined;
  const cut = left < 0 || top < 0 || right > 1 || bottom > 1;
  const inside =
    ((box.right - box.left) * (box.bottom - box.top)) / ((right - left) * (bottom - top));
  return { extent, box, cut, visibility: inside };
}

function factsOf(eye: Vec3, { x, z, heading, speed }: Place, y: number) {
  const [dx, dz] = [eye[0] - x, eye[2] - z];
  const toEye = Math.atan2(-dz, dx) / RADIANS;
  return {
    distance: Math.hypot(dx, eye[1] - y, dz),
    speed,
    aspect: Math.abs(evenAngle(heading - toEye)),
  };
}

function withVisibility(objects: readonly TruthObject[]): TruthObject[] {
  return objects.map((object) => {
    const hiding = objects
      .filter((other) => mayHide(other, object))
      .map(({ box }) => narrowed(box));
    if (hiding.length === 0) return object;
    return { ...object, visibility: object.visibility * freeShare(object.box, hiding) };
  });
}

function mayHide(other: TruthObject, object: TruthObject): boolean {
  const [a, b] = [other.box, object.box];
  return (
    other.actor !== object.actor &&
    other.distance < object.distance &&
    // of a thing with parts the parts hide, the air between them does not
    other.class !== 'stall' &&
    other.class !== 'prop' &&
    a.left < b.right &&
    b.left < a.right &&
    a.top < b.bottom &&
    b.top < a.bottom
  );
}

function narrowed({ left, top, right, bottom }: Box): Box {
  const [x, y] = [((right - left) * (1 - SOLID)) / 2, ((bottom - top) * (1 - SOLID)) / 2];
  return { left: left + x, right: right - x, top: top + y, bottom: bottom - y };
}

function freeShare({ left, top, right, bottom }: Box, hiding: readonly Box[]): number {
  let free = 0;
  for (let row = 0; row < GRID; row += 1) {
    const y = top + ((row + 0.5) / GRID) * (bottom - top);
    for (let column = 0; column < GRID; column += 1) {
      const x = left + ((column + 0.5) / GRID) * (right - left);
      const isHidden = hiding.some(
        (box) => x > box.left && x < box.right && y > box.top && y < box.bottom,
      );
      if (!isHidden) free += 1;
    }
  }
  return free / (GRID * GRID);
}
