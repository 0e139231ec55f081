import { Box3, Group, type Object3D } from 'three';
import type { CameraPose, PictureSize } from '../../world/camera.ts';
import type { Vec3 } from '../../world/vector.ts';
import { samePose } from '../camera-pose.ts';
import type { SceneDescription } from '../contract.ts';
import type { LightSetting } from '../light/setting.ts';
import type { Region } from '../page-api.ts';
import { overlap, regionOf } from '../screen-region.ts';
import { buildBackdrop } from './backdrop.ts';
import { buildBollards } from './bollards.ts';
import { buildGround } from './ground.ts';
import { buildHouses } from './houses.ts';
import { buildLamps } from './lamps.ts';
import { buildMarkings } from './markings.ts';
import { buildSite } from './site.ts';
import type { StreetPlan } from './street-plan.ts';
import { buildTraces } from './traces.ts';
import { buildGrove, buildTrees, type Obstacle } from './trees.ts';

/** All that stands still from the first picture to the last. */
export interface Street {
  readonly object: Object3D;
  /** To be called when the camera moved: trees and lamps right before it make room. */
  follow(pose: CameraPose): void;
  /** Hides what cannot touch a region of the picture. */
  cull(pose: CameraPose, size: PictureSize, region: Region): void;
  /** Shows all again, the street itself too where it was hidden. */
  showAll(): void;
}

interface Part {
  readonly object: Object3D;
  readonly corners: readonly Vec3[];
  readonly obstacle?: Obstacle;
}

/** Builds a street; what is random about it comes from the scene's seed. */
export function buildStreet(scene: SceneDescription, setting: LightSetting): Street {
  const plan: StreetPlan = { layout: scene.street, seed: scene.seed, setting, light: scene.light };
  const object = new Group();
  const flat = [...buildGround(plan), ...buildTraces(plan), ...buildMarkings(plan)];
  const obstacles = [...buildTrees(plan), ...buildLamps(plan)];
  const parts: readonly Part[] = [
    ...[
      ...flat,
      ...buildHouses(plan),
      ...buildBackdrop(plan),
      ...buildSite(plan),
      ...buildBollards(plan),
      ...buildGrove(plan),
    ].map((part) => partOf(object, part)),
    ...obstacles.map((obstacle) => ({ ...partOf(object, obstacle.object), obstacle })),
  ];
  let shown: ReadonlySet<Part> = new Set(parts);
  let seenFrom: CameraPose | undefined;
  let places: ReadonlyMap<Part, Region | undefined> = new Map();
  return {
    object,
    follow: (pose) => {
      shown = new Set(parts.filter(({ obstacle }) => !obstacle || !stands(obstacle, pose)));
    },
    cull: (pose, size, region) => {
      if (seenFrom === undefined || !samePose(seenFrom, pose)) {
        seenFrom = pose;
        places = new Map(parts.map((part) => [part, regionOf(pose, size, part.corners, 1)]));
      }
      for (const part of parts)
        part.object.visible = shown.has(part) && overlap(places.get(part), region);
    },
    showAll: () => {
      object.visible = true;
      for (const part of parts) part.object.visible = shown.has(part);
    },
  };
}

function partOf(street: Object3D, object: Object3D): Part {
  street.add(object);
  object.updateMatrixWorld(true);
  return { object, corners: cornersOf(object) };
}

/** Room that whoever hung the camera has made: nothing on the near side right before it. */
const ROOM = 15;
const HIGH = 15;

function stands({ x, z, near }: Obstacle, { position }: CameraPose): boolean {
  if (position[1] > HIGH) return near;
  return Math.hypot(x - position[0], z - position[2]) < (near ? ROOM : 3.5);
}

function cornersOf(part: Object3D): readonly Vec3[] {
  const { min, max } = new Box3().setFromObject(part);
  return [min.x, max.x].flatMap((x) =>
    [min.y, max.y].flatMap((y) => [min.z, max.z].map((z): Vec3 => [x, y, z])),
  );
}
