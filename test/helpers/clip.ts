import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, rename, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';

const run = promisify(execFile);

export interface ClipOptions {
  readonly width?: number;
  readonly height?: number;
  readonly fps?: number;
  readonly seconds?: number;
  readonly codec?: 'h264' | 'h265';
  /** Another encoder of ffmpeg, such as 'rawvideo', instead of `codec`. */
  readonly encoder?: string;
  readonly bFrames?: number;
  /** Pictures from key frame to key frame. */
  readonly gop?: number;
  readonly container?: 'mp4' | 'ts' | 'mkv';
  /** A lavfi source without size and rate; default a moving test picture. */
  readonly pattern?: string;
  /** ISO time written into the file. */
  readonly createdUtc?: string;
  readonly ffmpeg?: string;
}

/** Makes a test video, or gives the one made earlier with the same options. Returns its path. */
export async function makeClip(options: ClipOptions = {}): Promise<string> {
  const { container = 'mp4', ffmpeg = (await locateFfmpeg(process.env)).path } = options;
  const folder = join(tmpdir(), 'streetwarden-clips');
  const name = createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 16);
  const path = join(folder, `${name}.${container}`);
  if (await exists(path)) return path;
  await mkdir(folder, { recursive: true });
  // written aside first: several tests may want the same clip at once
  const aside = join(
    folder,
    `${name}.${process.pid}-${Math.random().toString(36).slice(2)}.${container}`,
  );
  await run(ffmpeg, [...clipArgs(options), '-y', aside]);
  await rename(aside, path);
  return path;
}

function clipArgs(options: ClipOptions): string[] {
  const { width = 640, height = 360, fps = 25, seconds = 4, gop = 25, bFrames = 0 } = options;
  const { pattern = 'testsrc2', createdUtc } = options;
  const source = `${pattern}${pattern.includes('=') ? ':' : '='}size=${width}x${height}:rate=${fps}`;
  const x265 = `log-level=error:bframes=${bFrames}:keyint=${gop}:min-keyint=${gop}:scenecut=0:open-gop=0`;
  const codec =
    options.codec === 'h265'
      ? ['-c:v', 'libx265', '-x265-params', x265, '-tag:v', 'hvc1']
      : [
          '-c:v',
          'libx264',
          '-bf',
          `${bFrames}`,
          '-g',
          `${gop}`,
          '-keyint_min',
          `${gop}`,
          '-sc_threshold',
          '0',
        ];
  const { encoder } = options;
  const chosen = encoder === undefined ? [...codec, '-preset', 'ultrafast'] : ['-c:v', encoder];
  return [
    ...['-v', 'error', '-f', 'lavfi', '-i', source, '-t', `${seconds}`],
    ...[...chosen, '-pix_fmt', 'yuv420p'],
    ...(createdUtc === undefined ? [] : ['-metadata', `creation_time=${createdUtc}`]),
  ];
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size > 0;
  } catch {
    return false;
  }
}
