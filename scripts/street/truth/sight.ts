import type { Box } from '../../../agent/core/geometry/box.ts';
import { cameraAt } from '../world/camera-at.ts';
import { stateAt } from '../world/frame-state.ts';
import type { Scenario } from '../world/scenario.ts';
import { seenFrom } from './seen.ts';
import { viewOf } from './silhouette.ts';
import { cutToPicture } from './visible-share.ts';

/** The box of one actor, whoever stands before it. Shares of the picture. */
export interface Sight {
  readonly extent: Box;
  readonly box: Box;
}

/** Where one actor is in the picture at a moment; undefined while no part of it is. */
export function sightOf(scenario: Scenario, actorId: string, atMs: number): Sight | undefined {
  const actor = scenario.actors.find(({ id }) => id === actorId);
  const state = actor && stateAt(actor, scenario.street, atMs);
  if (actor === undefined || state === undefined) return undefined;
  const pose = cameraAt(scenario, atMs);
  const { size } = scenario.camera;
  const extent = seenFrom({ pose, size, view: viewOf(pose, size) }, actor, state)?.whole.extent;
  const box = extent && cutToPicture(extent);
  return extent && box && { extent, box };
}
