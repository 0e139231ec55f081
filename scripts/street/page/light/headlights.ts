import { type Scene, SpotLight, Vector3 } from 'three';
import type { StreetClass } from '../../assets/asset.ts';
import type { CameraPose } from '../../world/camera.ts';
import { RADIANS, type Vec3 } from '../../world/vector.ts';
import type { ActorState, SceneActor } from '../contract.ts';
import type { LightSetting } from './setting.ts';

/** So many vehicles throw light on the road at once: those nearest to the camera. */
export const SLOTS = 3;
/** Metres. */
export const REACH = 20;
/** Half the opening of the cone, radians, and the share of it that fades. */
export const ANGLE = 0.42;
export const PENUMBRA = 0.9;
/** Power of the distance by which light falls off. */
export const DECAY = 1.6;
/** Low beams end so far over the lamp, metres. */
export const CUT = 0.3;
export const BEAM_COLOUR = '#fff3da';
const DOWN = 0.09;

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
  readonly #from = Array.from({ length: SLOTS }, () => new Vector3());
  readonly #along = Array.from({ length: SLOTS }, () => new Vector3());
  readonly #strengths = Array.from({ length: SLOTS }, () => 0);
  #corners: ReadonlyMap<string, Vec3[]> = new Map();
  /** The same beams for a shader of one's own. */
  readonly uniforms = {
    beamFrom: { value: this.#from },
    beamAlong: { value: this.#along },
    beamStrength: { value: this.#strengths },
  };

  constructor(scene: Scene, setting: LightSetting) {
    this.#strength = setting.headlights;
    const count = setting.headlights > 0 ? SLOTS : 0;
    this.#lights = Array.from({ length: count }, () => {
      const light = new SpotLight(BEAM_COLOUR, 0, REACH, ANGLE, PENUMBRA, DECAY);
      scene.add(light, light.target);
      return light;
    });
  }

  /** Sets the beams of a moment; returns the corners of what each can light that was not there before, or is no more. */
  set(camera: CameraPose, actors: readonly (readonly [SceneActor, ActorState])[]): Vec3[][] {
    const beams = this.#lights.length === 0 ? [] : nearest(camera, actors);
    for (const [index, light] of this.#lights.entries()) {
      const beam = beams[index];
      this.#strengths[index] = beam ? this.#strength : 0;
      if (!beam) continue;
      this.#from[index]?.set(...beam.from);
      this.#along[index]?.set(...beam.along).normalize();
      light.position.set(...beam.from);
      light.target.position.set(...beam.from).add(new Vector3(...beam.along));
    }
    this.on();
    const before = this.#corners;
    this.#corners = new Map(
      beams.map((beam) => [String([...beam.from, ...beam.along]), cornersOf(beam)]),
    );
    return [...without(before, this.#corners), ...without(this.#corners, before)];
  }

  on(): void {
    for (const [index, light] of this.#lights.entries())
      light.intensity = this.#strengths[index] ?? 0;
  }

  off(): void {
    for (const light of this.#lights) light.intensity = 0;
  }
}

function without<T>(of: ReadonlyMap<string, T>, other: ReadonlyMap<string, T>): T[] {
  return [...of].flatMap(([key, value]) => (other.has(key) ? [] : [value]));
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

/** Corners of all that it can light on what stands: from the ground to a little over the lamp. */
function cornersOf({ from: [x, y, z], along: [dx, , dz] }: Beam): Vec3[] {
  const wide = Math.tan(ANGLE) * REACH * 1.02;
  return [-0.2, y + CUT].flatMap((height): Vec3[] => [
    [x, height, z],
    [x + dx * REACH - dz * wide, height, z + dz * REACH + dx * wide],
    [x + dx * REACH + dz * wide, height, z + dz * REACH - dx * wide],
  ]);
}
