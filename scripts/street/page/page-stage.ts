/// <reference lib="dom" />
import { NoToneMapping, PCFShadowMap, PerspectiveCamera, Scene, WebGLRenderer } from 'three';
import type { CameraPose } from '../world/camera.ts';
import { RADIANS, type Vec3 } from '../world/vector.ts';
import { type ActorEntry, entryOf, reachAt, sameState } from './actor-entry.ts';
import { buildActor } from './build-actor.ts';
import { aimSun, poseCamera, samePose } from './camera-pose.ts';
import type { ActorState, FrameState, SceneDescription } from './contract.ts';
import { contactSpot, contactTexture } from './light/contact.ts';
import { Headlights } from './light/headlights.ts';
import { lightScene } from './light/light-scene.ts';
import { type LightSetting, settingOf } from './light/setting.ts';
import { patchLighting } from './light/shader-patch.ts';
import { withShadow } from './light/shadow-reach.ts';
import { castFrom, makeSun, type Sun } from './light/sun.ts';
import type { Region } from './page-api.ts';
import { RegionRenderer, SPREAD } from './region-renderer.ts';
import { grown, merged, overlap, regionOf } from './screen-region.ts';
import { buildStreet, type Street } from './street/build-street.ts';

/** Pixels that are cheaper to draw anew than another walk through the scene. */
const WASTE = 40_000;
/** Share of the picture from which on it is drawn whole. */
const MUCH = 0.6;

/** One scene: its street, its actors and what of them is in the picture already. */
export class PageStage {
  readonly #scene: Scene = new Scene();
  readonly #renderer: WebGLRenderer;
  readonly #description: SceneDescription;
  readonly #setting: LightSetting;
  readonly #sun: Sun;
  readonly #headlights: Headlights;
  readonly #street: Street;
  readonly #entries = new Map<string, ActorEntry>();
  readonly #camera: PerspectiveCamera;
  readonly #regions: RegionRenderer;
  #pose: CameraPose | undefined;
  #beams: Vec3[][] = [];

  constructor(description: SceneDescription) {
    this.#description = description;
    const { light, weather, street, seed, size } = description;
    this.#setting = settingOf(light, weather);
    patchLighting(street, this.#setting);
    this.#renderer = rendererOf();
    this.#regions = new RegionRenderer(this.#renderer, size, this.#setting);
    this.#camera = new PerspectiveCamera(40, size.width / size.height, 0.3, 420);
    this.#sun = makeSun(this.#setting);
    this.#headlights = new Headlights(this.#scene, this.#setting);
    this.#street = buildStreet(description, this.#setting);
    castFrom(this.#street.object, false);
    lightScene(this.#scene, this.#renderer, this.#setting, seed);
    for (const light of [this.#sun.standing, this.#sun.moving])
      this.#scene.add(light, light.target);
    this.#scene.add(this.#street.object);
    this.#addActors();
  }

  #addActors(): void {
    const spots = contactTexture();
    for (const actor of this.#description.actors) {
      const model = buildActor(actor, this.#description);
      model.object.traverse((part) => {
        part.castShadow = true;
        part.receiveShadow = true;
      });
      const entry = entryOf(actor, model);
      model.object.add(contactSpot(actor.asset, spots, this.#setting.contact));
      model.object.visible = false;
      this.#entries.set(actor.id, entry);
      this.#scene.add(model.object);
    }
  }

  /** Draws what changed since the picture before (or all of it); the developed pixels of each region follow. */
  draw(
    state: FrameState,
    whole: boolean,
  ): { regions: readonly Region[]; pixels: Uint8Array<ArrayBuffer> } {
    const cameraMoved = !samePose(this.#pose, state.camera);
    if (cameraMoved) this.#setCamera(state.camera);
    const changed = this.#setActors(state);
    const all = cameraMoved || whole;
    const regions = all ? [this.#wholePicture()] : this.#regionsOf(changed, state.camera);
    this.#showActors(() => true);
    if (regions.length > 0) this.#drawShadows();
    for (const region of regions) {
      this.#street.cull(state.camera, this.#description.size, region);
      this.#showActors((reach) => this.#touches(reach, state.camera, region));
      this.#regions.draw(this.#scene, this.#camera, region);
    }
    return this.#read(all ? regions : this.#developed(regions));
  }

  /** Hides the actors that are there but not in a region: their shapes are the greatest part of the work. */
  #showActors(wanted: (reach: readonly Vec3[]) => boolean): void {
    for (const entry of this.#entries.values())
      if (entry.drawn) entry.model.object.visible = wanted(reachAt(entry, entry.drawn));
  }

  #touches(points: readonly Vec3[], camera: CameraPose, region: Region): boolean {
    return overlap(regionOf(camera, this.#description.size, points, 1), region);
  }

  #wholePicture(): Region {
    return { x: 0, y: 0, ...this.#description.size };
  }

  #developed(regions: readonly Region[]): readonly Region[] {
    return regions.map((region) => grown(region, SPREAD, this.#description.size));
  }

  #read(regions: readonly Region[]): {
    regions: readonly Region[];
    pixels: Uint8Array<ArrayBuffer>;
  } {
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

  /** Puts everything where it is now; returns the points around all that looks different, before and now. */
  #setActors(state: FrameState): readonly (readonly Vec3[])[] {
    const changed: (readonly Vec3[])[] = [];
    const now = new Map(state.actors.map((actor) => [actor.id, actor]));
    for (const id of now.keys())
      if (!this.#entries.has(id)) throw new Error(`expected only actors of the scene, not '${id}'`);
    const present: (readonly [ActorEntry['actor'], ActorState])[] = [];
    for (const [id, entry] of this.#entries) {
      const next = now.get(id);
      if (next) present.push([entry.actor, next]);
      if (sameState(entry.drawn, next) && !(next && entry.model.restless)) continue;
      if (entry.drawn) changed.push(reachAt(entry, entry.drawn));
      if (next) changed.push(reachAt(entry, next));
      this.#setActor(entry, next);
    }
    const beams = this.#headlights.set(state.camera, present);
    if (changed.length > 0) changed.push(...this.#beams, ...beams);
    this.#beams = beams;
    return changed;
  }

  #setActor(entry: ActorEntry, next: ActorState | undefined): void {
    const { object } = entry.model;
    const moves = next === undefined ? entry.moves : next.speed > 0 || entry.model.restless;
    if (moves === false || entry.moves === false) this.#sun.standing.shadow.needsUpdate = true;
    this.#sun.moving.shadow.needsUpdate = true;
    if (moves !== undefined && moves !== entry.moves) castFrom(object, moves);
    entry.moves = moves;
    entry.drawn = next;
    object.visible = next !== undefined;
    if (!next) return;
    object.position.set(...next.position);
    object.rotation.y = next.heading * RADIANS;
    entry.model.update(next, this.#description);
  }

  #regionsOf(changed: readonly (readonly Vec3[])[], camera: CameraPose): readonly Region[] {
    const { size } = this.#description;
    const margin = 2 + Math.ceil(this.#setting.shadowBlur / 2);
    const regions = changed.flatMap(
      (points) => regionOf(camera, size, withShadow(points, this.#setting), margin) ?? [],
    );
    const few = merged(regions, WASTE);
    const drawn = few.reduce((sum, { width, height }) => sum + width * height, 0);
    return drawn > MUCH * size.width * size.height ? [this.#wholePicture()] : few;
  }

  /** Draws the shadow maps that are out of date, apart from the picture, where nothing is hidden for speed. */
  #drawShadows(): void {
    this.#street.showAll();
    this.#renderer.setRenderTarget(null);
    const away = new PerspectiveCamera(1, 1, 0.01, 0.02);
    away.position.set(0, 10_000, 0);
    this.#renderer.render(this.#scene, away);
  }

  dispose(): void {
    this.#regions.dispose();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }
}

function rendererOf(): WebGLRenderer {
  const renderer = new WebGLRenderer({ antialias: false, powerPreference: 'high-performance' });
  renderer.setSize(4, 4, false);
  renderer.toneMapping = NoToneMapping;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  return renderer;
}
