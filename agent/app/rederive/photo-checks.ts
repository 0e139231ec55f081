import { readFile } from 'node:fs/promises';
import type { OpenedClaims } from '../../adapters/evidence/open-claims.ts';
import { jpegPixels } from '../../adapters/pictures/jpeg-pixels.ts';
import { type Check, open, shown, wrong } from '../../core/rederive/check.ts';
import type { ClaimedMedia } from '../../core/rederive/claims.ts';
import { findPicture } from '../../core/rederive/find-picture.ts';
import { pixelDifference } from '../../core/rederive/same-pixels.ts';
import { type Film, type Films, isFilm } from './films.ts';

/**
 * The same picture, written by builds of ffmpeg for different processors: a coefficient may be rounded to the other
 * side, 8 levels and 0.11 on average where measured. The next picture of a street in which nothing moves differs by
 * 31 somewhere (docs/evidence.md, "Deriving it again").
 */
const JPEG_TOLERANCE = { largest: 16, mean: 0.5 } as const;

/** A photograph in its clip. */
export interface Located {
  readonly photo: ClaimedMedia;
  readonly film: Film;
  /** Which picture of the clip it is. */
  readonly index: number;
}

/** Finds a photograph in its clip and makes it again. */
export async function locate(
  photo: ClaimedMedia,
  opened: OpenedClaims,
  films: Films,
): Promise<{ readonly checks: readonly Check[]; readonly located?: Located }> {
  // that no clip holds it was said before
  if (photo.clip === undefined) return { checks: [] };
  const film = await films.film(photo.clip);
  if (!isFilm(film)) return { checks: [undecoded(photo, film)] };
  const { checks, index } = findPicture(photo, film.media, film.frames.frames);
  if (index === undefined) return { checks };
  const located = { photo, film, index };
  return { checks: [...checks, await madeAgain(located, opened)], located };
}

function undecoded({ id, clip }: ClaimedMedia, why: Check): Check {
  return { ...why, of: id, message: `${id} cannot be held against ${clip}: ${why.message}` };
}

/** Whether the file is what the agent makes of that picture. */
async function madeAgain({ photo, film, index }: Located, opened: OpenedClaims): Promise<Check> {
  const { id, file, rect } = photo;
  const path = await opened.copy(file);
  if (path === undefined) return open(id, `${file} is not in the package`);
  const [due, came] = [
    await film.decoder.photo(index, film.frames.colour, rect),
    await readFile(path),
  ];
  if (due.equals(came)) return shown(id, `${file} is made again from it byte for byte`);
  const [a, b] = [await jpegPixels(due), await jpegPixels(came)];
  if (a === undefined || b === undefined)
    return wrong(
      id,
      `${file} is no picture that can be read; made again it has ${due.length} bytes`,
    );
  if (a.pixels.length !== b.pixels.length)
    return wrong(
      id,
      `${file} is ${b.width}x${b.height}; made again from the clip it is ${a.width}x${a.height}`,
    );
  const { largest, mean } = pixelDifference(a.pixels, b.pixels);
  const off = `${largest} levels of 255 at most, ${mean.toFixed(3)} on average`;
  const limits = `allowed: ${JPEG_TOLERANCE.largest} and ${JPEG_TOLERANCE.mean}`;
  if (largest <= JPEG_TOLERANCE.largest && mean <= JPEG_TOLERANCE.mean)
    return shown(
      id,
      `${file} is made again from it, by another encoder: differs by ${off} (${limits})`,
    );
  return wrong(
    id,
    `${file} is not made of the picture that it names: made again from the clip it differs by ${off} (${limits}). The photograph was exchanged or retouched; the clip is what to look at`,
  );
}
