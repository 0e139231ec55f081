import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Mount {
  /** Such as '/cam'. */
  readonly path: string;
  /** One file, or several that follow each other without a break; none for a live one. */
  readonly file?: string | readonly string[];
  /** Pictures made as time goes by, each with its time in it; see rtsp-server.py. */
  readonly live?: {
    readonly width: number;
    readonly height: number;
    readonly fps: number;
    readonly bFrames?: number;
  };
  /** How far the camera's clock is off, from moments after its first picture on. */
  readonly clock?: readonly {
    readonly atMs: number;
    readonly offsetMs: number;
    readonly ppm?: number;
  }[];
  /** What sender reports say beyond that clock, or that they stop. */
  readonly reports?: readonly {
    readonly atMs: number;
    readonly offsetMs?: number;
    readonly stop?: boolean;
  }[];
  /** Reports tell when pictures were sent, not when they were made. */
  readonly reportsSendTime?: boolean;
  /** RTP times leap by so much, and the reports do not know. */
  readonly rtpJump?: { readonly atMs: number; readonly byMs: number };
  /** Whether `lose` is heeded. */
  readonly lossy?: boolean;
  readonly codec?: 'h264' | 'h265';
  /** Whether sender reports are sent; default true. */
  readonly rtcp?: boolean;
  readonly srIntervalMs?: number;
  /** The connection stands, but nothing comes any more after this much video. */
  readonly stopAfterMs?: number;
  /** Shows what has come to be since the server began, as a camera does; mounts of one film then agree. */
  readonly inStep?: boolean;
  /** Default true: for ever. */
  readonly loop?: boolean;
}

export interface RtspServerOptions {
  readonly mounts: readonly Mount[];
  /** A free one where absent. */
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
}

export interface RtspServer extends AsyncDisposable {
  readonly port: number;
  readonly pid: number;
  /** When it began, UTC: where films of mounts that are in step begin. */
  readonly beganUtcMs: number;
  /** The address of a mount; with the login in it where the server wants one. */
  url(path: string): string;
  /** From now on lossy mounts lose this share of their RTP packets. */
  lose(share: number): void;
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('./rtsp-server.py', import.meta.url));
const IMPORTS =
  'import gi; gi.require_version("GstRtspServer", "1.0"); from gi.repository import GstRtspServer';
// the system's own Python has the bindings, whatever else is first in PATH
const PYTHONS = ['/usr/bin/python3', 'python3'];

let python: string | undefined | false = false;

/** Whether an RTSP server can be started here (GStreamer's, through python3-gi). */
export function hasGstreamer(): boolean {
  if (python === false) python = PYTHONS.find((command) => runs(command));
  return python !== undefined;
}

function runs(command: string): boolean {
  try {
    execFileSync(command, ['-c', IMPORTS], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts an RTSP camera and waits until it serves. */
export async function startRtspServer(options: RtspServerOptions): Promise<RtspServer> {
  if (!hasGstreamer() || typeof python !== 'string')
    throw new Error('no GStreamer RTSP server here');
  const child = spawn(python, [SCRIPT], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  const gone = once(child, 'close');
  const mounts = options.mounts.map(({ file = [], ...mount }) => ({
    ...mount,
    files: [file].flat(),
  }));
  child.stdin.write(`${JSON.stringify({ ...options, mounts })}\n`);
  const { port, beganUtcMs } = await Promise.race([
    readReady(child.stdout),
    gone.then(() => {
      throw new Error(`the RTSP server did not start: ${said}`);
    }),
  ]);
  const login = options.user === undefined ? '' : `${options.user}:${options.password ?? ''}@`;
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  return {
    port,
    pid: child.pid ?? 0,
    beganUtcMs,
    url: (path) => `rtsp://${login}127.0.0.1:${port}${path}`,
    lose: (share) => child.stdin.write(`${JSON.stringify({ loss: share })}\n`),
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

async function readReady(
  stdout: NodeJS.ReadableStream,
): Promise<Pick<RtspServer, 'port' | 'beganUtcMs'>> {
  for await (const line of createInterface({ input: stdout })) {
    const [, port, utcMs] = /^ready (\d+) (\d+)$/.exec(line) ?? [];
    if (port !== undefined) return { port: Number(port), beganUtcMs: Number(utcMs) };
  }
  return new Promise<never>(() => {}); // it ended: the caller hears of that another way
}
