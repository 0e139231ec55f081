import { type Scene, SpotLight, Vector3 } from 'three';
import type { StreetClass } from '../../assets/asset.ts';
import type { CameraPose } from '../../world/camera.ts';
import { RADIANS, type Vec3 } from '../../world/vector.ts';
import type { ActorState, SceneActor } from '../contract.ts';
import type { LightSetting } from './setting.ts';

/** So many vehicles throw light on the road at once: those nearest to the camera. */
const SLOTS = 3;
const REACH = 16;
const ANGLE = 0.42;
const DOWN = 0.12;

const LIT: ReadonlySet<StreetClass> = new Set<StreetClass>([
  ...(['car', 'van', 'bus', 'truck', 'muck-truck', 'service-vehicle'] as const),
  ...(['motorcycle', 'tricycle'] as const),
]);

/** A vehicle with its lamps on: one beam from the middle of its front. */
interface Beam {
  readonly from: Vec3;
  readonly along: Vec3;
}

/** Beams on the road, a fixed number of lights so that no shader is ever built anew. */
export class Headlights {
  readonly #lights: readonly SpotLight[];
  readonly #strength: number;

  constructor(scene: Scene, setting: LightSetting) {
    this.#strength = setting.headlights;
    const count = setting.headlights > 0 ? SLOTS : 0;
    this.#lights = Array.from({ length: count }, () => {
      const light = new SpotLight('#fff3da', 0, REACH, ANGLE, 0.7, 1.6);
      scene.add(light, light.target);
      return light;
    });
  }

  /** Sets the beams of a moment; returns for each the corners of what it can light. */
  set(camera: CameraPose, actors: readonly (readonly [SceneActor, ActorState])[]): Vec3[][] {
    const beams = this.#lights.length === 0 ? [] : nearest(camera, actors);
    for (const [index, light] of this.#lights.entries()) {
      const beam = beams[index];
      light.intensity = beam ? this.#strength : 0;
      if (!beam) continue;
      light.position.set(...beam.from);
      light.target.position.set(...beam.from).add(new Vector3(...beam.along));
    }
    return beams.map(cornersOf);
  }
}

function nearest(
  camera: CameraPose,
  actors: readonly (readonly [SceneActor, ActorState])[],
): Beam[] {
  const lit = actors.filter(
    ([actor, state]) => LIT.has(actor.asset.class) && (state.speed > 0.05 || state.braking),
  );
  const distance = ([, { position }]: readonly [SceneActor, ActorState]) =>
    Math.hypot(...position.map((value, axis) => value - (camera.position[axis] ?? 0)));
  return lit
    .toSorted((a, b) => distance(a) - distance(b) || (a[1].id < b[1].id ? -1 : 1))
    .slice(0, SLOTS)
    .map(([{ asset }, { position, heading }]) => {
      const [sin, cos] = [Math.sin(heading * RADIANS), Math.cos(heading * RADIANS)];
      const ahead = asset.length / 2 + 0.1;
      const height = Math.min(0.8, asset.height * 0.45);
      return {
        from: [position[0] + cos * ahead, position[1] + height, position[2] - sin * ahead],
        along: [cos, -DOWN, -sin],
      };
    });
}

/** The tip of the cone and a frame around its end. */
function cornersOf({ from, along }: Beam): Vec3[] {
  const wide = Math.tan(ANGLE) * REACH * 1.02;
  const [dx, dy, dz] = along;
  const flat = Math.hypot(dx, dz);
  const end = [from[0] + dx * REACH, from[1] + dy * REACH, from[2] + dz * REACH] as const;
  const side = [(-dz / flat) * wide, (dx / flat) * wide] as const;
  const corners = [-1, 1].flatMap((across) =>
    [-1, 1].map(
      (up): Vec3 => [
        end[0] + side[0] * across,
        Math.max(-0.2, end[1] + up * wide),
        end[2] + side[1] * across,
      ],
    ),
  );
  // the foot below the lamp: the beam meets the road long before its end
  return [from, [from[0], -0.2, from[2]], ...corners];
}
