import type { GateMedia } from './gate-input.ts';

/** Times are whole milliseconds: both may be rounded. */
const ROUNDING_MS = 1;

type Timed = Pick<GateMedia, 'id' | 'role' | 'mime' | 'source'>;

/**
 * The clip that holds the moment of a photograph: of the first moment in the clip of the first, of the last in
 * that of the last, where there are two. Undefined for what is no photograph of the stream, and where no clip does.
 */
export function clipOf(photo: Timed, media: readonly Timed[]): string | undefined {
  const { source, mime, role } = photo;
  if (source === undefined || !mime.startsWith('image/')) return undefined;
  const holding = media.filter((one) => isClip(one) && holds(one, streamMs(source)));
  const own = /-(first|last)$/.exec(role)?.[0] ?? '-last';
  return (holding.find((clip) => clip.role.endsWith(own)) ?? holding[0])?.id;
}

/** Where a picture lies on its own stream's time line, whatever lag was made up for. */
export function streamMs({ mediaMs, lagMs = 0 }: NonNullable<Timed['source']>): number {
  return mediaMs + lagMs;
}

function isClip({ role, mime }: Timed): boolean {
  return mime.startsWith('video/') && role.startsWith('clip');
}

function holds({ source }: Timed, atMs: number): boolean {
  if (source?.toMediaMs === undefined) return false;
  const fromMs = streamMs(source);
  const toMs = source.toMediaMs + (source.lagMs ?? 0);
  return fromMs - ROUNDING_MS <= atMs && atMs < toMs + ROUNDING_MS;
}
