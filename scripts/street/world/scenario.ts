import type { ZoneKind } from '../../../agent/core/geometry/zone.ts';
import type { Cover, Load, LoadMaterial, Opening, Split } from '../assets/asset.ts';
import type { CameraPose, PictureSize } from './camera.ts';
import type { StreetLayout } from './layout.ts';
import type { GroundPoint } from './vector.ts';

export type Light = 'day' | 'low-sun' | 'overcast' | 'dusk' | 'night' | 'infrared';
export type Weather = 'clear' | 'rain' | 'wet' | 'fog';

/** A street, a camera and what happens: all that truth and pictures are made of. Times in ms from the start. */
export interface Scenario {
  readonly name: string;
  /** One sentence for people. */
  readonly about: string;
  readonly family: string;
  readonly split: Split;
  readonly seed: number;
  readonly durationMs: number;
  /** Wall time of the first picture. */
  readonly startUtcMs: number;
  readonly light: Light;
  readonly weather: Weather;
  readonly street: StreetLayout;
  readonly camera: SceneCamera;
  readonly zones: readonly GroundZone[];
  readonly actors: readonly Actor[];
  readonly faults: readonly PictureFault[];
  readonly rules: readonly SceneRule[];
  readonly expect: readonly ExpectedEpisode[];
  /** Times of the rules against a real site's (1 = not shortened). */
  readonly shortened: number;
}

export interface SceneCamera {
  readonly mount: string;
  readonly size: PictureSize;
  readonly fps: number;
  /** By time; one for a fixed camera, more for drones and PTZ, moved evenly in between. */
  readonly keys: readonly (CameraPose & { readonly atMs: number })[];
  readonly codec: 'h264' | 'h265';
  /** Seconds from key frame to key frame. */
  readonly gopSeconds: number;
  readonly bFrames: number;
  readonly bitrateKbps: number;
  /** 0 none to 1 very noisy. */
  readonly noise: number;
  readonly burnedClock: boolean;
  /** A second, small stream. */
  readonly sub?: PictureSize & { readonly fps: number };
  /** WGS-84 of the world's origin, for drones: x is east, -z north. */
  readonly anchor?: { readonly lat: number; readonly lng: number; readonly alt: number };
}

export interface GroundZone {
  readonly id: string;
  readonly kind: ZoneKind;
  readonly ground: readonly GroundPoint[];
  /** As the agent's config writes it, e.g. '18:00-23:00'. */
  readonly hours?: string;
}

/** A point of a path. Between points it moves smoothly and stands still where place does not change. */
export interface Waypoint {
  readonly atMs: number;
  readonly x: number;
  readonly z: number;
  /** Degrees, 0 looks along +x, 90 towards -z; by default where it goes. */
  readonly heading?: number;
}

export interface Actor {
  readonly id: string;
  readonly asset: string;
  /** Not there before the first point and after the last. */
  readonly path: readonly Waypoint[];
  readonly paint?: string;
  /** Chinese plate, e.g. '渝A8D213'. */
  readonly plate?: string;
  readonly load?: Load;
  readonly material?: LoadMaterial;
  readonly cover?: Cover;
  /** Of a tarpaulin: a corner is torn off. It is closed all the same. */
  readonly torn?: boolean;
  /** Of a cover that is partial; by default drawn. A heap has no lid: its cloth is rolled back. */
  readonly opening?: Opening;
  /** People: what they do where they stand. */
  readonly pose?: 'stand' | 'sell' | 'sweep' | 'sit';
}

/** What goes wrong with the picture, not with the world. */
export interface PictureFault {
  readonly kind: 'frozen' | 'covered' | 'dirt' | 'nudge' | 'blur' | 'dropped' | 'grey';
  readonly fromMs: number;
  readonly toMs: number;
  /** 0 to 1; of a nudge: share of the picture's width. */
  readonly amount: number;
}

/** A rule that the agent shall run, by the name of a shipped rule, with settings of the config's own names. */
export interface SceneRule {
  readonly use: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What an ideal agent reports. */
export interface ExpectedEpisode {
  readonly kind: string;
  readonly actor: string;
  readonly zone?: string;
  /** It stopped, it appeared, it entered. */
  readonly fromMs: number;
  /** When the violation is complete; absent: it is `self-corrected`, never confirmed. */
  readonly confirmMs?: number;
  /** It is gone; absent: it is still there at the end. */
  readonly toMs?: number;
}
