import { streamMs } from '../evidence/clip-of.ts';
import { type Check, open, shown, wrong } from './check.ts';
import type { ClaimedMedia } from './claims.ts';
import type { HashedFrame } from './frame-hashes.ts';

/**
 * How far a picture may lie from the place that is named: times are whole milliseconds, a clip may begin with
 * pictures that are shown before its key frame, and a camera's clock is learnt better as a connection goes on.
 */
const PLACE_MS = 250;

export interface FoundPicture {
  readonly checks: readonly Check[];
  /** Which picture of the clip it is; undefined where it is none. */
  readonly index?: number;
}

/** Whether a photograph's decoded picture is, bit for bit, one of the clip, at the place that was signed. */
export function findPicture(
  photo: ClaimedMedia,
  clip: ClaimedMedia,
  frames: readonly HashedFrame[],
): FoundPicture {
  const { id, decoded } = photo;
  if (decoded === undefined) return { checks: [unhashed(id)] };
  const dueMs = placeIn(photo, clip);
  const [found] = frames
    .filter(({ sha256 }) => sha256 === decoded.sha256)
    .toSorted((a, b) => away(a, dueMs) - away(b, dueMs));
  if (found === undefined) return { checks: [absent(photo, clip, nearest(frames, dueMs), dueMs)] };
  const picture = `${id} is picture ${found.index} of ${clip.id}, at ${seconds(found.timeMs)}`;
  if (away(found, dueMs) > PLACE_MS) {
    const message = `${picture}, but is signed to be at ${seconds(dueMs)}: another moment is shown than the one that is told of`;
    return { checks: [wrong(id, message)], index: found.index };
  }
  const { pixFmt, width, height, sha256 } = decoded;
  const message = `${picture}: its planes (${pixFmt}, ${width}x${height}) decode to the signed SHA-256 ${brief(sha256)}`;
  return { checks: [shown(id, message)], index: found.index };
}

/** What an older agent made. */
function unhashed(id: string): Check {
  return open(
    id,
    `the manifest has no hash of the decoded picture of ${id}: an older agent made it, or ffmpeg did not tell; compare it with the clip by eye`,
  );
}

/** Where in its clip a photograph lies, by the signed times, ms. */
function placeIn(photo: ClaimedMedia, clip: ClaimedMedia): number {
  const [at, from] = [photo, clip].map(({ source }) => (source ? streamMs(source) : 0));
  return (at ?? 0) - (from ?? 0);
}

function nearest(frames: readonly HashedFrame[], dueMs: number): HashedFrame | undefined {
  return frames.toSorted((a, b) => away(a, dueMs) - away(b, dueMs))[0];
}

function absent(
  { id, decoded }: ClaimedMedia,
  clip: ClaimedMedia,
  near: HashedFrame | undefined,
  dueMs: number,
): Check {
  const came =
    near === undefined
      ? 'the clip has no picture'
      : `the picture nearest to ${seconds(dueMs)} decodes to ${brief(near.sha256)}`;
  return wrong(
    id,
    `expected in ${clip.id} a picture that decodes to the signed SHA-256 ${brief(decoded?.sha256 ?? '')}; none does, and ${came}. One of the two files is not of this moment of this camera: do not use the package, ask for the recording`,
  );
}

function away({ timeMs }: HashedFrame, atMs: number): number {
  return Math.abs(timeMs - atMs);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`;
}

function brief(sha256: string): string {
  return `${sha256.slice(0, 16)}...`;
}
