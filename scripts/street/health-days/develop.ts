import { COLOUR_GRID, type HealthPicture } from '../../../agent/core/health/health-picture.ts';
import type { Canvas } from './canvas.ts';
import type { Footage } from './footage.ts';
import type { Sky } from './sky.ts';

/** What thick fog looks like. */
const FOG_LUMA = 170;
const FOG_LUMA_NIGHT = 70;
/** How much light is left in the shade. */
const SHADE = 0.5;

export interface Exposed {
  readonly day: Footage;
  readonly night: Footage;
  /** Which picture of the footage. */
  readonly at: number;
  readonly sky: Sky;
  /** How far the mast has swayed, pixels. */
  readonly swayX: number;
  readonly swayY: number;
}

/** Fog is evenly deep in so many rows. */
const BAND = 18;

/** The street as it is without anything that moves: daylight and lamps, shade, fog, sway. */
export function developed({ day, night, at, sky, swayX, swayY }: Exposed): Canvas {
  const [byDay, byNight] = [day[at % day.length], night[at % night.length]];
  if (byDay === undefined || byNight === undefined) throw new RangeError('expected footage');
  const { width, height } = byDay;
  const luma = new Uint8Array(width * height);
  const shift = { left: Math.max(0, -swayX), right: Math.min(width, width - swayX), by: swayX };
  for (let y = 0; y < height; y += BAND) {
    const tables = tablesOf(sky, y / height);
    for (let row = y; row < Math.min(height, y + BAND); row += 1) {
      const from = Math.max(0, Math.min(height - 1, row + swayY)) * width;
      const edge = Math.max(0, Math.min(width, Math.round(shadeEdge(sky, row / height) * width)));
      const line = luma.subarray(row * width, (row + 1) * width);
      const part = { from, dayLuma: byDay.luma, nightLuma: byNight.luma };
      expose(line, tables.shaded, tables.lamps, {
        ...part,
        ...shift,
        right: Math.min(shift.right, edge),
      });
      expose(line, tables.sunny, tables.lamps, {
        ...part,
        ...shift,
        left: Math.max(shift.left, edge),
      });
      // what the sway brings in from outside of the still
      line.fill(line[shift.left] as number, 0, shift.left);
      line.fill(line[shift.right - 1] as number, shift.right);
    }
  }
  return { width, height, luma, colour: colours(byDay, byNight, sky) };
}

interface Tables {
  readonly sunny: Uint8Array;
  readonly shaded: Uint8Array;
  /** Absent while the lamps are off. */
  readonly lamps: Uint8Array | undefined;
}

/** From grey levels of the footage to those of the picture, at that share of its height. */
function tablesOf(sky: Sky, down: number): Tables {
  const fogLuma = FOG_LUMA * sky.daylight + FOG_LUMA_NIGHT * (1 - sky.daylight);
  const fog = sky.fog * (0.85 - 0.5 * down);
  const table = (share: number, plus: number) =>
    Uint8Array.from({ length: 256 }, (_, value) =>
      Math.min(255, value * share * (1 - fog) + plus * fog),
    );
  const light = sky.daylight * sky.exposure;
  return {
    sunny: table(light, fogLuma),
    shaded: table(light * (1 - (1 - SHADE) * sky.sun), fogLuma),
    lamps: sky.lamps === 0 ? undefined : table(sky.lamps * (1 - 0.4 * sky.daylight), 0),
  };
}

interface Part {
  readonly dayLuma: Uint8Array;
  readonly nightLuma: Uint8Array;
  readonly from: number;
  readonly left: number;
  readonly right: number;
  readonly by: number;
}

function expose(
  line: Uint8Array,
  byDay: Uint8Array,
  byLamps: Uint8Array | undefined,
  { dayLuma, nightLuma, from, left, right, by }: Part,
): void {
  let there = from + left + by;
  if (byLamps === undefined)
    for (let x = left; x < right; x += 1, there += 1)
      line[x] = byDay[dayLuma[there] as number] as number;
  else
    for (let x = left; x < right; x += 1, there += 1) {
      const light = byDay[dayLuma[there] as number] as number;
      line[x] = Math.min(255, light + (byLamps[nightLuma[there] as number] as number));
    }
}

/** A slanted edge of shade wanders over the street in the course of the day. */
function shadeEdge({ hour, sun }: Sky, down: number): number {
  return sun < 0.05 ? 0 : (hour - 8) / 9 + 0.4 * (down - 0.5);
}

function colours(byDay: HealthPicture, byNight: HealthPicture, sky: Sky): Uint8Array {
  const colour = new Uint8Array(COLOUR_GRID.width * COLOUR_GRID.height * 3);
  const dayShare = sky.daylight * sky.exposure;
  const nightShare = sky.lamps * (1 - 0.4 * sky.daylight);
  for (let at = 0; at < colour.length; at += 1) {
    const lit =
      (byDay.colour[at] as number) * dayShare + (byNight.colour[at] as number) * nightShare;
    const seen = lit + 0.6 * sky.fog * (FOG_LUMA * sky.daylight - lit);
    colour[at] = Math.max(0, Math.min(255, seen));
  }
  return colour;
}
