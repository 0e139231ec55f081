import { IN_PLACE } from '../../../agent/core/scene/placement.ts';
import { beginScene, type SceneState } from '../../../agent/core/scene/scene.ts';
import { type Change, changesOf } from './changes.ts';
import { type FilmOfCamera, type Grey, greyPictures } from './films.ts';
import { judge, type Taken } from './judge.ts';
import { type Outcome, outcomeOf } from './tally.ts';
import type { Touch } from './touches.ts';
import { SHAPE, throughWindow, whole } from './window.ts';

export interface Deps {
  readonly ffmpeg: string;
  /** Pictures a second that are judged. */
  readonly rate: number;
}

/** The scene is learnt from the first part of a film, and the camera changed then. */
const LEARNT_S = 14;
/** Watched after a change, seconds at most. */
const WATCHED_S = 12;
/** A film is read larger than it is looked at: the window takes seven tenths. */
const READ = { width: 768, height: 432 };

function window(film: readonly Grey[], change: Change, from: number, rate: number): Taken[] {
  return film.slice(from, from + WATCHED_S * rate).map((grey, at) => {
    const truth = change.at(at / rate);
    const second = (from + at) / rate;
    const touch = change.touch && seconds(change.touch, from / rate);
    const picture = throughWindow(grey, truth, second, touch);
    return { atMs: second * 1000, picture, truth };
  });
}

/** A touch whose time begins with the change. */
function seconds(touch: Touch, from: number): Touch {
  return (luma, x, y, second) => touch(luma, x, y, second - from);
}

function unchanged(film: readonly Grey[], rate: number): Taken[] {
  return film.map((grey, at) => ({
    ...{ atMs: (at * 1000) / rate, truth: IN_PLACE },
    picture: throughWindow(grey, IN_PLACE, at / rate),
  }));
}

/** A film with every change; what it has learnt is shared by them. */
export async function changed(
  film: FilmOfCamera,
  number: number,
  { ffmpeg, rate }: Deps,
  brief: boolean,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly state: SceneState }> {
  const grey = await greyPictures(ffmpeg, film.path, { size: READ, rate });
  const from = Math.min(Math.floor(grey.length / 2), LEARNT_S * rate);
  const learnt = judge(beginScene(undefined), unchanged(grey.slice(0, from), rate));
  const changes = brief ? [] : changesOf(number);
  const outcomes = changes.map((change) => {
    const { said } = judge(learnt.state, window(grey, change, from, rate));
    const { name, wanted } = change;
    const about = { change: name, wanted, group: film.conditions, film: film.name };
    return outcomeOf(about, said, 1 / rate);
  });
  return { outcomes, state: learnt.state };
}

/** A healthy film from its first to its last picture, as the camera shows it. */
export async function healthy(film: FilmOfCamera, { ffmpeg, rate }: Deps): Promise<Outcome> {
  const grey = await greyPictures(ffmpeg, film.path, { size: SHAPE, rate });
  const taken = grey.map((one, at) => ({
    ...{ atMs: (at * 1000) / rate, picture: whole(one), truth: IN_PLACE },
  }));
  const { said } = judge(beginScene(undefined), taken);
  const about = { change: 'healthy, whole film', group: film.conditions, film: film.name };
  return outcomeOf({ ...about, wanted: 'well' }, said, 1 / rate);
}

const LATER_MS = 3_600_000;
const LATER_CHANGES = new Set([
  'none',
  'shift 0.5 %',
  'shift 1 %',
  'shift 2 %',
  'shift 5 %',
  'shake',
]);
const LATER_S = 10;
const SWAPPED_S = 10;

/** A scene that was learnt from one film, in another film of the same camera by another light. */
export async function byOtherLight(
  learnt: SceneState,
  [film, then]: readonly [FilmOfCamera, FilmOfCamera],
  number: number,
  { ffmpeg, rate }: Deps,
): Promise<readonly Outcome[]> {
  const grey = await greyPictures(ffmpeg, then.path, { size: READ, rate });
  return changesOf(number)
    .filter(({ name }) => LATER_CHANGES.has(name))
    .map((change) => {
      const taken = window(grey.slice(0, LATER_S * rate), change, 0, rate);
      const later = taken.map((one) => ({ ...one, atMs: one.atMs + LATER_MS }));
      const about = { change: `by another light, ${change.name}`, wanted: change.wanted };
      const group = `${film.conditions} to ${then.conditions}`;
      const names = { group, film: `${film.name} to ${then.name}` };
      return outcomeOf({ ...about, ...names }, judge(learnt, later).said, 1 / rate);
    });
}

/** Another camera is swapped in. */
export async function swapped(
  learnt: SceneState,
  [film, then]: readonly [FilmOfCamera, FilmOfCamera],
  { ffmpeg, rate }: Deps,
): Promise<Outcome> {
  const grey = await greyPictures(ffmpeg, then.path, { size: READ, rate });
  const taken = unchanged(grey.slice(0, SWAPPED_S * rate), rate).map((one) => ({
    ...{ atMs: one.atMs + LATER_MS, picture: one.picture, truth: undefined },
  }));
  const alike = film.mount === then.mount ? ', same mount' : '';
  const names = { group: film.conditions, film: `${film.name} to ${then.name}` };
  const about = { ...names, change: `swap${alike}`, wanted: 'unknown' as const };
  return outcomeOf(about, judge(learnt, taken).said, 1 / rate);
}
