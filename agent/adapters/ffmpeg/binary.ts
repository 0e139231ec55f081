import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AgentError } from '../../ports/errors.ts';

export interface Ffmpeg {
  readonly path: string;
  readonly ffprobePath?: string;
  readonly version: string;
  readonly origin: 'FFMPEG_PATH' | 'system' | 'bundled';
  /** What this build can do: options differ between versions. */
  readonly has: {
    /** Writes producer times (prft) into the stream copy. */
    readonly writePrft: boolean;
    readonly setts: boolean;
    readonly rtspTimeout: 'timeout' | 'stimeout';
    /** Knows `-fps_mode`; else `-vsync`. */
    readonly fpsMode?: boolean;
    /** Takes options of an input in a list (ffconcat, from 5.0 on), and so an address without a command line. */
    readonly listOptions?: boolean;
    /** Path of a `setpriv` that ends a child together with its parent. */
    readonly setpriv?: string;
  };
}

type Env = Readonly<Record<string, string | undefined>>;

const LIST_OPTIONS_SINCE = 5;

const run = promisify(execFile);

/**
 * Finds ffmpeg (FFMPEG_PATH, else PATH, else the optional package) and asks it once what it can do.
 * Throws AgentError 'ffmpeg/missing'.
 */
export async function locateFfmpeg(env: Env): Promise<Ffmpeg> {
  const { FFMPEG_PATH: named, FFPROBE_PATH: namedProbe } = env;
  const setpriv = await findSetpriv(env);
  if (named !== undefined && named !== '') {
    const beside = await runnable(join(dirname(named), 'ffprobe'));
    return describe(named, namedProbe ?? beside, 'FFMPEG_PATH', setpriv);
  }
  const system = await onPath(env, 'ffmpeg');
  if (system !== undefined)
    return describe(system, await onPath(env, 'ffprobe'), 'system', setpriv);
  const bundled = await fromPackage(() => import('@ffmpeg-installer/ffmpeg'));
  if (bundled === undefined) {
    throw new AgentError(
      'ffmpeg/missing',
      'expected ffmpeg in FFMPEG_PATH, in PATH or from the package @ffmpeg-installer/ffmpeg; found none: install it',
    );
  }
  const probe = await fromPackage(() => import('@ffprobe-installer/ffprobe'));
  return describe(bundled, probe, 'bundled', setpriv);
}

async function describe(
  path: string,
  ffprobePath: string | undefined,
  origin: Ffmpeg['origin'],
  setpriv: string | undefined,
): Promise<Ffmpeg> {
  const [version, mp4, filters, rtsp, help] = await Promise.all([
    ask(path, ['-version']),
    ask(path, ['-h', 'muxer=mp4']),
    ask(path, ['-bsfs']),
    ask(path, ['-h', 'demuxer=rtsp']),
    ask(path, ['-h', 'long']),
  ]);
  const named = /^ffmpeg version (\S+)/m.exec(version)?.[1] ?? 'unknown';
  return {
    path,
    ...(ffprobePath === undefined ? {} : { ffprobePath }),
    version: named,
    origin,
    has: {
      writePrft: mp4.includes('-write_prft'),
      setts: /^setts$/m.test(filters),
      rtspTimeout: rtsp.includes('-stimeout') ? 'stimeout' : 'timeout',
      fpsMode: help.includes('-fps_mode'),
      listOptions: Number(/^n?(\d+)\./.exec(named)?.[1] ?? 0) >= LIST_OPTIONS_SINCE,
      ...(setpriv === undefined ? {} : { setpriv }),
    },
  };
}

async function ask(path: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(path, ['-hide_banner', ...args], { maxBuffer: 8 << 20 });
    return stdout;
  } catch (cause) {
    const message = `${path} was expected to be ffmpeg, but does not run; correct FFMPEG_PATH or install it`;
    throw new AgentError('ffmpeg/missing', message, { path }, cause);
  }
}

async function findSetpriv(env: Env): Promise<string | undefined> {
  const found = await onPath(env, 'setpriv');
  if (found === undefined) return undefined;
  try {
    await run(found, ['--pdeathsig', 'KILL', process.execPath, '--version']);
    return found;
  } catch {
    return undefined; // the one of busybox cannot; a closed pipe must do then
  }
}

async function onPath(env: Env, name: string): Promise<string | undefined> {
  const { PATH } = env;
  for (const folder of (PATH ?? '').split(delimiter)) {
    const found = folder === '' ? undefined : await runnable(join(folder, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function runnable(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.X_OK);
    return path;
  } catch {
    return undefined; // not there is an answer, not a failure
  }
}

async function fromPackage(load: () => Promise<unknown>): Promise<string | undefined> {
  try {
    const loaded = await load();
    const { default: inner } = loaded as { default?: { path?: unknown } };
    return typeof inner?.path === 'string' ? runnable(inner.path) : undefined;
  } catch {
    return undefined; // an optional package
  }
}
