import { clipOf } from '../evidence/clip-of.ts';
import type { Box } from '../geometry/box.ts';
import { pixelRect } from '../geometry/pixel-rect.ts';
import { type Check, open, shown, wrong } from './check.ts';
import { type ClaimedMedia, type Claims, isOriginal, photographs } from './claims.ts';

/** A photograph is the picture nearest to its moment; slow streams have one a second. */
const NEAR_MS = 1000;

/** Whether clips and moments are named as they are: no film is needed for that. */
export function placeChecks(claims: Claims): Check[] {
  return photographs(claims).flatMap((photo) => [
    ...clipChecks(photo, claims.media),
    ...momentChecks(photo, claims),
    ...cutChecks(photo, claims),
  ]);
}

/** The clip that is named is the one in which the moment lies. */
function clipChecks({ id, clip, ...photo }: ClaimedMedia, media: Claims['media']): Check[] {
  const due = clipOf({ id, ...photo }, media);
  if (due === undefined && clip === undefined)
    return [open(id, `no clip of the package holds the moment of ${id}: it cannot be derived`)];
  if (due === clip || clip === undefined) return [];
  return [wrong(id, `${id} names ${clip} as its clip, but its moment lies in ${due ?? 'no clip'}`)];
}

/**
 * The panoramas of what stays show the moments that the time line tells of: the first one when it was suspected, or
 * when its time began; the last one when it was confirmed.
 */
function momentChecks({ id, role, source }: ClaimedMedia, { rule, times }: Claims): Check[] {
  if (times === undefined || source === undefined) return [];
  if (rule?.type !== 'dwell' && rule?.type !== 'group') return [];
  const moments: Readonly<Record<string, readonly number[]>> = {
    'panorama-first': [times.sinceMediaMs, times.suspectedMediaMs],
    'panorama-last': [times.confirmedMediaMs],
  };
  const [dueMs] = (moments[role] ?? []).toSorted(
    (a, b) => Math.abs(a - source.mediaMs) - Math.abs(b - source.mediaMs),
  );
  if (dueMs === undefined || Math.abs(source.mediaMs - dueMs) <= NEAR_MS) return [];
  const off = ((source.mediaMs - dueMs) / 1000).toFixed(1);
  return [
    wrong(
      id,
      `${id} was taken ${off} s from the moment that it stands for (timeline: ${dueMs} ms, picture: ${source.mediaMs} ms)`,
    ),
  ];
}

/** A close-up is cut from the picture that it names, and shows the subject. */
function cutChecks(photo: ClaimedMedia, { media, facts }: Claims): Check[] {
  const { id, rect, decoded } = photo;
  if (isOriginal(photo) || decoded === undefined) return [];
  const origin = media.find((one) => photo.derivedFrom?.includes(one.id));
  if (origin?.decoded?.sha256 !== decoded.sha256)
    return [wrong(id, `${id} says that it is cut from ${origin?.id}, but names another picture`)];
  if (rect === undefined) return [open(id, `the manifest does not say what part ${id} shows`)];
  if (facts.box === undefined || !id.startsWith('closeup')) return [];
  const [left, top, right, bottom] = facts.box;
  const missing = cutOff({ left, top, right, bottom }, photo);
  if (missing === 0) return [shown(id, `${id} is cut around the box that the facts name`)];
  return [
    wrong(
      id,
      `${id} shows ${rect.width}x${rect.height} from ${rect.left},${rect.top}; the box that the facts name reaches ${missing} pixels beyond it: box or picture was exchanged`,
    ),
  ];
}

/** How far a box reaches beyond a cut, pixels; boxes in the facts are rounded to a ten-thousandth. */
function cutOff(box: Box, { rect, decoded }: ClaimedMedia): number {
  if (rect === undefined || decoded === undefined) return 0;
  const due = pixelRect(box, decoded);
  const beyond = Math.max(
    rect.left - due.left,
    rect.top - due.top,
    due.left + due.width - rect.left - rect.width,
    due.top + due.height - rect.top - rect.height,
  );
  return Math.max(0, beyond - 1);
}
