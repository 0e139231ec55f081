import type { CaptureUtc } from '../../core/time/capture-utc.ts';
import { createRing, type RecordedRing } from './ring.ts';
import { runToSink } from './ring-job.ts';
import { ringOutput } from './ring-output.ts';

/** The most of a file that one clip may need. */
const WINDOW_BYTES = 1 << 30;
const WINDOW_TIMEOUT_MS = 120_000;
/** Pictures are stored up to this long before they are shown after others. */
const REORDER_MS = 1000;
/** Where seeking misses the key frame, it is begun this much earlier, then at the start. */
const EARLIER_MS = 15_000;

export interface FileRingDeps {
  readonly ffmpeg: {
    readonly path: string;
    readonly has: { readonly writePrft: boolean };
  };
  toMediaMs(ptsMs: number): number;
  toPtsMs(mediaMs: number): number;
  captureUtc(ptsMs: number): CaptureUtc;
}

export interface FileSource extends FileRingDeps {
  readonly path: string;
  /** Time of the first picture, in the file's own clock. */
  readonly startMs: number;
}

/** A part of a file, read into a ring; from and to are mediaMs. */
export interface Window {
  readonly ring: RecordedRing;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Reads from the key frame at or before `fromMs` to `toMs`. Throws AgentError 'ffmpeg/failed'. */
export async function readWindow(
  source: FileSource,
  fromMs: number,
  toMs: number,
): Promise<Window> {
  const fromPtsMs = source.toPtsMs(fromMs);
  for (const seekMs of [fromPtsMs, fromPtsMs - EARLIER_MS]) {
    if (seekMs <= source.startMs) break;
    const ring = await copy(source, seekMs, toMs);
    const begins = ring.span()?.fromMs ?? Number.POSITIVE_INFINITY;
    if (begins <= fromMs) return { ring, fromMs: begins, toMs };
    await ring[Symbol.asyncDispose]();
  }
  const ring = await copy(source, undefined, toMs);
  return { ring, fromMs: Number.NEGATIVE_INFINITY, toMs };
}

async function copy(
  source: FileSource,
  seekMs: number | undefined,
  toMs: number,
): Promise<RecordedRing> {
  const limits = { keepMs: Number.POSITIVE_INFINITY, maxBytes: WINDOW_BYTES };
  const ring = createRing({ name: 'file', ...limits }, source);
  const enough = new AbortController();
  const untilPtsMs = source.toPtsMs(toMs) + REORDER_MS;
  const sink = ring.begin({
    toMediaMs: (ptsMs) => source.toMediaMs(ptsMs),
    captureUtc: (ptsMs) => source.captureUtc(ptsMs),
    onFragment: ({ ptsMs }) => {
      if (ptsMs > untilPtsMs) enough.abort();
    },
  });
  const seek = ['-noaccurate_seek', '-seek_timestamp', '1', '-ss'];
  const job = {
    command: source.ffmpeg.path,
    purpose: `read ${source.path}`,
    input: source.path,
    inputOptions: seekMs === undefined ? [] : [...seek, (seekMs / 1000).toFixed(6)],
    outputOptions: ['-map', '0:v:0', ...ringOutput(source.ffmpeg.has)],
    timeoutMs: WINDOW_TIMEOUT_MS,
    enough: enough.signal,
  };
  try {
    await runToSink(job, (chunk) => sink.write(chunk));
  } catch (error) {
    await ring[Symbol.asyncDispose]();
    throw error;
  }
  sink.end();
  return ring;
}
