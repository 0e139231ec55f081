import type { Scene } from 'three';
import { RADIANS, type Vec3 } from '../world/vector.ts';
import { type ActorEntry, entryOf, reachAt, sameState } from './actor-entry.ts';
import { buildActor } from './build-actor.ts';
import type { ActorState, FrameState, SceneActor, SceneDescription } from './contract.ts';
import { contactSpot, contactTexture } from './light/contact.ts';
import type { LightSetting } from './light/setting.ts';
import { castFrom, type Sun } from './light/sun.ts';

/** The points around all that looks different, before and now. */
export interface Changes {
  /** Of what is moving. */
  readonly moving: (readonly Vec3[])[];
  /** Of what stands, or stood until now. */
  readonly standing: (readonly Vec3[])[];
}

/** The actors of a scene. */
export class Cast {
  readonly #scene: SceneDescription;
  readonly #sun: Sun;
  readonly #entries = new Map<string, ActorEntry>();

  /** Builds them all and adds them to `stage`, unseen. */
  constructor(scene: SceneDescription, setting: LightSetting, stage: Scene, sun: Sun) {
    this.#scene = scene;
    this.#sun = sun;
    const spots = contactTexture();
    for (const actor of scene.actors) {
      const model = buildActor(actor, scene);
      model.object.traverse((part) => {
        part.castShadow = true;
        part.receiveShadow = true;
      });
      const entry = entryOf(actor, model);
      model.object.add(contactSpot(actor.asset, spots, setting.contact));
      model.object.visible = false;
      this.#entries.set(actor.id, entry);
      stage.add(model.object);
    }
  }

  /** Puts everything where it is now. Throws where the state has an actor that the scene has not. */
  set(state: FrameState): Changes {
    const changes: Changes = { moving: [], standing: [] };
    const now = new Map(state.actors.map((actor) => [actor.id, actor]));
    for (const id of now.keys())
      if (!this.#entries.has(id)) throw new Error(`expected only actors of the scene, not '${id}'`);
    for (const [id, entry] of this.#entries) {
      const next = now.get(id);
      if (sameState(entry.drawn, next) && !(next && entry.model.restless)) continue;
      this.#note(entry, changes);
      this.#setActor(entry, next, state.atMs);
      this.#note(entry, changes);
    }
    return changes;
  }

  #note(entry: ActorEntry, changes: Changes): void {
    if (entry.drawn) changes[entry.moves ? 'moving' : 'standing'].push(reachAt(entry, entry.drawn));
  }

  #setActor(entry: ActorEntry, next: ActorState | undefined, atMs: number): void {
    const { object } = entry.model;
    const restless = this.#scene.shuffled === true || entry.model.restless;
    const moves = next === undefined ? entry.moves : next.speed > 0 || restless;
    if (moves === false || entry.moves === false) this.#sun.standing.shadow.needsUpdate = true;
    if (moves || entry.moves) this.#sun.moving.shadow.needsUpdate = true;
    if (moves !== undefined && moves !== entry.moves) castFrom(object, moves);
    entry.moves = moves;
    entry.drawn = next;
    object.visible = next !== undefined;
    if (!next) return;
    object.position.set(...next.position);
    object.rotation.y = next.heading * RADIANS;
    entry.model.update(next, { ...this.#scene, atMs });
  }

  /** Those that are there. */
  present(): (readonly [SceneActor, ActorState])[] {
    return [...this.#entries.values()].flatMap(({ actor, drawn }) =>
      drawn ? [[actor, drawn] as const] : [],
    );
  }

  /** Hides those that are there but not wanted: their shapes are the greatest part of the work. */
  show(wanted: (reach: readonly Vec3[], moves: boolean) => boolean): void {
    for (const entry of this.#entries.values())
      if (entry.drawn)
        entry.model.object.visible = wanted(reachAt(entry, entry.drawn), entry.moves === true);
  }
}
