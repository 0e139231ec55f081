import type { Asset, StreetClass } from '../assets/asset.ts';
import { assetOf } from '../assets/catalog.ts';
import { hullOf } from '../assets/pose-hull.ts';
import { ladenHull } from '../assets/tippers.ts';
import type { ActorState } from '../page/contract.ts';
import type { CameraPose, PictureSize } from '../world/camera.ts';
import type { Actor } from '../world/scenario.ts';
import { isOutside, type Silhouette, silhouetteOf, type View } from './silhouette.ts';
import { type Solid, solidOf } from './solid.ts';
import { cutToPicture } from './visible-share.ts';

/** Something convex that can be seen and can hide others: an actor, or each part of one with parts. */
export interface Body {
  readonly silhouette: Silhouette;
  readonly solid: Solid;
  /** With a label of its own: index of the part in its actor. */
  readonly part?: number;
  readonly class?: StreetClass;
}

/** What of an actor is before the camera. */
interface Shape {
  readonly whole: Silhouette;
  readonly bodies: readonly Body[];
  /** The person on it; its number follows those of the parts. */
  readonly rider?: Body;
}

export interface Seen extends Shape {
  readonly actor: Actor;
  readonly asset: Asset;
  readonly state: ActorState;
}

/** The camera of one picture. */
export interface Lens {
  readonly pose: CameraPose;
  readonly size: PictureSize;
  readonly view: View;
}

/** Above this a thing moves: riders are on it, people walk. Metres per second, as the page's builders. */
const MOVES = 0.05;

/** What stands before a camera that stands is projected once. */
const MEMORY = new WeakMap<
  Actor,
  { readonly key: readonly number[]; readonly shape: Shape | undefined }
>();

/** An actor as a camera sees it, whoever is before it; undefined where no part of it is in the picture. */
export function seenFrom(lens: Lens, actor: Actor, state: ActorState): Seen | undefined {
  const asset = assetOf(actor.asset);
  if (asset === undefined)
    throw new RangeError(`expected an asset of the catalog for ${actor.id}, not '${actor.asset}'`);
  const { position, yaw, pitch, roll, hfov } = lens.pose;
  const moving = state.speed > MOVES;
  const key = [
    ...[...position, yaw, pitch, roll, hfov, lens.size.width, lens.size.height],
    ...[...state.position, state.heading, moving ? 1 : 0],
  ];
  const known = MEMORY.get(actor);
  const same = known?.key.every((value, index) => value === key[index]);
  const shape = same ? known?.shape : shapeOf(lens.view, asset, actor, state, moving);
  if (!same) MEMORY.set(actor, { key, shape });
  return shape && { actor, asset, state, ...shape };
}

function shapeOf(
  view: View,
  asset: Asset,
  actor: Actor,
  state: ActorState,
  moving: boolean,
): Shape | undefined {
  const hull =
    asset.model === 'tipper'
      ? ladenHull(asset, actor.load, actor.cover)
      : hullOf(asset, { ...(actor.pose && { pose: actor.pose }), moving });
  if (isOutside(view, state, hull)) return undefined;
  const whole = silhouetteOf(view, state, hull);
  if (whole === undefined || cutToPicture(whole.extent) === undefined) return undefined;
  const parts = asset.parts ?? [];
  const labelled = [...parts, ...(moving && asset.rider ? [asset.rider] : [])].flatMap(
    (part, index): Body[] => {
      const silhouette = silhouetteOf(view, state, part.hull);
      const solid = solidOf(state, part.hull);
      return silhouette === undefined
        ? []
        : [{ silhouette, solid, part: index, class: part.class }];
    },
  );
  const rider = labelled.find(({ part = 0 }) => part >= parts.length);
  const bodies =
    parts.length > 0
      ? labelled.filter((body) => body !== rider)
      : [{ silhouette: whole, solid: solidOf(state, hull) }];
  return { whole, bodies, ...(rider && { rider }) };
}
