import type { Size } from '../../core/vision/view.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Still } from '../../ports/ring.ts';
import { feed } from './ring-feed.ts';
import { runToSink } from './ring-job.ts';
import { ptsMs, type Session } from './ring-piece.ts';
import type { Picture } from './ring-select.ts';
import { type Colour, colourOf } from './still-colour.ts';

const STILL_TIMEOUT_MS = 15_000;
const PPM_HEADER = /^P6\s(\d+)\s(\d+)\s255\s/;

export interface StillDeps {
  readonly command: string;
  readonly signal?: AbortSignal;
}

const colours = new WeakMap<Session, Colour>();

/**
 * Decodes exactly this picture, found by its presentation time. RGB, full range; converted by the matrix
 * and range the stream is tagged with, else BT.709 from 720 lines on and BT.601 below, limited range.
 * Throws AgentError 'ffmpeg/failed', or 'ring/gone' when its piece is gone.
 */
export async function decodeStill(picture: Picture, deps: StillDeps): Promise<Still> {
  const { session, sample } = picture;
  const { height } = session.init;
  const guess = colours.get(session) ?? colourOf('', height);
  let decoded = await decode(picture, guess, deps);
  const said = colourOf(decoded.words, height);
  colours.set(session, said);
  // only the first picture of a connection may need a second try, and only where the guess was wrong
  if (said.matrix !== guess.matrix || said.range !== guess.range) {
    decoded = await decode(picture, said, deps);
  }
  const at = ptsMs(session, sample);
  return {
    pixels: decoded.pixels,
    size: decoded.size,
    captureUtc: session.connection.captureUtc(at),
    source: { ptsMs: at, mediaMs: picture.mediaMs, keyframe: sample.keyframe },
  };
}

async function decode(
  picture: Picture,
  colour: Colour,
  deps: StillDeps,
): Promise<{ pixels: Uint8Array; size: Size; words: string }> {
  const start = picture.parts[0]?.samples[0] ?? picture.sample;
  const select = `select='eq(pts,${picture.sample.pts - start.dts})'`;
  const chunks: Buffer[] = [];
  const job = {
    ...deps,
    purpose: 'decode a still',
    input: feed(picture.parts),
    // a group may begin with a key frame that is no IDR picture: libavcodec holds back what follows
    inputOptions: ['-copyts', '-flags', '+output_corrupt', '-f', 'mp4'],
    outputOptions: [
      ...['-an', '-vf', `${select},scale=${scaleOptions(colour)}`, '-vsync', 'passthrough'],
      ...['-frames:v', '1', '-pix_fmt', 'rgb24', '-c:v', 'ppm', '-f', 'image2pipe'],
    ],
    timeoutMs: STILL_TIMEOUT_MS,
  };
  const { words } = await runToSink(job, (chunk) => chunks.push(chunk));
  return { ...readPpm(Buffer.concat(chunks), words), words };
}

function scaleOptions({ matrix, range }: Colour): string {
  const exact = 'flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp';
  return `in_color_matrix=${matrix}:in_range=${range}:out_range=pc:${exact}`;
}

/** A binary PPM picture (P6, 8 bit), as ffmpeg writes it; `pixels` shares the buffer. */
export function readPpm(bytes: Buffer, words = ''): { pixels: Uint8Array; size: Size } {
  const found = PPM_HEADER.exec(bytes.toString('latin1', 0, 32));
  const width = Number(found?.[1] ?? 0);
  const height = Number(found?.[2] ?? 0);
  const pixels = bytes.subarray(found?.[0].length ?? 0);
  if (width > 0 && pixels.length === width * height * 3) return { pixels, size: { width, height } };
  throw new AgentError(
    'ffmpeg/failed',
    `expected one decoded picture, got ${bytes.length} bytes; the stream may be damaged there`,
    { tail: words.slice(-2000) },
  );
}
