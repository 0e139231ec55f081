import { random } from '../world/random.ts';
import type { PictureFault, Scenario } from '../world/scenario.ts';

/** One picture that the camera sends. */
export interface FilmPicture {
  /** Its place on the camera's beat of `fps`; a number that is left out is a dropped picture. */
  readonly beat: number;
  /** Its time stamp, ms from the start. */
  readonly atMs: number;
  /** The moment of the world that it shows; stands still while the picture is frozen. */
  readonly worldMs: number;
}

/**
 * The pictures of a film in their order. `dropped` leaves out that share of its pictures, and their time
 * stamps with them; `frozen` shows the last picture before it again and again.
 */
export function filmPictures(scenario: Scenario): readonly FilmPicture[] {
  const { camera, durationMs, faults, seed } = scenario;
  const draw = random(seed, 'film', 'dropped');
  const beats = Math.max(1, Math.round((durationMs * camera.fps) / 1000));
  const stepMs = 1000 / camera.fps;
  const pictures: FilmPicture[] = [];
  for (let beat = 0; beat < beats; beat += 1) {
    const atMs = beat * stepMs;
    const lot = draw();
    const lost = at(faults, 'dropped', atMs)?.amount ?? 0;
    // the first one makes the file begin when the scenario does
    if (beat > 0 && lot < lost) continue;
    const last = pictures.at(-1);
    const frozen = last !== undefined && at(faults, 'frozen', atMs) !== undefined;
    pictures.push({ beat, atMs, worldMs: frozen ? last.worldMs : atMs });
  }
  return pictures;
}

/** The fault of this kind that is on at a moment (from included, to not). */
function at(
  faults: readonly PictureFault[],
  kind: PictureFault['kind'],
  atMs: number,
): PictureFault | undefined {
  return faults.find((one) => one.kind === kind && atMs >= one.fromMs && atMs < one.toMs);
}

export interface Gap {
  /** Counted among the pictures that are sent. */
  readonly index: number;
  /** Beats left out before it. */
  readonly beats: number;
}

/** Where beats are missing between one picture and the next. */
export function gapsOf(pictures: readonly FilmPicture[]): readonly Gap[] {
  return pictures.flatMap(({ beat }, index) => {
    const before = pictures[index - 1]?.beat ?? -1;
    return beat - before > 1 ? [{ index, beats: beat - before - 1 }] : [];
  });
}
