import type { InputSize, View } from '../../core/vision/view.ts';
import type { Ffmpeg } from './binary.ts';
import { filterGraph } from './filters.ts';
import { inputList, LIST_PROTOCOLS, networkOptions } from './input-list.ts';

/** Where a child reads from. */
export interface Input {
  readonly kind: 'rtsp' | 'rtmp' | 'http' | 'file';
  /** An address, or the path of a file. */
  readonly url: string;
  readonly transport?: 'tcp' | 'udp';
  readonly decode: 'sampled' | 'keyframes';
  readonly fps: number;
  /** Network silence after which ffmpeg itself gives up, milliseconds. */
  readonly timeoutMs: number;
  /** Read a file as fast as it was filmed. */
  readonly paced?: boolean;
}

export interface Outputs {
  /** Pictures for these views; none when the child only records. */
  readonly views: readonly View[];
  readonly input: InputSize;
  /** Whether the stream is copied as fragmented MP4. */
  readonly copy: boolean;
  /** Whether a further pipe tells what is known of each packet of the copy; see packet-marks.ts. */
  readonly marks?: boolean;
}

/** First pipe after stdin, stdout and stderr. */
export const FIRST_PIPE = 3;

/** How many pipes a child writes to; the one that it reads its input list from (if any) comes behind them. */
export function outputPipes({ views, copy, marks = false }: Outputs): number {
  return (views.length === 0 ? 0 : views.length + 1) + Number(copy) + Number(copy && marks);
}

/**
 * The command line of one child: a raw RGB pipe for each view, one with their times (mkvtimestamp_v2),
 * one with the untouched stream, one with the marks of its packets, in this order from pipe 3 on.
 */
export function ffmpegArgs(input: Input, outputs: Outputs, has: Ffmpeg['has']): string[] {
  const { views } = outputs;
  const graph = views.length === 0 ? [] : frameOutputs(input, outputs, has);
  const copyPipe = views.length === 0 ? FIRST_PIPE : FIRST_PIPE + views.length + 1;
  return [
    ...['-hide_banner', '-nostats', '-loglevel', 'repeat+level+verbose', '-copyts'],
    ...inputArgs(input, outputs, has),
    ...graph,
    ...(outputs.copy ? copyOutput(copyPipe, has) : []),
    ...(outputs.copy && outputs.marks === true ? marksOutput(copyPipe + 1, has) : []),
  ];
}

function inputArgs(input: Input, outputs: Outputs, has: Ffmpeg['has']): string[] {
  // one thread a camera: more only add latency and memory when many cameras share the box
  const decoder = [
    '-threads',
    '1',
    ...(input.decode === 'keyframes' ? ['-skip_frame', 'nokey'] : []),
  ];
  const before = outputs.views.length > 0 ? decoder : [];
  if (inputList(input, has) !== undefined) {
    // a plain pipe as input would have ffmpeg not listen for its 'q'
    const pipe = `async:pipe:${FIRST_PIPE + outputPipes(outputs)}`;
    const list = ['-protocol_whitelist', LIST_PROTOCOLS, '-safe', '0', '-f', 'concat'];
    return [...before, ...list, '-i', pipe];
  }
  const options = networkOptions(input, has).flatMap(([name, value]) => [`-${name}`, value]);
  const pace = input.kind === 'file' && input.paced === true ? ['-re'] : [];
  const url = input.kind === 'file' ? `file:${input.url}` : input.url;
  return [...before, ...options, ...pace, '-i', url];
}

function frameOutputs({ fps }: Input, { views, input }: Outputs, has: Ffmpeg['has']): string[] {
  const sync = has.fpsMode === true ? '-fps_mode' : '-vsync';
  // else times are rounded to the rate that the stream claims: half a picture off, where it does not keep it
  const every = ['-an', sync, 'passthrough', '-enc_time_base', '1:1000'];
  const raw = views.flatMap((_, index) => [
    ...['-map', `[v${index}]`, ...every, '-c:v', 'rawvideo', '-pix_fmt', 'rgb24'],
    ...['-f', 'rawvideo', `pipe:${FIRST_PIPE + index}`],
  ]);
  const times = ['-map', '[times]', ...every, '-c:v', 'rawvideo', '-flush_packets', '1'];
  const pipe = ['-f', 'mkvtimestamp_v2', `pipe:${FIRST_PIPE + views.length}`];
  return ['-filter_complex', filterGraph(views, input, fps), ...raw, ...times, ...pipe];
}

/**
 * Streams with B-frames have no decoding time over RTSP, and the first picture may have no time at all;
 * the muxer wants rising decoding times that lie before the times of showing.
 */
const MEND =
  "setts=pts='if(eq(PTS\\,NOPTS)\\,if(eq(PREV_INPTS\\,NOPTS)\\,0\\,PREV_INPTS+1)\\,PTS)'";

function copyOf(has: Ffmpeg['has']): string[] {
  return ['-map', '0:v:0', '-c:v', 'copy', '-an', ...(has.setts ? ['-bsf:v', MEND] : [])];
}

function copyOutput(pipe: number, has: Ffmpeg['has']): string[] {
  return [
    ...[
      ...copyOf(has),
      '-f',
      'mp4',
      '-movflags',
      'frag_every_frame+empty_moov+default_base_moof+frag_discont',
    ],
    // else the copy's times begin at 0, whatever those of the frames are
    ...['-avoid_negative_ts', 'disabled', '-use_editlist', '0'],
    ...['-flush_packets', '1', ...(has.writePrft ? ['-write_prft', 'wallclock'] : [])],
    `pipe:${pipe}`,
  ];
}

function marksOutput(pipe: number, has: Ffmpeg['has']): string[] {
  const hash = ['-f', 'framehash', '-format_version', '2', '-hash', 'adler32'];
  return [...copyOf(has), '-flush_packets', '1', ...hash, `pipe:${pipe}`];
}
