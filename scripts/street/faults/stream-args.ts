import { CASE_S, FAULT_S, type FaultKind } from './kinds.ts';

/** One stream: footage, what is wrong with it, and how it is encoded. */
export interface StreamPlan {
  /** ffmpeg's input arguments. */
  readonly input: readonly string[];
  /** Filters that make healthy pictures of the input; without any its stream is passed on as it is. */
  readonly healthy: readonly string[];
  readonly fault?: FaultKind;
  /** A picture with transparency that hangs before the lens. */
  readonly cover?: string;
  readonly width: number;
  readonly fps: number;
  /** Grain of the sensor, as ffmpeg's noise filter counts it; a seed for it. */
  readonly grain: number;
  readonly seed: number;
  readonly codec: 'h264' | 'h265';
  readonly gopS: number;
  readonly kbps: number;
  readonly lengthS: number;
  /** Draws the clock with this font. */
  readonly font: string;
}

/** The measured picture. */
export const MEASURED = { width: 544, height: 306 };
export const PICTURES_PER_S = 2;

/** ffmpeg's arguments from footage to a transport stream on stdout. */
export function encodeArgs(plan: StreamPlan): readonly string[] {
  const { input, cover, grain, seed, fps, fault } = plan;
  const enable = `gte(t,${FAULT_S})`;
  const laid =
    cover === undefined
      ? '[seen]'
      : `[bare];[bare][1:v]overlay=format=auto:enable='${enable}'[seen]`;
  const sensor = [
    ...(fault?.lens?.(enable, plan.width / MEASURED.width) ?? []),
    ...(grain > 0 ? [`noise=all_seed=${seed % 100_000}:alls=${grain}:allf=t`] : []),
    ...(fault?.isStill ? [still(FAULT_S * fps)] : []),
    ...(fault?.isClocked ? [clock(plan.font)] : []),
    'format=yuv420p',
  ];
  const begin = ['-hide_banner', '-nostdin', '-v', 'error', '-threads', '1', ...input];
  const end = ['-an', '-f', 'mpegts', 'pipe:1'];
  if (plan.healthy.length === 0) return [...begin, '-c:v', 'copy', ...end];
  return [
    ...begin,
    ...(cover === undefined ? [] : ['-i', cover]),
    ...['-filter_complex', `[0:v]${plan.healthy.join(',')}${laid};[seen]${sensor.join(',')}[out]`],
    ...['-map', '[out]', '-t', `${plan.lengthS}`, '-r', `${fps}`, ...codecArgs(plan)],
    ...end,
  ];
}

/** ffmpeg's arguments from a transport stream on stdin to RGB pictures of `MEASURED` on stdout. */
export function decodeArgs({ fault, fps }: StreamPlan): readonly string[] {
  const { width, height } = MEASURED;
  const filters = [
    ...(fault?.decoded?.(`gte(t,${FAULT_S})`) ?? []),
    ...(fault?.isRepeated ? [still(FAULT_S * fps), `trim=duration=${CASE_S}`] : []),
    `fps=${PICTURES_PER_S}`,
    `scale=w=${width}:h=${height}:flags=bilinear`,
    'format=rgb24',
  ];
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'repeat+level+verbose'],
    ...['-threads', '1', '-f', 'mpegts', '-i', 'pipe:0'],
    ...['-an', '-vf', filters.join(','), '-f', 'rawvideo', 'pipe:1'],
  ];
}

/** From a length that is too short: forth and back, again and again. */
export const PING_PONG = [
  'split[forth][last]',
  '[last]reverse[back]',
  '[forth][back]concat=n=2,loop=loop=60:size=32000,setpts=N/(FR*TB)',
];

function still(fromPicture: number): string {
  return `loop=loop=5000:size=1:start=${Math.round(fromPicture)},setpts=N/(FR*TB)`;
}

function clock(font: string): string {
  const file = font.replaceAll(':', '\\:');
  const text = '%{pts\\:gmtime\\:1760000000\\:%Y-%m-%d %H\\\\\\:%M\\\\\\:%S}';
  return `drawtext=fontfile='${file}':text='${text}':x=w*0.55:y=h*0.04:fontsize=h/22:fontcolor=white:borderw=1`;
}

function codecArgs({ codec, gopS, fps, kbps }: StreamPlan): readonly string[] {
  const gop = Math.max(1, Math.round(gopS * fps));
  const keys = `keyint=${gop}:min-keyint=${gop}:scenecut=0`;
  const rate = ['-b:v', `${kbps}k`, '-maxrate', `${kbps * 1.5}k`, '-bufsize', `${kbps * 2}k`];
  if (codec === 'h264')
    return [
      '-c:v',
      'libx264',
      '-preset',
      'superfast',
      '-threads',
      '1',
      '-x264-params',
      keys,
      '-bf',
      '0',
      ...rate,
    ];
  const quiet = `${keys}:bframes=0:log-level=none:pools=1:frame-threads=1`;
  return ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', quiet, ...rate];
}
