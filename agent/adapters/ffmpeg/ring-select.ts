import { endMs, mediaMs, type Piece, type RingSample, type Session } from './ring-piece.ts';

/** Consecutive samples of one piece, in decoding order. */
export interface Part {
  readonly piece: Piece;
  readonly samples: readonly RingSample[];
}

export interface Picture {
  readonly session: Session;
  readonly sample: RingSample;
  readonly mediaMs: number;
  /** All that must be decoded to see it, and no more. */
  readonly parts: readonly Part[];
}

/** The picture nearest to a moment (the earlier of two as near), or undefined when there is none. */
export function nearestPicture(pieces: readonly Piece[], atMs: number): Picture | undefined {
  let best: { piece: Piece; index: number; mediaMs: number } | undefined;
  for (const [at, piece] of pieces.entries()) {
    const leading = continues(pieces[at - 1], piece);
    piece.samples.forEach((sample, index) => {
      if (isLeading(piece, sample) && !leading) return;
      const sampleMs = mediaMs(piece.session, sample);
      const nearer =
        best === undefined ? -1 : distance(sampleMs, atMs) - distance(best.mediaMs, atMs);
      if (nearer < 0 || (nearer === 0 && sampleMs < (best?.mediaMs ?? 0))) {
        best = { piece, index, mediaMs: sampleMs };
      }
    });
  }
  const sample = best?.piece.samples[best.index];
  if (best === undefined || sample === undefined) return undefined;
  const { piece } = best;
  const upTo = piece.samples.slice(0, best.index + 1);
  const before = pieces[pieces.indexOf(piece) - 1];
  const parts =
    isLeading(piece, sample) && before !== undefined
      ? [
          { piece: before, samples: before.samples.slice() },
          { piece, samples: upTo },
        ]
      : [{ piece, samples: upTo.filter((one) => !isLeading(piece, one)) }];
  return { session: piece.session, sample, mediaMs: best.mediaMs, parts };
}

/** A picture further than this from a moment is not that moment's, unless the stream was that slow. */
const NEAR_MS = 1000;

interface Shots {
  readonly session: Session;
  readonly samples: readonly RingSample[];
}

/** Whether there is a picture close to this moment, or one before and one after it in one session. */
export function isShown(pieces: readonly Shots[], atMs: number): boolean {
  const sides = new Map<Session, { before: boolean; after: boolean }>();
  for (const { session, samples } of pieces) {
    const side = sides.get(session) ?? { before: false, after: false };
    sides.set(session, side);
    for (const sample of samples) {
      const apartMs = mediaMs(session, sample) - atMs;
      if (Math.abs(apartMs) <= NEAR_MS) return true;
      if (apartMs < 0) side.before = true;
      else side.after = true;
    }
  }
  return [...sides.values()].some(({ before, after }) => before && after);
}

export interface Range {
  readonly parts: readonly Part[];
  readonly session: Session;
  /** The picture shown first. */
  readonly first: RingSample;
  readonly fromMs: number;
  /** Where the last picture ends. */
  readonly toMs: number;
}

/**
 * What there is from the key frame at or before `fromMs` to the end of the last picture at or before
 * `toMs`. Pieces of several connections go together only when their init segments are the same bytes;
 * otherwise the connection that covers the most is taken.
 *
 * @param mustMs a moment that has to be shown; undefined comes back when none does
 */
export function coveringRange(
  pieces: readonly Piece[],
  fromMs: number,
  toMs: number,
  mustMs?: number,
): Range | undefined {
  let best: Range | undefined;
  for (const run of runs(pieces)) {
    const range = cut(run, fromMs, toMs);
    if (range === undefined) continue;
    if (mustMs !== undefined && !shows(range, mustMs)) continue;
    if (best === undefined || covered(range, fromMs, toMs) > covered(best, fromMs, toMs))
      best = range;
  }
  return best;
}

/** Also a moment that lies behind the last picture of the range, which is shown until it ends. */
function shows({ parts, fromMs, toMs }: Range, atMs: number): boolean {
  const within = fromMs <= atMs && atMs <= toMs;
  return (
    within &&
    isShown(
      parts.map(({ piece: { session }, samples }) => ({ session, samples })),
      atMs,
    )
  );
}

function cut(run: readonly Piece[], fromMs: number, toMs: number): Range | undefined {
  const begins = (piece: Piece): number => {
    const [key] = piece.samples;
    return key === undefined ? Number.POSITIVE_INFINITY : mediaMs(piece.session, key);
  };
  const start = Math.max(
    0,
    run.findLastIndex((piece) => begins(piece) <= fromMs),
  );
  const parts: Part[] = [];
  for (const piece of run.slice(start)) {
    const own = parts.length === 0 || !continues(parts.at(-1)?.piece, piece);
    const samples = upTo(piece, toMs).filter((sample) => !(own && isLeading(piece, sample)));
    if (samples.length > 0) parts.push({ piece, samples });
  }
  const [head] = parts;
  const first = head?.samples[0];
  if (head === undefined || first === undefined) return undefined;
  const range = { parts, session: head.piece.session, first, fromMs: begins(head.piece) };
  const ends = parts.flatMap(({ piece, samples }) =>
    samples.map((sample) => endMs(piece.session, sample)),
  );
  const end = Math.max(...ends);
  return end < fromMs ? undefined : { ...range, toMs: end };
}

/** In decoding order, up to the last one shown at or before `toMs` and those shown before that one. */
function upTo(piece: Piece, toMs: number): readonly RingSample[] {
  const last = piece.samples.findLastIndex((sample) => mediaMs(piece.session, sample) <= toMs);
  if (last < 0) return [];
  const latest = Math.max(...piece.samples.slice(0, last + 1).map((sample) => sample.pts));
  const complete = piece.samples.findLastIndex((sample) => sample.pts <= latest);
  return piece.samples.slice(0, complete + 1);
}

function runs(pieces: readonly Piece[]): Piece[][] {
  const found: Piece[][] = [];
  for (const piece of pieces) {
    if (piece.samples.length === 0) continue;
    const last = found.at(-1)?.[0];
    const same = last?.session.init.bytes.equals(piece.session.init.bytes) ?? false;
    if (same) found.at(-1)?.push(piece);
    else found.push([piece]);
  }
  return found;
}

function covered(range: Range, fromMs: number, toMs: number): number {
  return Math.min(range.toMs, toMs) - Math.max(range.fromMs, fromMs);
}

/** Shown before the key frame it follows: it needs the group before (open GOP). */
function isLeading(piece: Piece, sample: RingSample): boolean {
  return sample.pts < (piece.samples[0]?.pts ?? 0);
}

function continues(before: Piece | undefined, piece: Piece): boolean {
  return before !== undefined && before.session === piece.session && before.samples.length > 0;
}

function distance(a: number, b: number): number {
  return Math.abs(a - b);
}
