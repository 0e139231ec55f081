import type { RuleChange } from '../camera/step-camera.ts';
import type { Box } from '../geometry/box.ts';
import { widen } from '../geometry/pixel-rect.ts';
import type { Rule, Subject } from '../rules/rule.ts';
import { momentsApart } from '../rules/way.ts';
import { bestCloseShot, clearerShot, type Window } from '../vision/close-shot.ts';
import { placeOnVehicle } from './plate-place.ts';

/** One picture or film that a moment of an episode needs. Times are mediaMs, boxes shares of the picture. */
export type Wanted =
  | {
      readonly kind: 'still';
      readonly role: string;
      readonly atMs: number;
      /** Where nobody has the pictures of then any more. */
      readonly instead?: Wanted;
    }
  /** A part of another picture here, cut from the stream in the same moment. */
  | { readonly kind: 'cut'; readonly role: string; readonly of: string; readonly part: Box }
  /** A part of a picture that is not here as a whole. */
  | {
      readonly kind: 'part';
      readonly role: string;
      readonly atMs: number;
      readonly part: Box;
      readonly instead?: Wanted;
    }
  | {
      readonly kind: 'clip';
      readonly role: string;
      /** The moment that must be in it. */
      readonly atMs: number;
      readonly fromMs: number;
      readonly toMs: number;
      readonly instead?: Wanted;
    };

export interface Roll {
  readonly preMs: number;
  readonly postMs: number;
}

type Change = Pick<RuleChange, 'stage' | 'atMs' | 'episode'>;

/** How much of the surroundings a close-up shows, as a share of the object's size; the same of a plate. */
const MARGIN = 0.15;
const PLATE_MARGIN = 0.3;

const STANDING: ReadonlySet<Rule['type']> = new Set<Rule['type']>(['dwell', 'group']);

/** Roles without which a package of this rule is a clue. */
export function requiredRoles(type: Rule['type']): readonly string[] {
  return STANDING.has(type)
    ? ['panorama-first', 'panorama-last', 'closeup', 'clip-first', 'clip-last']
    : ['panorama-first', 'panorama-last', 'closeup', 'clip'];
}

/**
 * What to take now. Standing: a panorama and a clip at the first certain sight, again at the confirmation, a
 * close-up and the plate. A group's first moment is the one in which its clock began, where there are still
 * pictures of it, so that its panoramas are the whole dwell time apart. Passing: two panoramas with
 * displacement, the best close-up, the plate and one clip. Nothing else needs pictures in this form.
 */
export function wantedMedia(type: Rule['type'], change: Change, roll: Roll): readonly Wanted[] {
  const { stage, atMs, episode } = change;
  if (!STANDING.has(type)) return stage === 'confirmed' ? passing(change, roll) : [];
  if (stage === 'suspected') return first(type === 'group' ? episode.sinceMs : atMs, atMs, roll);
  return stage === 'confirmed' ? confirmed(type, change, roll) : [];
}

/** The first moment; `nowMs` where that is over for too long. */
function first(atMs: number, nowMs: number, roll: Roll): readonly Wanted[] {
  const [still, film] = [photo('panorama-first', nowMs), clip('clip-first', nowMs, roll)];
  if (atMs === nowMs) return [still, film];
  return [
    { ...photo('panorama-first', atMs), instead: still },
    { ...clip('clip-first', atMs, roll), instead: film },
  ];
}

function confirmed(
  type: Rule['type'],
  { atMs, episode: { subject } }: Change,
  roll: Roll,
): readonly Wanted[] {
  const last = 'panorama-last';
  // it was read minutes ago, and what stands has its plate where it was
  const plate = type === 'group' ? undefined : subject.plateShots?.[0];
  const place = plate && placeOnVehicle(plate, subject.box);
  return [
    photo(last, atMs),
    clearCloseup(subject, last),
    ...(place === undefined
      ? []
      : [{ kind: 'cut', role: 'plate', of: last, part: widen(place, PLATE_MARGIN) } as const]),
    clip('clip-last', atMs, roll),
  ];
}

/** What stands, cut from the last panorama, or from a moment shortly before in which less stood before it. */
function clearCloseup({ box, shots = [] }: Subject, last: string): Wanted {
  const cut = { kind: 'cut', role: 'closeup', of: last, part: widen(box, MARGIN) } as const;
  const clearer = clearerShot(shots);
  if (clearer === undefined) return cut;
  const part = widen(clearer.box, MARGIN);
  return { kind: 'part', role: 'closeup', atMs: clearer.atMs, part, instead: cut };
}

/** Everything within the clip, so that it shows each picture's moment. */
function passing({ atMs, episode }: Change, roll: Roll): readonly Wanted[] {
  const { sinceMs, subject } = episode;
  const { way = [], shots = [], plateShots = [] } = subject;
  const film = clip('clip', atMs, roll);
  const window: Window = {
    fromMs: Math.max(film.fromMs, Math.min(sinceMs, atMs)),
    toMs: film.toMs,
  };
  const [firstMs, lastMs] = momentsApart(way, atMs, window);
  const best = bestCloseShot(shots, window) ?? { atMs, box: subject.box };
  const plate = bestCloseShot(plateShots, window) ?? plateShots[0];
  return [
    photo('panorama-first', firstMs),
    photo('panorama-last', lastMs),
    best.atMs === lastMs
      ? { kind: 'cut', role: 'closeup', of: 'panorama-last', part: widen(best.box, MARGIN) }
      : { kind: 'part', role: 'closeup', atMs: best.atMs, part: widen(best.box, MARGIN) },
    ...(plate === undefined
      ? []
      : [
          {
            kind: 'part',
            role: 'plate',
            atMs: plate.atMs,
            part: widen(plate.box, PLATE_MARGIN),
          } as const,
        ]),
    film,
  ];
}

function photo(role: string, atMs: number) {
  return { kind: 'still', role, atMs } as const;
}

function clip(role: string, atMs: number, { preMs, postMs }: Roll) {
  return { kind: 'clip', role, atMs, fromMs: atMs - preMs, toMs: atMs + postMs } as const;
}
