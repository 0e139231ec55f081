import sharp from 'sharp';
import { CLOCK_LINES, clockTimes } from '../../core/plates/clock-grammar.ts';
import { type ClockSight, clockLines } from '../../core/plates/clock-line.ts';
import { type Frame, oneRow, type Pixels } from '../../core/plates/patch.ts';
import { readText } from '../../core/plates/reading.ts';
import { type Finder, finderSize } from './finder.ts';
import type { Recogniser } from './recogniser.ts';

/** Height at which the place of a clock is searched for its line, pixels. */
const SEARCH_HEIGHT = 64;
const MOST_SEARCH_WIDTH = 1280;
/** Height of a line for the recogniser, pixels; eight pixels along are one of its steps. */
const LINE_HEIGHT = 48;
const STEP = 8;
const LEAST_WIDTH = 192;
const MOST_WIDTH = 1280;

/** The time that a camera has burned in, from a picture of its place alone; undefined where none is legible. */
export async function readClock(
  finder: Finder,
  recogniser: Recogniser,
  picture: Pixels,
): Promise<ClockSight | undefined> {
  const sights: ClockSight[] = [];
  for (const frame of await linesIn(finder, picture)) {
    const [emissions] = await recogniser.read(
      picture,
      [oneRow(frame)],
      widthOf(frame),
      CLOCK_LINES,
    );
    const reading = emissions && readText(emissions, CLOCK_LINES);
    const times = reading === undefined ? [] : clockTimes(reading.text);
    if (reading === undefined || times.length === 0) continue;
    sights.push({ text: reading.text, confidence: reading.confidence, times });
  }
  return sights.toSorted((a, b) => b.confidence - a.confidence).at(0);
}

/** Lines keep their shape. */
function widthOf({ alongX, downY }: Frame): number {
  const width = Math.ceil((LINE_HEIGHT * alongX) / downY / STEP) * STEP;
  return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width));
}

async function linesIn(
  finder: Finder,
  { pixels, width, height }: Pixels,
): Promise<readonly Frame[]> {
  const wanted = Math.min(MOST_SEARCH_WIDTH, (width * SEARCH_HEIGHT) / height);
  const size = finderSize({ width, height }, wanted);
  const small = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize({ ...size, fit: 'fill' })
    .raw()
    .toBuffer();
  const regions = await finder.find({ ...size, pixels: small });
  const scale = { x: width / size.width, y: height / size.height };
  return clockLines(regions, scale, { width, height });
}
