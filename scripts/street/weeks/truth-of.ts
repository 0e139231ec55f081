import type { Box } from '../../../agent/core/geometry/box.ts';
import type { TruthEpisode } from '../../../agent/core/scoring/truth.ts';
import { groundHeight } from '../world/areas.ts';
import { placeAt } from '../world/path.ts';
import type { Eye } from './eye.ts';
import type { Post } from './post.ts';
import type { Expected } from './visitor.ts';

const STEP_MS = 500;

/**
 * An expectation as scoring knows it: where it is in the picture over time. Undefined for what never comes
 * into the picture. Something that passes is there from its first to its last moment in the picture.
 */
export function truthOf(post: Post, eye: Eye, expected: Expected): TruthEpisode | undefined {
  const { kind, visitor, fromMs, toMs, confirmMs } = expected;
  const boxAt = (atMs: number): Box | undefined => {
    const place = placeAt(visitor.path, atMs);
    if (place === undefined) return undefined;
    const y = groundHeight(post.layout, place.z);
    return eye.extent(visitor.asset.hull, { ...place, y });
  };
  const about = { id: visitor.id, kind, fromMs, toMs };
  const standing = boxAt((fromMs + toMs) / 2);
  if (!kind.startsWith('muck')) {
    if (standing === undefined) return undefined;
    const places = [{ atMs: fromMs, box: standing }];
    return { ...about, places, ...(confirmMs !== undefined && { confirmMs }) };
  }
  const places: { atMs: number; box: Box }[] = [];
  for (let atMs = fromMs; atMs <= toMs; atMs += STEP_MS) {
    const box = boxAt(atMs);
    if (box && isInPicture(box)) places.push({ atMs, box });
  }
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last || places.length < 3) return undefined;
  return { ...about, fromMs: first.atMs, confirmMs: first.atMs, toMs: last.atMs, places };
}

function isInPicture({ left, top, right, bottom }: Box): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x > 0 && x < 1 && y > 0 && y < 1;
}
