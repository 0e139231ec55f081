import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isoAt, systemClock } from '../../adapters/clock/clock.ts';
import { readBoxSync } from '../../adapters/clock/read-box-sync.ts';
import { locateFfmpeg } from '../../adapters/ffmpeg/binary.ts';
import type { ResolvedConfig } from '../../config/resolved.ts';
import type { BoxSync } from '../../core/time/box-sync.ts';
import { isClockSet } from '../clock-set.ts';
import { type Finding, fault } from './finding.ts';
import { systemReason } from './words.ts';

export async function ffmpegFinding(): Promise<Finding> {
  try {
    const { version, origin, path, has } = await locateFfmpeg(process.env);
    const less = has.writePrft
      ? ''
      : '; too old for camera clocks: capture times will be arrival times';
    const note =
      origin === 'bundled' ? `the bundled build, good enough to try${less}` : `${path}${less}`;
    return { what: 'ffmpeg', ok: true, message: `${version}, ${note}` };
  } catch (error) {
    return fault('ffmpeg', error);
  }
}

export async function clockFinding({ site }: ResolvedConfig): Promise<Finding> {
  const clock = systemClock(site.timezone);
  const ok = isClockSet(clock);
  const kept = ok
    ? keeperWords(await readBoxSync(clock.utcMs()))
    : ': it was never set; set up NTP, else no event can be dated';
  return { what: 'clock', ok, message: `${isoAt(clock.utcMs(), site.timezone)}${kept}` };
}

function keeperWords({ state, via, server, maxErrorMs }: BoxSync): string {
  const bound = maxErrorMs === undefined ? '' : ` to ${maxErrorMs} ms`;
  if (state === 'locked') return `, kept by ${via}${server ? ` after ${server}` : ''}${bound}`;
  const advice = 'run chrony with a time server, else evidence is a clue only';
  return state === 'unknown' ? `; nothing tells who keeps it: ${advice}` : `, ${state}: ${advice}`;
}

/** Room and rights in the data folder, or where it is to be made. */
export async function diskFinding({ node, retention }: ResolvedConfig): Promise<Finding> {
  const what = 'disk';
  try {
    const folder = await nearestFolder(node.dataDir);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(folder);
    const need = `${Math.round(retention.minFreeBytes / 1e6)} MB are to stay free`;
    const message = `${Math.round((bavail * bsize) / 1e6)} MB free at ${node.dataDir}; ${need}`;
    return { what, ok: bavail * bsize >= retention.minFreeBytes, message };
  } catch (error) {
    const why = systemReason(error);
    if (why === undefined) throw error;
    return { what, ok: false, message: `${node.dataDir} cannot be read and written: ${why}` };
  }
}

/** Whether files for a platform can be put into this folder. */
export async function mediaFinding(what: string, path: string): Promise<Finding> {
  try {
    const folder = await nearestFolder(path);
    await access(folder, constants.W_OK | constants.X_OK);
    const message = folder === path ? 'can be written' : 'is made with the first file';
    return { what, ok: true, message: `${path} ${message}` };
  } catch (error) {
    const why = systemReason(error);
    if (why === undefined) throw error;
    return { what, ok: false, message: `${path} cannot be written: ${why}` };
  }
}

async function nearestFolder(path: string): Promise<string> {
  try {
    await access(path);
    return path;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing && dirname(path) !== path) return await nearestFolder(dirname(path));
    throw error;
  }
}
