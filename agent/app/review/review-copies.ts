import { jpegPixels } from '../../adapters/pictures/jpeg-pixels.ts';
import { reviewCopy } from '../../adapters/pictures/review-copy.ts';
import type { Box } from '../../core/geometry/box.ts';
import type { Pixels } from '../../core/plates/patch.ts';
import type { Target } from '../../core/review/hide-plan.ts';
import type { Redaction } from '../../core/review/redaction.ts';
import { ofPart, ofWhole, shownIn } from '../../core/review/same-moment.ts';
import { AgentError } from '../../ports/errors.ts';
import { type Finders, findPrivate } from './find-private.ts';

/** One photograph to be copied. */
export interface ReviewPhoto {
  readonly id: string;
  readonly jpeg: Uint8Array;
  /** mediaMs: photographs of one moment show the same. */
  readonly atMs: number;
  /** What it shows of the camera's picture, shares of that. */
  readonly part: Box;
  /** A plate's own picture shows nothing that could be searched for. */
  readonly searched: boolean;
  /** Whose plate is left; the box in shares of the camera's picture. */
  readonly target?: Target;
}

export interface ReviewCopy {
  readonly id: string;
  readonly jpeg: Uint8Array;
  readonly redaction: readonly Redaction[];
}

/**
 * A copy of each photograph; what is found in one is hidden in all of the same moment. Throws AgentError
 * 'evidence/incomplete' where one cannot be decoded.
 */
export async function reviewCopies(
  photos: readonly ReviewPhoto[],
  finders: Finders,
): Promise<readonly ReviewCopy[]> {
  const places = new Map<number, readonly Redaction[]>();
  const decoded: { photo: ReviewPhoto; pixels: Pixels }[] = [];
  for (const photo of photos) {
    const pixels = await jpegPixels(photo.jpeg);
    if (pixels === undefined) throw unreadable(photo);
    decoded.push({ photo, pixels });
    if (!photo.searched) continue;
    const found = await findPrivate(pixels, targetIn(photo), finders);
    const whole = found.map(({ what, box }) => ({ what, box: ofWhole(box, photo.part) }));
    places.set(photo.atMs, [...(places.get(photo.atMs) ?? []), ...whole]);
  }
  return Promise.all(
    decoded.map(async ({ photo: { id, atMs, part }, pixels }) => {
      const redaction = shownIn(part, places.get(atMs) ?? []);
      return { id, redaction, jpeg: await reviewCopy(pixels, redaction) };
    }),
  );
}

function unreadable({ id, jpeg: { length } }: ReviewPhoto): AgentError {
  const message = `the photograph ${id} (${length} bytes) cannot be decoded`;
  return new AgentError('evidence/incomplete', message, { id, bytes: length });
}

function targetIn({ target, part }: ReviewPhoto): Target | undefined {
  return target && { ...target, box: ofPart(target.box, part) };
}
