import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createRing } from '../../../agent/adapters/ffmpeg/ring.ts';
import { EpisodeMedia } from '../../../agent/app/evidence-media.ts';
import type { Media } from '../../../agent/ports/evidence.ts';
import { type Build, connection, FFMPEG, fragmented } from '../ffmpeg/ring-footage.ts';

/** Photographs and clips of a moving test picture, taken from a ring as the agent takes them. */
export async function filmedMedia(folder: string, build: Build): Promise<readonly Media[]> {
  await mkdir(folder);
  const film = join(folder, 'film.mp4');
  const input = ['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=25:d=16', '-pix_fmt', 'yuv420p'];
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '50'];
  execFileSync(FFMPEG.path, ['-y', '-v', 'error', ...input, ...encode, film]);
  const limits = { name: 'filmed', keepMs: 60_000, maxBytes: 256 << 20, directory: folder };
  await using ring = createRing(limits, { ffmpeg: build });
  ring.begin(connection()).write(await fragmented(build, film));
  const media = new EpisodeMedia(join(folder, 'held'), 'episode-1');
  const missing = await media.collect(
    [
      { kind: 'still', role: 'panorama-first', atMs: 2400 },
      { kind: 'clip', role: 'clip-first', atMs: 2400, fromMs: 400, toMs: 4400 },
      { kind: 'still', role: 'panorama-last', atMs: 12_400 },
      { kind: 'clip', role: 'clip-last', atMs: 12_400, fromMs: 10_400, toMs: 14_400 },
    ],
    ring,
  );
  if (missing.length > 0) throw new Error(missing.join('; '));
  return media.list();
}
