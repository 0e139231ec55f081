import type { PlateCandidate } from '../../core/plates/candidates.ts';
import type { Emissions } from '../../core/plates/emissions.ts';
import { cutPatch, oneRow, type Pixels } from '../../core/plates/patch.ts';
import { plateColour } from '../../core/plates/plate-colour.ts';
import { PLATES, type PlateKind } from '../../core/plates/plate-grammar.ts';
import { type Reading, readText, readTogether } from '../../core/plates/reading.ts';
import type { PlateSight } from '../../core/plates/sight.ts';
import type { Recogniser } from './recogniser.ts';

/** What reads worse than this is no plate. */
const LEAST_CONFIDENCE = 0.02;
/** Against 1 for the recogniser that knows plates: the general one has seen more writing, but few plates. */
const GENERAL_WEIGHT = 0.7;
/** Pixels of a plate that its colour is judged by. */
const COLOUR_SIZE = { width: 64, height: 20 };

/** A candidate as the recogniser of plates sees it. */
export interface Line {
  readonly candidate: PlateCandidate;
  /** For the general recogniser, pixels. */
  readonly width: number;
  readonly own: Emissions;
}

interface LineOfBoth extends Line {
  readonly general: Emissions;
}

/** The lines with what the general recogniser sees in them, too; those of one width in one run. */
export async function askToo(
  general: Recogniser,
  picture: Pixels,
  lines: readonly Line[],
): Promise<readonly LineOfBoth[]> {
  const widths = [...new Set(lines.map(({ width }) => width))];
  const all: LineOfBoth[] = [];
  for (const width of widths) {
    const alike = lines.filter((line) => line.width === width);
    const patches = alike.map(({ candidate }) => candidate.patch);
    const said = await general.read(picture, patches, width, PLATES);
    all.push(
      ...alike.flatMap((line, at) => {
        const emissions = said[at];
        return emissions === undefined ? [] : [{ ...line, general: emissions }];
      }),
    );
  }
  return all;
}

/** Plates by the recogniser of plates alone. */
export function alone(picture: Pixels, lines: readonly Line[]): readonly PlateSight[] {
  return lines.flatMap(({ candidate, own }) => sightOf(picture, candidate, readText(own, PLATES)));
}

/** Plates by both recognisers. */
export function together(picture: Pixels, lines: readonly LineOfBoth[]): readonly PlateSight[] {
  return lines.flatMap(({ candidate, own, general }) => {
    const views = [
      { emissions: own, weight: 1 },
      { emissions: general, weight: GENERAL_WEIGHT },
    ];
    return sightOf(picture, candidate, readTogether(views, PLATES));
  });
}

function sightOf(
  picture: Pixels,
  { frame, rows }: PlateCandidate,
  reading: Reading<PlateKind> | undefined,
): readonly PlateSight[] {
  if (reading === undefined || reading.confidence < LEAST_CONFIDENCE) return [];
  const ground = cutPatch(picture, oneRow(frame), COLOUR_SIZE);
  const colour = plateColour(ground, COLOUR_SIZE.width, reading.kinds);
  return [{ reading, frame, rows, ...(colour && { colour }) }];
}
