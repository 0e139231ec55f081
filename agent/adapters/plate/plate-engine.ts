import sharp from 'sharp';
import {
  cropCandidates,
  type PlateCandidate,
  plateCandidates,
} from '../../core/plates/candidates.ts';
import type { ClockSight } from '../../core/plates/clock-line.ts';
import { type Pixels, wholeOf } from '../../core/plates/patch.ts';
import type { PlateSight } from '../../core/plates/sight.ts';
import { type Finder, finderSize, openFinder } from './finder.ts';
import { readLines } from './plate-lines.ts';
import { openPlateRecogniser } from './plate-recogniser.ts';
import { readClock } from './read-clock.ts';
import { openRecogniser } from './recogniser.ts';

/** Width of a line for PP-OCRv4's recogniser, pixels: of a plate's picture, and of a line that was found. */
const CROP_WIDTH = 160;
const LINE_WIDTH = 192;
/** Width at which vehicles are searched for text: a truck's plate is then 50 pixels wide. */
const SEARCH_WIDTH = 320;
/** The same for a picture of a plate. */
const CROP_SEARCH_WIDTH = 192;
/** Plates and enlarged numbers are never in the upper part of a vehicle. */
const SEARCHED_FROM = 0.25;
/** A plate's picture that reads worse is searched for the line itself. */
const SURE = 0.8;

/** Finds and reads plates; blocks its thread while it does. */
export interface PlateEngine {
  /** Plates (and enlarged numbers) in a picture of one vehicle, the surest first. */
  readVehicle(picture: Pixels): Promise<readonly PlateSight[]>;
  /** The plate in a picture that shows nothing else. */
  readPlate(picture: Pixels): Promise<PlateSight | undefined>;
  /** The time that a camera has burned in, from a picture of its place. */
  readClock(picture: Pixels): Promise<ClockSight | undefined>;
  release(): Promise<void>;
}

/** Throws AgentError 'model/...'. */
export async function openPlateEngine(threads: number): Promise<PlateEngine> {
  const [finder, own, general] = await Promise.all([
    openFinder(threads),
    openPlateRecogniser(threads),
    openRecogniser(threads),
  ]);
  const readers = { own, general };
  return {
    readVehicle: async (picture) => {
      const found = await search(finder, picture, SEARCH_WIDTH, SEARCHED_FROM);
      return byCertainty(await readLines(readers, picture, found, LINE_WIDTH));
    },
    readPlate: async (picture) => {
      const whole = cropCandidates(wholeOf(picture));
      const first = byCertainty(await readLines(readers, picture, whole, CROP_WIDTH));
      if ((first[0]?.reading.confidence ?? 0) >= SURE) return first[0];
      const found = await search(finder, picture, CROP_SEARCH_WIDTH, 0);
      const again = await readLines(readers, picture, found, LINE_WIDTH);
      return byCertainty([...first, ...again])[0];
    },
    readClock: (picture) => readClock(finder, general, picture),
    release: async () => {
      await Promise.all([finder.release(), own.release(), general.release()]);
    },
  };
}

/** Lines that may be plates in the picture below a share of its height, looked for at a width in pixels. */
async function search(
  finder: Finder,
  { pixels, width, height }: Pixels,
  searchWidth: number,
  from: number,
): Promise<readonly PlateCandidate[]> {
  const top = Math.floor(height * from);
  const part = { width, height: height - top };
  const size = finderSize(part, searchWidth);
  const small = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .extract({ left: 0, top, ...part })
    .resize({ ...size, fit: 'fill' })
    .raw()
    .toBuffer();
  const regions = await finder.find({ ...size, pixels: small });
  const scale = { x: part.width / size.width, y: part.height / size.height };
  const moved = regions.map((region) => ({ ...region, y: region.y + top / scale.y }));
  return plateCandidates(moved, scale);
}

/** What several candidates say alike goes before what one says alone. */
function byCertainty(sights: readonly PlateSight[]): readonly PlateSight[] {
  const votes = new Map<string, number>();
  for (const { reading } of sights)
    votes.set(reading.text, (votes.get(reading.text) ?? 0) + reading.confidence);
  const vote = ({ reading }: PlateSight) => votes.get(reading.text) ?? 0;
  return sights.toSorted(
    (a, b) => vote(b) - vote(a) || b.reading.confidence - a.reading.confidence,
  );
}
