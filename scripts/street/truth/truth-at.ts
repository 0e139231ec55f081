import type { Box } from '../../../agent/core/geometry/box.ts';
import type { Asset } from '../assets/asset.ts';
import type { ActorState } from '../page/contract.ts';
import { evenAngle } from '../world/angle.ts';
import { cameraAt } from '../world/camera-at.ts';
import { stateAt } from '../world/frame-state.ts';
import type { Scenario } from '../world/scenario.ts';
import { RADIANS, type Vec3 } from '../world/vector.ts';
import type { TruthFrame, TruthObject } from './frame.ts';
import { type Body, type Lens, type Seen, seenFrom } from './seen.ts';
import { viewOf } from './silhouette.ts';
import { isBefore } from './solid.ts';
import { cutToPicture, visibleShare } from './visible-share.ts';

/**
 * What is in the picture at a moment (ms from the start): in the order of the actors, each followed by its
 * parts and its rider. Only what has some part in the picture is told, even where all of it is hidden.
 * Actors hide one another, parts those of the same actor too; trees, poles and houses hide nothing. A
 * thing with parts hides (and shows) no more than its parts; all silhouettes are convex.
 * Throws RangeError where an asset is not in the catalog.
 */
export function truthAt(scenario: Scenario, atMs: number): TruthFrame {
  const pose = cameraAt(scenario, atMs);
  const { size } = scenario.camera;
  const lens: Lens = { pose, size, view: viewOf(pose, size) };
  const seen = scenario.actors.flatMap((actor) => {
    const state = stateAt(actor, scenario.street, atMs);
    return state === undefined ? [] : (seenFrom(lens, actor, state) ?? []);
  });
  return { atMs, objects: seen.flatMap((one) => objectsOf(one, seen, pose.position)) };
}

function objectsOf(one: Seen, all: readonly Seen[], eye: Vec3): TruthObject[] {
  const { actor, asset, state, whole, bodies, rider } = one;
  const others = all
    .filter((other) => other !== one && overlap(other.whole.extent, whole.extent))
    .flatMap((other) => other.bodies);
  const facts = factsOf(state, asset, eye);
  const before = others.filter((other) => bodies.some((body) => hides(other, body, eye)));
  const object = seenObject(bodies, whole.extent, before);
  if (object === undefined) return [];
  const { load, cover, plate } = actor;
  const told: TruthObject = {
    ...{ actor: actor.id, class: asset.class, ...object, ...facts },
    ...(load !== undefined && { load }),
    ...(cover !== undefined && { cover }),
    ...(plate !== undefined && { plate }),
  };
  const labelled = [...bodies, ...(rider ? [rider] : [])];
  const parts = labelled.flatMap((body): TruthObject[] => {
    const { part, class: of, silhouette } = body;
    if (part === undefined || of === undefined) return [];
    const fellows = body === rider ? [] : bodies.filter((fellow) => fellow !== body);
    const hiding = [...others, ...fellows].filter((other) => hides(other, body, eye));
    const piece = seenObject([body], silhouette.extent, hiding);
    return piece === undefined ? [] : [{ actor: actor.id, class: of, part, ...piece, ...facts }];
  });
  return [told, ...parts];
}

function seenObject(bodies: readonly Body[], extent: Box, before: readonly Body[]) {
  const box = cutToPicture(extent);
  if (box === undefined) return undefined;
  const [own, hiding] = [bodies, before].map((each) => each.map(({ silhouette }) => silhouette));
  const cut = extent.left < 0 || extent.top < 0 || extent.right > 1 || extent.bottom > 1;
  return { extent, box, cut, visibility: visibleShare(own ?? [], extent, box, hiding ?? []) };
}

function hides(other: Body, body: Body, eye: Vec3): boolean {
  return (
    overlap(other.silhouette.extent, body.silhouette.extent) &&
    isBefore(other.solid, body.solid, eye)
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The aspect is measured on the ground: a car that drives below a drone towards its foot has 0. */
function factsOf({ position, heading, speed }: ActorState, asset: Asset, eye: Vec3) {
  const [dx, dz] = [eye[0] - position[0], eye[2] - position[2]];
  const toEye = Math.atan2(-dz, dx) / RADIANS;
  return {
    distance: Math.hypot(dx, eye[1] - position[1] - asset.height / 2, dz),
    speed,
    aspect: Math.abs(evenAngle(heading - toEye)),
  };
}
