import type { ColourReading } from '../../core/evidence/decoded-picture.ts';
import type { CaptureUtc } from '../../core/time/capture-utc.ts';
import type { PictureSource } from '../../ports/ring.ts';
import { feed } from './ring-feed.ts';
import { DESCRIBED, runToSink } from './ring-job.ts';
import { ptsMs, type Session } from './ring-piece.ts';
import type { Picture } from './ring-select.ts';
import { type Colour, colourOf } from './still-colour.ts';

const TIMEOUT_MS = 15_000;

/** More threads decode beyond the picture; the stream is described by its init segment. A fifth less CPU. */
const ONE_PICTURE = ['-threads', '1', ...DESCRIBED] as const;

export interface PictureDeps {
  readonly command: string;
  readonly signal?: AbortSignal;
}

/** How the decoded picture is to be written. */
export interface Writing {
  /** Options of ffmpeg's `scale` filter beside those that read the stream's colours. */
  readonly scale: string;
  /** Filters that come after it. */
  readonly filters?: readonly string[];
  readonly options: readonly string[];
  /** Also hash the picture as it was decoded; `words` then hold what `hashedPicture` reads. */
  readonly hash?: boolean;
}

/** What ffmpeg wrote, and what it said about the stream. */
export interface Written {
  readonly bytes: Buffer;
  readonly words: string;
  readonly colour: ColourReading;
  readonly captureUtc: CaptureUtc;
  readonly source: PictureSource;
}

const colours = new WeakMap<Session, Colour>();

/**
 * Decodes exactly this picture, found by its presentation time. Its colours are read by the matrix and range
 * the stream is tagged with, else BT.709 from 720 lines on and BT.601 below, limited range.
 * Throws AgentError 'ffmpeg/failed', or 'ring/gone' when its piece is gone.
 */
export async function decodePicture(
  picture: Picture,
  writing: Writing,
  deps: PictureDeps,
): Promise<Written> {
  const { session, sample } = picture;
  const { height } = session.init;
  const guess = colours.get(session) ?? colourOf('', height);
  let decoded = await decode(picture, guess, writing, deps);
  const said = colourOf(decoded.words, height);
  colours.set(session, said);
  // only the first picture of a connection may need a second try, and only where the guess was wrong
  if (said.matrix !== guess.matrix || said.range !== guess.range) {
    decoded = await decode(picture, said, writing, deps);
  }
  const at = ptsMs(session, sample);
  const segmentPtsMs = ptsMs(session, picture.parts[0]?.samples[0] ?? sample);
  const { keyframe } = sample;
  return {
    ...decoded,
    colour: { matrix: said.matrix, range: said.range },
    captureUtc: session.connection.captureUtc(at),
    source: { ptsMs: at, mediaMs: picture.mediaMs, keyframe, segmentPtsMs },
  };
}

async function decode(
  picture: Picture,
  colour: Colour,
  writing: Writing,
  deps: PictureDeps,
): Promise<{ bytes: Buffer; words: string }> {
  const start = picture.parts[0]?.samples[0] ?? picture.sample;
  const select = `select='eq(pts,${picture.sample.pts - start.dts})'`;
  const chunks: Buffer[] = [];
  const job = {
    ...deps,
    purpose: 'decode a still',
    input: feed(picture.parts),
    // a group may begin with a key frame that is no IDR picture: libavcodec holds back what follows
    inputOptions: [...ONE_PICTURE, '-copyts', '-flags', '+output_corrupt', '-f', 'mp4'],
    outputOptions: writingOptions(select, colour, writing),
    timeoutMs: TIMEOUT_MS,
  };
  const { words } = await runToSink(job, (chunk) => chunks.push(chunk));
  return { bytes: Buffer.concat(chunks), words };
}

/**
 * Options of the outputs that write one picture (or `count` of them), chosen by the filter `select`, whose colours are read as
 * `colour` says; the last output's address is the caller's.
 */
export function writingOptions(
  select: string,
  { matrix, range }: ColourReading,
  { scale, filters = [], options, hash = false }: Writing,
  count = 1,
): string[] {
  const exact = 'flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp';
  const colours = `scale=in_color_matrix=${matrix}:in_range=${range}:${scale}:${exact}`;
  const shown = [colours, ...filters].join(',');
  const one = ['-vsync', 'passthrough', '-frames:v', `${count}`];
  const written = [...one, ...options, '-f', 'image2pipe'];
  if (!hash) return ['-an', '-vf', `${select},${shown}`, ...written];
  const graph = `[0:v:0]${select},split[decoded][in];[in]${shown}[shown]`;
  const hashed = [...one, '-c:v', 'rawvideo', '-f', 'hash', '-hash', 'sha256', 'pipe:2'];
  return ['-filter_complex', graph, '-map', '[decoded]', ...hashed, '-map', '[shown]', ...written];
}
