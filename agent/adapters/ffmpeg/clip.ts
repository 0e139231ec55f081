import { randomUUID } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import type { Clip } from '../../ports/ring.ts';
import { feed } from './ring-feed.ts';
import { DESCRIBED, runToFile } from './ring-job.ts';
import { ptsMs } from './ring-piece.ts';
import type { Range } from './ring-select.ts';

const CLIP_TIMEOUT_MS = 60_000;

export interface ClipDeps {
  readonly command: string;
  readonly signal?: AbortSignal;
}

/**
 * Writes a stream copy as a plain MP4 with its index in front, times from 0. Written beside `path` under
 * another name, then renamed. Throws AgentError 'ffmpeg/failed' or 'ring/gone'.
 */
export async function writeClip(range: Range, path: string, deps: ClipDeps): Promise<Clip> {
  const { session, first } = range;
  const { codec, width, height } = session.init;
  // browsers know HEVC by this name only
  const tag = codec.startsWith('hvc1') ? ['-tag:v', 'hvc1'] : [];
  const partial = `${path}.${randomUUID()}.part`;
  try {
    const job = {
      ...deps,
      purpose: 'cut a clip',
      input: feed(range.parts),
      inputOptions: [...DESCRIBED, '-f', 'mp4'],
      outputOptions: ['-c:v', 'copy', '-an', ...tag, '-movflags', '+faststart', '-f', 'mp4'],
      timeoutMs: CLIP_TIMEOUT_MS,
    };
    await runToFile(job, partial);
    const { size: bytes } = await stat(partial);
    await rename(partial, path);
    return {
      path,
      mime: 'video/mp4',
      codec,
      size: { width, height },
      bytes,
      fromMediaMs: range.fromMs,
      toMediaMs: range.toMs,
      captureUtc: session.connection.captureUtc(ptsMs(session, first)),
    };
  } finally {
    await rm(partial, { force: true });
  }
}
