import { Box3, type Object3D, Vector3 } from 'three';
import { RADIANS, type Vec3 } from '../world/vector.ts';
import type { ActorModel, ActorState, SceneActor } from './contract.ts';

/** An actor of the scene, how it was drawn last, and how far its parts can reach. */
export interface ActorEntry {
  readonly actor: SceneActor;
  readonly model: ActorModel;
  /** Corners of a box around everything it shows, in its own axes, metres. */
  readonly reach: readonly Vec3[];
  /** As drawn last; undefined while it is not there. */
  drawn: ActorState | undefined;
  /** Whether its shadow lies in the map of what moves. */
  moves: boolean | undefined;
}

/** Room for swinging legs and lamps' glow around the measured box, metres. */
const ROOM = 0.3;

export function entryOf(actor: SceneActor, model: ActorModel): ActorEntry {
  return { actor, model, reach: reachOf(model.object, actor), drawn: undefined, moves: undefined };
}

function reachOf(object: Object3D, { asset }: SceneActor): readonly Vec3[] {
  object.updateMatrixWorld(true);
  const box = new Box3().setFromObject(object);
  for (const point of asset.hull) box.expandByPoint(new Vector3(...point));
  box.expandByScalar(ROOM);
  const { min, max } = box;
  return [min.x, max.x].flatMap((x) =>
    [Math.max(min.y, -0.2), max.y].flatMap((y) => [min.z, max.z].map((z): Vec3 => [x, y, z])),
  );
}

/** Its reach where it stands, in the world. */
export function reachAt(entry: ActorEntry, state: ActorState): readonly Vec3[] {
  const [px, py, pz] = state.position;
  const [sin, cos] = [Math.sin(state.heading * RADIANS), Math.cos(state.heading * RADIANS)];
  return entry.reach.map(([x, y, z]) => [px + x * cos + z * sin, py + y, pz - x * sin + z * cos]);
}

/** Whether two states look the same. */
export function sameState(a: ActorState | undefined, b: ActorState | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.position.every((value, axis) => value === b.position[axis]) &&
    a.heading === b.heading &&
    a.travelled === b.travelled &&
    a.speed === b.speed &&
    a.braking === b.braking
  );
}
