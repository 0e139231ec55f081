import type { Box } from '../geometry/box.ts';
import { iou } from '../geometry/iou.ts';
import { coveredShare } from '../geometry/overlap.ts';
import { widen } from '../geometry/pixel-rect.ts';
import { editDistance } from '../scoring/edit-distance.ts';
import type { Detection } from '../vision/detection.ts';
import type { Size } from '../vision/view.ts';
import { headRegion, riderRegion } from './head-region.ts';
import type { Redaction } from './redaction.ts';
import { withoutAll } from './without.ts';

/** A plate that was found; shares of the picture. */
export interface FoundPlate {
  readonly text: string;
  readonly confidence: number;
  readonly box: Box;
}

/** The vehicle that a package is about: its plate is left. */
export interface Target {
  readonly box: Box;
  /** As other looks have read it, '?' for what is unsure. */
  readonly plate?: string;
}

/** Another vehicle. */
export interface OtherVehicle {
  readonly label: string;
  readonly box: Box;
}

interface SeenVehicle extends OtherVehicle {
  readonly plates: readonly FoundPlate[];
}

/** What was found in one picture. */
export interface SeenPicture {
  readonly size: Size;
  readonly detections: readonly Detection[];
  /** The other vehicles, as `otherVehicles` gives them. */
  readonly others: readonly SeenVehicle[];
  readonly target?: Target & { readonly plates: readonly FoundPlate[] };
}

const TWO_WHEELERS: readonly string[] = ['bicycle', 'motorcycle', 'tricycle'];
const TRUCKS: readonly string[] = ['bus', 'truck', 'muck-truck', 'service-vehicle'];
const VEHICLES: readonly string[] = [...TRUCKS, 'car', 'van', 'motorcycle', 'tricycle'];
/** A vehicle that overlaps the target by more is the target, and so is what lies within it and is as large. */
const SAME_IOU = 0.5;
const PART_IOU = 0.25;
const PART_COVERED = 0.85;
/** Boxes end a little above or below the ground, in shares of the target's height: who is nearer is clearly lower. */
const CLEARLY = 0.03;
/** A plate in a vehicle smaller than this (its longer side, pixels) has under four pixels a sign. */
const LEGIBLE_PX = 96;
/** A plate that is surely one needs nothing else of its car hidden. */
const SURE = 0.5;
const PLATE_MARGIN = 0.25;
/** Plates are not in the upper part of a car; trucks have the number enlarged on their sides, too. */
const PLATES_FROM = 0.4;
const TRUCK_PLATES_FROM = 0.25;
/** Signs of a plate in which two readings of one may differ. */
const MOST_DIFFERENCES = 2;
/** A plate found twice overlaps itself by at least that. */
const SAME_PLATE = 0.5;

/** The vehicles near enough to be read that are not the target. */
export function otherVehicles(
  detections: readonly Detection[],
  size: Size,
  target: Pick<Target, 'box'> | undefined,
): readonly OtherVehicle[] {
  return detections
    .filter(({ label, box }) => VEHICLES.includes(label) && longerPx(box, size) >= LEGIBLE_PX)
    .filter(({ box }) => target === undefined || !isTarget(box, target.box))
    .map(({ label, box }) => ({ label, box }));
}

function isTarget(box: Box, target: Box): boolean {
  const overlap = iou(box, target);
  return overlap >= SAME_IOU || (overlap >= PART_IOU && coveredShare(box, target) >= PART_COVERED);
}

/** Whether another vehicle stands before the target. */
function isNearer(other: Box, target: Box): boolean {
  return other.bottom > target.bottom + CLEARLY * (target.bottom - target.top);
}

/**
 * What has to be hidden: the head of everybody, and every plate but the target's. Of a truck, which has several,
 * and of a car in which none was surely found, the part in which plates are; of a vehicle behind the target not
 * what the target covers. In doubt a plate is hidden.
 */
export function hidePlan(seen: SeenPicture): readonly Redaction[] {
  const { target, others } = seen;
  const own = target === undefined ? [] : ownPlates(target, others);
  const found = [...others.flatMap(({ plates }) => plates), ...(target?.plates ?? [])]
    .filter(({ box }) => !own.some((plate) => isSame(box, plate)))
    .map(({ box }) => widen(box, PLATE_MARGIN));
  const places = others
    .filter((one) => TRUCKS.includes(one.label) || !one.plates.some(isSure))
    .flatMap((one) => withoutAll([plateRegion(one)], coveredBy(target, one.box)));
  return [
    ...heads(seen).map((box): Redaction => ({ what: 'head', box })),
    ...withoutAll(found, own).map((box): Redaction => ({ what: 'plate', box })),
    ...withoutAll(places, own).map((box): Redaction => ({ what: 'plate-place', box })),
  ];
}

function heads({ detections, size }: SeenPicture): readonly Box[] {
  return detections.flatMap(({ label, box }) => {
    if (label === 'person') return [headRegion(box, size)];
    return TWO_WHEELERS.includes(label) ? (riderRegion(box, size) ?? []) : [];
  });
}

/**
 * The target's own plates: those that read like it, or, where none does, like the surest one that stands on
 * nothing nearer.
 */
function ownPlates(
  { box, plate, plates }: NonNullable<SeenPicture['target']>,
  others: readonly SeenVehicle[],
): readonly Box[] {
  const likeIt = (name: string, some: readonly FoundPlate[]) =>
    some.filter(({ text }) => isAlike(text, name)).map((one) => one.box);
  const known = plate === undefined ? [] : likeIt(plate, plates);
  if (known.length > 0) return known;
  const nearer = others.filter((other) => isNearer(other.box, box));
  const free = plates.filter((one) => !nearer.some((other) => isSame(one.box, other.box)));
  const [surest] = free.toSorted((a, b) => b.confidence - a.confidence);
  return surest === undefined ? [] : likeIt(surest.text, free);
}

function isSure({ confidence }: FoundPlate): boolean {
  return confidence >= SURE;
}

function isAlike(text: string, plate: string): boolean {
  const unsure = [...plate].filter((sign) => sign === '?').length;
  return editDistance(text, plate) <= MOST_DIFFERENCES + unsure;
}

function isSame(part: Box, whole: Box): boolean {
  return coveredShare(part, whole) >= SAME_PLATE;
}

/** The target, where it stands before the other vehicle. */
function coveredBy(target: Target | undefined, other: Box): readonly Box[] {
  return target !== undefined && !isNearer(other, target.box) ? [target.box] : [];
}

function plateRegion({ label, box }: OtherVehicle): Box {
  const from = TRUCKS.includes(label) ? TRUCK_PLATES_FROM : PLATES_FROM;
  return { ...box, top: box.top + from * (box.bottom - box.top) };
}

function longerPx({ left, top, right, bottom }: Box, { width, height }: Size): number {
  return Math.max((right - left) * width, (bottom - top) * height);
}
