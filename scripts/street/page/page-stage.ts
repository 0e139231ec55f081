/// <reference lib="dom" />
import { PerspectiveCamera, Scene, type WebGLRenderer } from 'three';
import type { CameraPose } from '../world/camera.ts';
import type { Vec3 } from '../world/vector.ts';
import { aimSun, poseCamera, samePose } from './camera-pose.ts';
import { Cast } from './cast.ts';
import type { FrameState, SceneDescription } from './contract.ts';
import { Headlights } from './light/headlights.ts';
import { lightScene } from './light/light-scene.ts';
import { type LightSetting, settingOf } from './light/setting.ts';
import { patchLighting } from './light/shader-patch.ts';
import { withShadow } from './light/shadow-reach.ts';
import { environmentOf } from './light/sky.ts';
import { castFrom, makeSun, type Sun } from './light/sun.ts';
import type { Region } from './page-api.ts';
import { RegionRenderer, SPREAD } from './region-renderer.ts';
import { grown, merged, overlap, regionOf } from './screen-region.ts';
import { StillPicture } from './still-picture.ts';
import { buildStreet, type Street } from './street/build-street.ts';
import type { Studio, Studios } from './studio.ts';

/** Share of the picture that is cheaper to draw anew than to merge the samples of another region. */
const WASTE = 0.15;
/** Share of the picture from which on it is drawn whole. */
const MUCH = 0.8;

/** Developed pixels of regions, one after the other. */
interface Drawn {
  readonly regions: readonly Region[];
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** One scene: its street, its actors and what of them is in the picture already. */
export class PageStage {
  readonly #scene: Scene = new Scene();
  readonly #studio: Studio;
  readonly #renderer: WebGLRenderer;
  readonly #description: SceneDescription;
  readonly #setting: LightSetting;
  readonly #sun: Sun;
  readonly #headlights: Headlights;
  readonly #street: Street;
  readonly #cast: Cast;
  readonly #camera: PerspectiveCamera;
  readonly #regions: RegionRenderer;
  readonly #still: StillPicture | undefined;
  #pose: CameraPose | undefined;

  constructor(description: SceneDescription, studios: Studios) {
    this.#description = description;
    const { light, weather, street, size } = description;
    this.#setting = settingOf(light, weather);
    this.#studio = studios.of(patchLighting(street, this.#setting));
    this.#renderer = this.#studio.renderer;
    this.#regions = new RegionRenderer(this.#renderer, size, this.#setting);
    this.#camera = new PerspectiveCamera(40, size.width / size.height, 0.3, 420);
    this.#sun = makeSun(this.#setting);
    this.#headlights = new Headlights(this.#scene, this.#setting);
    this.#street = buildStreet(description, this.#setting);
    castFrom(this.#street.object, false);
    const sky = this.#studio.sky(`${light} ${weather}`, (by) => environmentOf(by, this.#setting));
    this.#street.object.add(lightScene(this.#scene, sky, this.#setting, description.seed));
    for (const light of [this.#sun.standing, this.#sun.moving])
      this.#scene.add(light, light.target);
    this.#scene.add(this.#street.object);
    this.#cast = new Cast(description, this.#setting, this.#scene, this.#sun);
    const lit = { scene: this.#scene, sun: this.#sun, headlights: this.#headlights };
    if (!description.roaming)
      this.#still = new StillPicture(this.#renderer, size, this.#setting, lit);
  }

  /** Draws what changed since the picture before (or all of it); the developed pixels of each region follow. */
  draw(state: FrameState, whole: boolean): Drawn {
    const { moving, standing } = this.#cast.set(state);
    const cameraMoved = !samePose(this.#pose, state.camera);
    if (cameraMoved) this.#setCamera(state.camera);
    const beams = this.#headlights.set(state.camera, this.#cast.present());
    const all = cameraMoved || whole || this.#still === undefined;
    const regionsOf = (points: readonly (readonly Vec3[])[]) =>
      all ? [this.#wholePicture()] : this.#regionsOf(points, state.camera);
    const regions = regionsOf([...moving, ...standing, ...beams]);
    if (regions.length > 0) this.#drawShadows();
    if (this.#still) this.#drawStill(this.#still, regionsOf(standing), state.camera);
    // what stands covers every pixel: nothing is left to clear
    this.#renderer.autoClear = this.#still === undefined;
    for (const region of regions) {
      this.#show(region, state.camera, (moves) => moves || this.#still === undefined);
      this.#regions.draw(this.#scene, this.#camera, region);
    }
    if (this.#still) this.#still.under.visible = false;
    this.#renderer.autoClear = false;
    const drawn = this.#read(all ? regions : this.#developed(regions));
    this.#renderer.autoClear = true;
    return drawn;
  }

  /** Brings the picture of what stands up to date and lays it under what will be drawn. */
  #drawStill(still: StillPicture, regions: readonly Region[], camera: CameraPose): void {
    for (const region of regions) {
      this.#show(region, camera, (moves) => !moves);
      still.draw(this.#scene, this.#camera, region);
    }
    still.follow(this.#camera);
    this.#street.object.visible = false;
    still.under.visible = true;
  }

  /** Hides what cannot touch a region, and actors that are not wanted. */
  #show(region: Region, camera: CameraPose, wanted: (moves: boolean) => boolean): void {
    const { size } = this.#description;
    if (this.#street.object.visible) this.#street.cull(camera, size, region);
    this.#cast.show(
      (reach, moves) => wanted(moves) && overlap(regionOf(camera, size, reach, 1), region),
    );
  }

  #wholePicture(): Region {
    return { x: 0, y: 0, ...this.#description.size };
  }

  #developed(regions: readonly Region[]): readonly Region[] {
    return regions.map((region) => grown(region, SPREAD, this.#description.size));
  }

  #read(regions: readonly Region[]): Drawn {
    const bytes = regions.reduce((sum, { width, height }) => sum + width * height * 4, 0);
    const pixels = new Uint8Array(bytes);
    let at = 0;
    for (const region of regions) {
      const length = region.width * region.height * 4;
      this.#regions.read(region, pixels.subarray(at, at + length));
      at += length;
    }
    return { regions, pixels };
  }

  #setCamera(pose: CameraPose): void {
    poseCamera(this.#camera, this.#description.size, pose);
    aimSun(this.#sun, pose);
    this.#street.follow(pose);
    this.#pose = pose;
  }

  #regionsOf(changed: readonly (readonly Vec3[])[], camera: CameraPose): readonly Region[] {
    const { size } = this.#description;
    const margin = 2 + Math.ceil(this.#setting.shadowBlur / 2);
    const regions = changed.flatMap(
      (points) => regionOf(camera, size, withShadow(points, this.#setting), margin) ?? [],
    );
    const few = merged(regions, WASTE * size.width * size.height);
    const drawn = few.reduce((sum, { width, height }) => sum + width * height, 0);
    return drawn > MUCH * size.width * size.height ? [this.#wholePicture()] : few;
  }

  /** Draws the shadow maps that are out of date, apart from the picture, where nothing is hidden for speed. */
  #drawShadows(): void {
    this.#cast.show(() => true);
    this.#street.showAll();
    this.#renderer.setRenderTarget(null);
    const away = new PerspectiveCamera(1, 1, 0.01, 0.02);
    away.position.set(0, 10_000, 0);
    this.#renderer.render(this.#scene, away);
  }

  dispose(): void {
    this.#regions.dispose();
    this.#still?.dispose();
    this.#studio.clear([this.#scene, this.#regions.develop]);
  }
}
