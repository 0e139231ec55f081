import type { Box } from '../../../agent/core/geometry/box.ts';
import { iou } from '../../../agent/core/geometry/iou.ts';
import type { Detection } from '../../../agent/core/vision/detection.ts';
import type { TruthFrame, TruthObject } from '../truth/frame.ts';
import type { PictureSize } from '../world/camera.ts';
import type { Light } from '../world/scenario.ts';
import { around, cutBy, jittered, suppressed, touch } from './box-noise.ts';
import type { Random } from './chance.ts';
import type { DetectorNoise } from './detector-noise.ts';
import {
  flash,
  type Ghost,
  ghostDetection,
  ghostsOf,
  glare,
  secondBox,
  stepGhost,
} from './false-boxes.ts';
import { FORGET_MS, firstLuck, nextLuck, type ObjectLuck, scoreOf } from './object-noise.ts';
import { baseLook, seenLook } from './paint.ts';

/** What the noise remembers. Bound: objects of the last two minutes, and the places of `noise.ghosts`. */
export interface NoiseState {
  readonly atMs: number;
  readonly objects: ReadonlyMap<string, ObjectLuck>;
  readonly looks: ReadonlyMap<string, readonly number[]>;
  readonly ghosts: readonly Ghost[];
}

const FLAT = 0.35;

/** What the noise needs to know of the picture. */
export interface Seeing {
  readonly light: Light;
  readonly size: PictureSize;
  /** '#rrggbb' of an actor; by default drawn from its name. */
  readonly paintOf?: (actor: string) => string | undefined;
  /** Angle under which the camera looks down on something's top, degrees; steeply where absent. */
  readonly downOn?: (object: TruthObject) => number | undefined;
  /** What earlier pictures showed (ms); by default this one: a reader looks back. */
  readonly frameAt?: (atMs: number) => TruthFrame;
}

interface Sight {
  readonly object: TruthObject;
  readonly key: string;
  readonly luck: ObjectLuck;
  readonly heightPx: number;
  /** What is nearer and touches its box. */
  readonly front: readonly Sight[];
}

/**
 * The detections of one picture: truth through the noise. Boxes are in shares of the picture. The same
 * state, frame and random numbers give the same detections; frames come in the order of time.
 */
export function noisyDetections(
  noise: DetectorNoise,
  before: NoiseState | undefined,
  frame: TruthFrame,
  seeing: Seeing,
  random: Random,
): { readonly state: NoiseState; readonly detections: readonly Detection[] } {
  const { atMs } = frame;
  const { light, size } = seeing;
  const dtMs = before === undefined ? 0 : atMs - before.atMs;
  const dark = light === 'night' || light === 'infrared';
  const aspect = size.width / size.height;
  const toPx = (size.height * noise.inputWidth) / size.width;
  const sights = sightsOf(noise, before, frame, { toPx, aspect }, random);
  const looks = new Map<string, readonly number[]>();
  for (const { key, object } of sights) {
    const known = before?.looks.get(key);
    looks.set(key, known ?? baseLook(key, seeing.paintOf?.(object.actor)));
  }
  const ghosts = (before?.ghosts ?? ghostsOf(noise, aspect, atMs, random)).map((ghost) =>
    stepGhost(noise, ghost, atMs, dtMs, random),
  );
  const things = sights.flatMap((sight) => detection(noise, sight, seeing, looks, random));
  const found = [
    ...things,
    ...things.flatMap((one) => secondBox(noise, one, random)),
    ...(dark ? sights.flatMap((sight) => glareOf(noise, sight, random)) : []),
    ...ghosts.filter(({ on }) => on).map((ghost) => ghostDetection(noise, ghost, dark, random)),
    ...flash(noise, aspect, dtMs, random),
  ].filter(({ score }) => score >= noise.threshold);
  return {
    state: { atMs, objects: remembered(before, sights, atMs), looks, ghosts },
    detections: suppressed(found, noise.suppressIou, sameGroup(noise)),
  };
}

function sightsOf(
  noise: DetectorNoise,
  before: NoiseState | undefined,
  { objects, atMs }: TruthFrame,
  { toPx, aspect }: { readonly toPx: number; readonly aspect: number },
  random: Random,
): Sight[] {
  const sights: Sight[] = [];
  for (const object of [...objects].sort((a, b) => a.distance - b.distance)) {
    const key = object.part === undefined ? object.actor : `${object.actor}/${object.part}`;
    const known = before?.objects.get(key);
    const luck = known
      ? nextLuck(noise, known, object, atMs, random)
      : firstLuck(noise, object, atMs, random);
    const hidden = object.visibility < 0.97;
    const front = hidden
      ? sights.filter(
          (near) => near.object.actor !== object.actor && touch(near.object.box, object.box),
        )
      : [];
    sights.push({
      object,
      key,
      luck,
      heightPx: sizeOf(object.box, aspect) * toPx,
      front,
    });
  }
  return sights;
}

/** Height, in shares of the picture's; something flat counts by a third of its width. */
function sizeOf({ left, top, right, bottom }: Box, aspect: number): number {
  return Math.max(bottom - top, FLAT * (right - left) * aspect);
}

function detection(
  noise: DetectorNoise,
  sight: Sight,
  { light }: Seeing,
  looks: NoiseState['looks'],
  random: Random,
): Detection[] {
  const { object, luck, heightPx, front, key } = sight;
  if (luck.label === undefined || object.visibility <= 0.05) return [];
  const score = scoreOf(noise, luck, object, { heightPx, light }, random);
  if (score < noise.threshold) return [];
  const nearest = front[0];
  const look = seenLook(
    looks.get(key) ?? [],
    noise.look,
    {
      dark: light === 'night' || light === 'infrared',
      hidden: 1 - object.visibility,
      ...(nearest && { front: looks.get(nearest.key) ?? [] }),
    },
    random,
  );
  const box = jittered(noise.box, boxOf(noise, sight), heightPx, luck.slow, random);
  if (box.right <= box.left || box.bottom <= box.top) return [];
  return [{ label: luck.label, score, box, appearance: look }];
}

function boxOf(noise: DetectorNoise, { object, luck, front }: Sight): Box {
  const cut = luck.cut
    ? cutBy(
        object.box,
        front.map((near) => near.object.box),
      )
    : object.box;
  if (!luck.merged) return cut;
  const partner = front.find(
    (near) =>
      near.object.class === object.class && iou(near.object.box, object.box) > noise.merge.iou,
  );
  return partner ? around(cut, partner.object.box) : cut;
}

function glareOf(noise: DetectorNoise, { object }: Sight, random: Random): Detection[] {
  const lit = object.speed > 1 && object.aspect < 70;
  const isVehicle = ['car', 'van', 'bus', 'truck', 'muck-truck'].includes(object.class);
  return lit && isVehicle && random() < noise.headlights ? [glare(object, random)] : [];
}

function remembered(
  before: NoiseState | undefined,
  sights: readonly Sight[],
  atMs: number,
): ReadonlyMap<string, ObjectLuck> {
  const kept = new Map(sights.map(({ key, luck }) => [key, luck]));
  for (const [key, luck] of before?.objects ?? [])
    if (!kept.has(key) && atMs - luck.atMs < FORGET_MS) kept.set(key, luck);
  return kept;
}

function sameGroup({ labels }: DetectorNoise) {
  return (a: Detection, b: Detection): boolean =>
    a.label === b.label ||
    labels.groups.some((group) => group.includes(a.label) && group.includes(b.label));
}
