import { writeFile } from 'node:fs/promises';
import { faultSheet } from '../../adapters/pictures/fault-sheet.ts';
import { faultTile } from '../../adapters/pictures/fault-tile.ts';
import type { Fault, Score } from '../../core/scoring/score-events.ts';
import type { TruthSource } from './score-input.ts';
import { RecordingStills } from './score-stills.ts';
import { faultPlace, faultTitle } from './score-words.ts';
import { counted } from './words.ts';

/** A sheet of more would be too large to look at, and to hold in memory. */
const MOST_TILES = 48;

/**
 * Writes a picture of every miss and false alarm, at most 48 of them, evenly over all, and returns what
 * there is to say about it. A recording that cannot be read leaves its tiles without a picture.
 */
export async function writeFaultSheet(
  score: Score,
  sources: readonly TruthSource[],
  { path, video }: { readonly path: string; readonly video: string | undefined },
): Promise<readonly string[]> {
  const { faults } = score;
  if (faults.length === 0) return ['no miss and no false alarm: no sheet was drawn'];
  const chosen = evenly(faults, MOST_TILES);
  const left = faults.length - chosen.length;
  await using stills = new RecordingStills(video, sources);
  const tiles: Buffer[] = [];
  // one after the other: a still of a large recording is six megabytes and more
  for (const fault of chosen) tiles.push(await faultTile(await described(fault, stills)));
  const missed = faults.filter(({ what }) => what === 'miss').length;
  const rest = left === 0 ? '' : `; ${left} of them left out`;
  const title = `${missed} missed, ${counted(faults.length - missed, 'false alarm')}${rest}`;
  await writeFile(path, await faultSheet(title, tiles));
  return [...stills.troubles(), `${path}: ${title}`];
}

async function described(fault: Fault, stills: RecordingStills) {
  const still = await stills.at(fault.recording, fault.atMs);
  const { truthBox, eventBox } = fault;
  return {
    title: faultTitle(fault),
    place: faultPlace(fault),
    ...(truthBox && { truthBox }),
    ...(eventBox && { eventBox }),
    ...(typeof still === 'string' ? { note: still } : { still }),
  };
}

/** `most` of them at even distances, so that not only the first recordings are seen. */
function evenly<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  const step = all.length / most;
  return all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}
