/** One picture of a film as decoded. */
export interface HashedFrame {
  /** Place in the order shown, from 0. */
  readonly index: number;
  /** Presentation time in the film. */
  readonly timeMs: number;
  /** Of its planes; see core/evidence/decoded-picture.ts. */
  readonly sha256: string;
}

/**
 * Reads what `ffmpeg -f framehash -hash sha256` prints: `#tb 0: 1/90000`, then a line for each picture,
 * `stream, dts, pts, duration, size, hash`. Lines of another kind are left out.
 */
export function readFrameHashes(text: string): HashedFrame[] {
  const [, ticks = '1', perSecond = '1'] = /^#tb 0: (\d+)\/(\d+)$/m.exec(text) ?? [];
  const tickMs = (1000 * Number(ticks)) / Number(perSecond);
  const lines = text.matchAll(/^0,\s*-?\d+,\s*(-?\d+),\s*\d+,\s*\d+,\s*([0-9a-f]{64})\s*$/gm);
  return [...lines].map(([, pts, sha256 = ''], index) => ({
    index,
    timeMs: Number(pts) * tickMs,
    sha256,
  }));
}
