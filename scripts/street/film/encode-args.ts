import type { Scenario, SceneCamera } from '../world/scenario.ts';
import type { Gap } from './film-times.ts';
import { filterGraph } from './picture-filters.ts';

export interface EncodeJob {
  readonly scenario: Scenario;
  readonly gaps: readonly Gap[];
  /** PNG files that lie over the picture, in the order of `overlaid`. */
  readonly overlays: readonly string[];
  readonly main: string;
  /** Where the camera has a second stream. */
  readonly sub?: string;
}

/** x264's rate control makes other files of the same pictures each time it runs on more than one. */
const THREADS = '1';

/** ffmpeg's arguments: raw RGB pictures on stdin, one or two MP4 files out. */
export function encodeArgs({ scenario, gaps, overlays, main, sub }: EncodeJob): readonly string[] {
  const { camera, startUtcMs } = scenario;
  const { width, height } = camera.size;
  const created = ['-metadata', `creation_time=${new Date(startUtcMs).toISOString()}`];
  const file = (label: string, fps: number, kbps: number, path: string) => [
    ...['-map', `[${label}]`, '-vsync', 'passthrough'],
    ...codecArgs(camera, fps, kbps),
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
    ...['-color_range', 'tv', '-video_track_timescale', '90000', '-movflags', '+faststart'],
    ...created,
    ...['-f', 'mp4', '-y', path],
  ];
  return [
    ...['-hide_banner', '-nostdin', '-v', 'error', '-filter_complex_threads', '1'],
    ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`],
    ...['-framerate', `${camera.fps}`, '-i', 'pipe:0'],
    ...overlays.flatMap((path) => ['-i', path]),
    ...['-filter_complex', filterGraph({ scenario, gaps })],
    ...file('main', camera.fps, camera.bitrateKbps, main),
    ...(camera.sub === undefined || sub === undefined
      ? []
      : file('sub', camera.sub.fps, subKbps(camera, camera.sub), sub)),
  ];
}

/** As cameras do: fixed key frame distance, no scene cuts, a capped bitrate. */
function codecArgs(camera: SceneCamera, fps: number, kbps: number): readonly string[] {
  const { codec, gopSeconds, bFrames } = camera;
  const gop = Math.max(1, Math.round(gopSeconds * fps));
  const fixed = `keyint=${gop}:min-keyint=${gop}:scenecut=0:open-gop=0:bframes=${bFrames}`;
  const rate = ['-b:v', `${kbps}k`, '-maxrate', `${kbps * 1.5}k`, '-bufsize', `${kbps * 2}k`];
  if (codec === 'h265') {
    const pools = `log-level=error:pools=${THREADS}:frame-threads=1`;
    return [
      ...['-c:v', 'libx265', '-preset', 'ultrafast', '-tag:v', 'hvc1'],
      ...['-x265-params', `${fixed}:${pools}:colorprim=bt709:transfer=bt709:colormatrix=bt709`],
      ...rate,
    ];
  }
  return [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', bFrames > 0 ? 'high' : 'main'],
    ...['-threads', THREADS, '-x264-params', fixed, '-g', `${gop}`, '-bf', `${bFrames}`],
    ...rate,
  ];
}

/** The same bits a pixel and picture as the main stream has, and half as many again. */
function subKbps({ size, fps, bitrateKbps }: SceneCamera, sub: NonNullable<SceneCamera['sub']>) {
  const share = (sub.width * sub.height * sub.fps) / (size.width * size.height * fps);
  return Math.max(64, Math.round(bitrateKbps * share * 1.5));
}
