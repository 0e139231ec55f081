import { assetOf } from '../assets/catalog.ts';
import type { ActorState, FrameState, Look, SceneDescription } from '../page/contract.ts';
import { groundHeight } from './areas.ts';
import { cameraAt } from './camera-at.ts';
import type { StreetLayout } from './layout.ts';
import { placeAt } from './path.ts';
import { seedOf } from './random.ts';
import type { Actor, Scenario } from './scenario.ts';

/** What stays the same through a film. Throws RangeError where an actor's asset is not in the catalog. */
export function sceneOf(scenario: Scenario): SceneDescription {
  const { seed, light, weather, street, camera } = scenario;
  const actors = scenario.actors.map((actor) => {
    const asset = assetOf(actor.asset);
    if (asset === undefined)
      throw new RangeError(
        `expected an asset of the catalog for ${actor.id}, not '${actor.asset}'`,
      );
    return { id: actor.id, asset, look: lookOf(actor, seed) };
  });
  const roaming = camera.keys.length > 1;
  return { seed, size: camera.size, light, weather, street, actors, ...(roaming && { roaming }) };
}

function lookOf(actor: Actor, seed: number): Look {
  const { paint, plate, load, material, cover, torn, opening, pose } = actor;
  return {
    ...(paint !== undefined && { paint }),
    ...(plate !== undefined && { plate }),
    ...(load !== undefined && { load }),
    ...(material !== undefined && { material }),
    ...(cover !== undefined && { cover }),
    ...(torn !== undefined && { torn }),
    ...(opening !== undefined && { opening }),
    ...(pose !== undefined && { pose }),
    seed: seedOf(seed, 'look', actor.id),
  };
}

/** Where everything is at a moment, ms from the start. */
export function frameAt(scenario: Scenario, atMs: number): FrameState {
  return {
    atMs,
    camera: cameraAt(scenario, atMs),
    actors: scenario.actors.flatMap((actor) => stateAt(actor, scenario.street, atMs) ?? []),
  };
}

/** One actor at a moment; undefined while it is not there. */
export function stateAt(actor: Actor, street: StreetLayout, atMs: number): ActorState | undefined {
  const place = placeAt(actor.path, atMs);
  if (place === undefined) return undefined;
  const { x, z, ...rest } = place;
  return { id: actor.id, position: [x, groundHeight(street, z), z], ...rest };
}
