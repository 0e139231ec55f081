import { Color, FogExp2, HemisphereLight, type Mesh, type Scene, type Texture } from 'three';
import type { LightSetting } from './setting.ts';
import { skyDome } from './sky.ts';

/** The sky: as a dome (returned, to be added to what stands), as light from above and below, as what things mirror, and as haze. */
export function lightScene(
  scene: Scene,
  environment: Texture,
  setting: LightSetting,
  seed: number,
): Mesh {
  const { zenith, horizon, bounce, ambient, mirror, fog } = setting;
  scene.environment = environment;
  scene.environmentIntensity = mirror;
  const sky = new HemisphereLight(zenith, bounce, ambient);
  sky.color.lerp(new Color(horizon), 0.5);
  const haze = new Color(horizon).multiplyScalar(ambient * 0.4);
  scene.fog = new FogExp2(haze.getHex(), fog);
  scene.add(sky);
  return skyDome(setting, seed);
}
