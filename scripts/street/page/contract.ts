import type { Object3D } from 'three';
import type { Asset, Cover, Load, LoadMaterial, Opening } from '../assets/asset.ts';
import type { CameraPose, PictureSize } from '../world/camera.ts';
import type { StreetLayout } from '../world/layout.ts';
import type { Light, Weather } from '../world/scenario.ts';
import type { Vec3 } from '../world/vector.ts';

/** All that stays the same through a film; sent to the page once. Plain JSON. */
export interface SceneDescription {
  readonly seed: number;
  readonly size: PictureSize;
  readonly light: Light;
  readonly weather: Weather;
  readonly street: StreetLayout;
  readonly actors: readonly SceneActor[];
  /** The camera is elsewhere in every picture (a flight): nothing is kept between them. */
  readonly roaming?: boolean;
  /** The actors are elsewhere in every picture (single shots): only the street is kept between them. */
  readonly shuffled?: boolean;
}

export interface SceneActor {
  readonly id: string;
  readonly asset: Asset;
  readonly look: Look;
}

/** What one actor looks like beyond its asset. */
export interface Look {
  /** '#rrggbb'; by default drawn from `seed`. */
  readonly paint?: string;
  readonly plate?: string;
  readonly load?: Load;
  readonly material?: LoadMaterial;
  readonly cover?: Cover;
  /** Of a tarpaulin: a corner is torn off. */
  readonly torn?: boolean;
  /** Of a cover that is partial; by default drawn from `seed`. */
  readonly opening?: Opening;
  readonly pose?: 'stand' | 'sell' | 'sweep' | 'sit';
  /** All that is random about it comes from here. */
  readonly seed: number;
}

/** One picture: where everything is. Plain JSON. */
export interface FrameState {
  readonly atMs: number;
  readonly camera: CameraPose;
  /** Only those that are there. */
  readonly actors: readonly ActorState[];
}

export interface ActorState {
  readonly id: string;
  readonly position: Vec3;
  /** Degrees, 0 looks along +x, 90 towards -z (counter-clockwise seen from above). */
  readonly heading: number;
  /** Metres gone so far: wheels and legs turn by it. */
  readonly travelled: number;
  /** Metres per second. */
  readonly speed: number;
  readonly braking: boolean;
}

/** A thing in the three.js scene: origin and axes as in `Asset` (+x front, y up, +z right), metres. */
export interface ActorModel {
  readonly object: Object3D;
  /**
   * Turns wheels, moves legs, lights lamps; cheap, called for every picture in which it moves (`restless`:
   * for every picture). `atMs` is the picture's time, by which people sway, sell and sweep.
   */
  update(state: ActorState, scene: { readonly light: Light; readonly atMs?: number }): void;
  /** A standing person sways, a standing car does not: whether it changes while its state does not. */
  readonly restless: boolean;
}

/** Makes a thing: `page/cars/`, `page/tippers/`, `page/people/`, `page/stalls/` export one each. */
export type BuildActor = (
  actor: SceneActor,
  scene: { readonly light: Light; readonly weather?: Weather },
) => ActorModel;
