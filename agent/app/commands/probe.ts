import { Option } from 'commander';
import { locateFfmpeg } from '../../adapters/ffmpeg/binary.ts';
import { type ProbeReport, probe } from '../../adapters/ffmpeg/probe.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { seconds } from './arguments.ts';

interface ProbeFlags {
  readonly transport: 'tcp' | 'udp';
  /** Seconds. */
  readonly timeout: number;
  readonly json?: true;
}

export const probeCommand: CommandAdder = (program, done) => {
  program
    .command('probe')
    .description('open a camera or a file and show what comes: size, rate, key frames, clock')
    .argument('<url>', 'rtsp://, rtmp://, http:// address or path of a file')
    .addOption(
      new Option('--transport <kind>', 'how RTSP video is sent')
        .choices(['tcp', 'udp'])
        .default('tcp'),
    )
    .option('--timeout <seconds>', 'how long to wait for the first picture', seconds, 15)
    .option('--json', 'print the report as JSON')
    .action(async (url: string, { transport, timeout, json }: ProbeFlags) => {
      const ffmpeg = await locateFfmpeg(process.env);
      const report = await probe(url, { transport, timeoutMs: timeout * 1000 }, ffmpeg);
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : show(report));
      done(EXIT.ok);
    });
};

/** Pictures per second as measured, one decimal. */
export function rateOf({ measured }: Pick<ProbeReport, 'measured'>): string {
  return measured.fps === undefined ? '?' : measured.fps.toFixed(1);
}

function show(report: ProbeReport): string {
  const { url, codec, profile, pixelFormat, size, declaredFps, audio, firstPictureMs } = report;
  const { measured } = report;
  const rows: readonly (readonly [string, string])[] = [
    [
      'video',
      `${codec}${profile === undefined ? '' : ` (${profile})`}, ${size.width} x ${size.height}, ${pixelFormat}`,
    ],
    ['sound', audio ?? 'none'],
    [
      'rate',
      `${rateOf(report)} pictures/s measured${declaredFps === undefined ? '' : `, ${declaredFps} declared`}`,
    ],
    [
      'key frames',
      measured.gop === undefined
        ? 'fewer than two seen'
        : `every ${(measured.gop.ms / 1000).toFixed(1)} s (${measured.gop.pictures} pictures)`,
    ],
    ['B-frames', measured.bFrames ? 'yes' : 'no'],
    [
      'bit rate',
      measured.bitsPerSecond === undefined
        ? 'unknown'
        : `${Math.round(measured.bitsPerSecond / 1000)} kbit/s`,
    ],
    [
      'first picture',
      firstPictureMs === undefined ? 'no whole one came' : `after ${Math.round(firstPictureMs)} ms`,
    ],
    [
      'camera clock',
      measured.senderClock === undefined
        ? 'not proved in this short time; a camera as near as this box takes 20 s'
        : "sender reports arrive: capture times are the camera's",
    ],
  ];
  return `${url}\n${rows.map(([name, value]) => `  ${name.padEnd(14)}${value}`).join('\n')}\n`;
}
