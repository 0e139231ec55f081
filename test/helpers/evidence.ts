import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { verifyPackage } from '../../agent/adapters/evidence/verify-package.ts';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';

const run = promisify(execFile);

interface ClipEntry {
  readonly role: string;
  readonly file: string;
  readonly mime: string;
  readonly captureUtc: { readonly utcMs: number; readonly method: string };
  readonly source?: { readonly mediaMs: number; readonly toMediaMs?: number };
}

export interface Manifest {
  readonly episodeId: string;
  readonly violation: string;
  readonly media: readonly ClipEntry[];
  readonly timeline: Readonly<Record<string, number>>;
}

/** Folders of finished packages below an evidence or an upload folder, in order of their ids. */
export async function packagesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .sort();
}

/** Holds a package to everything it promises: whole, signed by this key, and films that play and fit. */
export async function expectSound(folder: string, publicKey: string): Promise<Manifest> {
  const { ok, findings } = await verifyPackage(folder, { publicKey });
  expect(findings).toEqual([]);
  expect(ok).toBe(true);
  const manifest = JSON.parse(
    await readFile(join(folder, 'data/manifest.json'), 'utf8'),
  ) as Manifest;
  for (const media of manifest.media)
    if (media.mime === 'video/mp4') await expectPlays(join(folder, media.file), media);
  return manifest;
}

/** Every picture of the film decodes, and it is as long as the manifest says. */
async function expectPlays(path: string, { source }: ClipEntry): Promise<void> {
  const { path: ffmpeg } = await locateFfmpeg(process.env);
  const { stderr } = await run(ffmpeg, ['-v', 'error', '-i', path, '-f', 'null', '-']);
  expect(stderr).toBe('');
  const times = await pictureTimes(ffmpeg, path);
  const lengthMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const claimedMs = (source?.toMediaMs ?? 0) - (source?.mediaMs ?? 0);
  expect(times[0]).toBeLessThan(200);
  expect(Math.abs(lengthMs - claimedMs)).toBeLessThan(400);
}

/** Presentation times of all decoded pictures, ms. */
async function pictureTimes(ffmpeg: string, path: string): Promise<number[]> {
  const { stderr } = await run(
    ffmpeg,
    ['-v', 'info', '-nostats', '-i', path, '-vf', 'showinfo', '-f', 'null', '-'],
    { maxBuffer: 32 << 20 },
  );
  return [...stderr.matchAll(/pts_time:\s*([\d.]+)/g)].map(([, seconds]) => Number(seconds) * 1000);
}

/** The film of a role covers a moment with so much before and after, ms of the time line. */
export function expectCovers(
  { media }: Manifest,
  role: string,
  atMs: number | undefined,
  [beforeMs, afterMs]: readonly [number, number],
): void {
  const source = media.find((one) => one.role === role)?.source;
  expect(atMs).toBeDefined();
  expect(source?.mediaMs).toBeLessThanOrEqual((atMs ?? 0) - beforeMs);
  expect(source?.toMediaMs).toBeGreaterThanOrEqual((atMs ?? 0) + afterMs);
}
