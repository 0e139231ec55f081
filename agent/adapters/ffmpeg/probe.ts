import fluent, { type FfprobeData } from 'fluent-ffmpeg';
import type { Size } from '../../core/vision/view.ts';
import { redact } from '../../lib/redact.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Ffmpeg } from './binary.ts';
import { classifyEnd } from './classify-error.ts';
import { Mp4Parser } from './mp4-parser.ts';
import { type Measured, StreamMeter } from './probe-measure.ts';
import { describedInput } from './probe-words.ts';
import { runToSink } from './ring-job.ts';
import { ringOutput } from './ring-output.ts';

export interface ProbeOptions {
  /** How RTSP video is sent; default tcp. */
  readonly transport?: 'tcp' | 'udp';
  /** How long to wait for the first picture. */
  readonly timeoutMs: number;
  /** How much of the stream to measure, milliseconds of its own time; default 6000. */
  readonly measureMs?: number;
}

export interface ProbeReport {
  /** The address, without user and password. */
  readonly url: string;
  readonly via: 'ffprobe' | 'ffmpeg';
  readonly codec: string;
  readonly profile?: string;
  readonly pixelFormat: string;
  readonly size: Size;
  readonly declaredFps?: number;
  /** Codec of the sound, when there is one. */
  readonly audio?: string;
  readonly durationMs?: number;
  /** From the start of ffmpeg to the first key frame in hand; absent when none came. */
  readonly firstPictureMs?: number;
  readonly measured: Measured;
}

const MEASURE_MS = 6000;
const GRACE_MS = 1000;

/**
 * Opens a camera (rtsp, http) or a file and tells what comes. Throws AgentError 'source/unreachable',
 * 'source/refused', 'source/not-video' or 'source/no-file'.
 */
export async function probe(
  url: string,
  options: ProbeOptions,
  ffmpeg: Ffmpeg,
): Promise<ProbeReport> {
  const input = inputOptions(url, options, ffmpeg);
  const { words, ...seen } = await measure(url, input, options, ffmpeg);
  const described = describedInput(words);
  const detail = await ffprobed(url, input, ffmpeg);
  const { video } = described;
  if (video === undefined) throw new AgentError('source/not-video', 'expected video, found none');
  return {
    url: redact(url),
    via: detail === undefined ? 'ffmpeg' : 'ffprobe',
    codec: video.codec,
    pixelFormat: video.pixelFormat,
    size: video.size,
    ...(video.profile === undefined ? {} : { profile: video.profile }),
    ...(video.fps === undefined ? {} : { declaredFps: video.fps }),
    ...(described.audio === undefined ? {} : { audio: described.audio }),
    ...(described.durationMs === undefined ? {} : { durationMs: described.durationMs }),
    ...detail,
    ...seen,
  };
}

function isAddress(url: string): boolean {
  return /^[a-z]+:\/\//i.test(url);
}

/** What goes before `-i`, by the kind of address. */
function inputOptions(url: string, options: ProbeOptions, { has }: Ffmpeg): string[] {
  const micros = String(options.timeoutMs * 1000);
  if (/^rtsps?:/i.test(url)) {
    return ['-rtsp_transport', options.transport ?? 'tcp', `-${has.rtspTimeout}`, micros];
  }
  return /^(https?|rtmps?):/i.test(url) ? ['-rw_timeout', micros] : [];
}

async function measure(
  url: string,
  input: readonly string[],
  { timeoutMs, measureMs = MEASURE_MS }: ProbeOptions,
  ffmpeg: Ffmpeg,
): Promise<Pick<ProbeReport, 'measured' | 'firstPictureMs'> & { words: string }> {
  const meter = new StreamMeter();
  const enough = new AbortController();
  const startedMs = performance.now();
  let firstPictureMs: number | undefined;
  const parser = new Mp4Parser({
    onInit: (init) => meter.init(init),
    onSample: (sample, init) => {
      meter.add(sample, init);
      if (sample.keyframe) firstPictureMs ??= performance.now() - startedMs;
      if (meter.spanMs >= measureMs) enough.abort();
    },
  });
  const timer = setTimeout(() => enough.abort(), timeoutMs + 2 * measureMs);
  // a little after ffmpeg's own time-out, which says why
  const late = setTimeout(() => meter.spanMs === 0 && enough.abort(), timeoutMs + GRACE_MS);
  const job = {
    command: ffmpeg.path,
    purpose: 'read the stream',
    input: url,
    inputOptions: [...input],
    outputOptions: ['-map', '0:v:0', ...ringOutput(ffmpeg.has)],
    timeoutMs: 2 * (timeoutMs + 2 * measureMs),
    enough: enough.signal,
  };
  try {
    const { words } = await runToSink(job, (chunk) => {
      if (!enough.signal.aborted) parser.push(chunk);
    });
    if (meter.spanMs === 0) throw unreadable(url, words, enough.signal.aborted);
    const first =
      firstPictureMs === undefined ? {} : { firstPictureMs: Math.round(firstPictureMs) };
    return { measured: meter.result(), ...first, words };
  } catch (error) {
    if (error instanceof AgentError && error.code !== 'ffmpeg/failed') throw error;
    // a camera that accepts and says nothing is "invalid data" to ffmpeg
    const tooLate = performance.now() - startedMs >= timeoutMs;
    throw unreadable(url, wordsOf(error), tooLate, error);
  } finally {
    clearTimeout(timer);
    clearTimeout(late);
  }
}

/** ffmpeg's last words, from the facts of a failed job. */
function wordsOf(error: unknown): string {
  const { tail } = error instanceof AgentError ? error.facts : {};
  return typeof tail === 'string' ? tail : '';
}

function unreadable(url: string, words: string, late: boolean, cause?: unknown): AgentError {
  const where = redact(url);
  const facts = { tail: words.slice(-2000) };
  const { code, say } = classifyEnd(words, false, isAddress(url) ? 'camera' : 'file');
  if (late && code !== 'source/refused') {
    return new AgentError(
      'source/unreachable',
      `no picture came from ${where} in time`,
      facts,
      cause,
    );
  }
  if (code === 'source/ended') {
    return new AgentError('source/not-video', `no video came from ${where}`, facts, cause);
  }
  return new AgentError(code, `${where}: ${say}`, facts, cause);
}

type Detail = Partial<
  Pick<ProbeReport, 'codec' | 'profile' | 'pixelFormat' | 'size' | 'declaredFps' | 'audio'>
>;

/** The same from ffprobe, which names profiles fully; undefined when there is none or it failed. */
async function ffprobed(
  url: string,
  input: readonly string[],
  { ffprobePath }: Ffmpeg,
): Promise<Detail | undefined> {
  if (ffprobePath === undefined) return undefined;
  const data = await new Promise<FfprobeData | undefined>((resolve) => {
    const command = fluent(url).setFfprobePath(ffprobePath);
    // some cameras take one connection at a time: what ffmpeg said must do then
    command.ffprobe([...input], (error: unknown, found: FfprobeData) =>
      resolve(error ? undefined : found),
    );
  });
  const video = data?.streams.find((stream) => stream.codec_type === 'video');
  const audio = data?.streams.find((stream) => stream.codec_type === 'audio');
  if (video === undefined) return undefined;
  return detailOf(video, audio);
}

type Stream = FfprobeData['streams'][number];

function detailOf(video: Stream, audio: Stream | undefined): Detail {
  const [count = 0, per = 0] = (video.avg_frame_rate ?? '').split('/').map(Number);
  return {
    ...(video.codec_name === undefined ? {} : { codec: video.codec_name }),
    ...(video.profile === undefined ? {} : { profile: String(video.profile) }),
    ...(video.pix_fmt === undefined ? {} : { pixelFormat: video.pix_fmt }),
    ...(count > 0 && per > 0 ? { declaredFps: count / per } : {}),
    ...(audio?.codec_name === undefined ? {} : { audio: audio.codec_name }),
  };
}
