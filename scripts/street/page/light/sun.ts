import { DirectionalLight, type Object3D, Vector3 } from 'three';
import type { LightSetting } from './setting.ts';

/** Layers of what throws shadows: what stands is drawn into one map, what moves into another. */
const STANDING_LAYER = 1;
const MOVING_LAYER = 2;

const DISTANCE = 90;
/** Half of what the shadow map of what stands covers, metres, for every shadow texel of 1/2048. */
const REACH = 34;

/** The sun and its double that carries the moving shadows; see `patchLighting`. */
export interface Sun {
  readonly standing: DirectionalLight;
  readonly moving: DirectionalLight;
  /** Centre of what is lit with shadows, on the ground. */
  aim(x: number, z: number): void;
}

/** Makes both; `standing` draws its map only when its `shadow.needsUpdate` is set. */
export function makeSun(setting: LightSetting): Sun {
  const standing = lightOf(setting, setting.sunStrength, STANDING_LAYER, 2048);
  const moving = lightOf(setting, 0, MOVING_LAYER, 1024);
  standing.shadow.autoUpdate = false;
  moving.shadow.autoUpdate = false;
  const direction = new Vector3(...setting.sun).normalize().multiplyScalar(DISTANCE);
  const aim = (x: number, z: number) => {
    for (const light of [standing, moving]) {
      light.target.position.set(x, 0, z);
      light.position.set(x, 0, z).add(direction);
    }
  };
  return { standing, moving, aim };
}

function lightOf(setting: LightSetting, strength: number, layer: number, size: number) {
  const light = new DirectionalLight(setting.sunColour, strength);
  light.castShadow = true;
  const { shadow } = light;
  shadow.mapSize.set(size, size);
  shadow.radius = (setting.shadowBlur * size) / 2048;
  shadow.intensity = setting.shadowStrength;
  shadow.bias = -0.0006;
  shadow.normalBias = 0.03;
  shadow.camera.layers.set(layer);
  Object.assign(shadow.camera, { left: -REACH, right: REACH, top: REACH, bottom: -REACH });
  Object.assign(shadow.camera, { near: 1, far: DISTANCE * 2 });
  return light;
}

/** Puts a thing and all its parts into the shadow map of what stands or of what moves. */
export function castFrom(object: Object3D, moves: boolean): void {
  object.traverse((part) => {
    part.layers.disable(moves ? STANDING_LAYER : MOVING_LAYER);
    part.layers.enable(moves ? MOVING_LAYER : STANDING_LAYER);
  });
}
