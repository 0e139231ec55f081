import type { PlateCandidate } from '../../core/plates/candidates.ts';
import { cutPatch, oneRow, type Pixels } from '../../core/plates/patch.ts';
import { plateColour } from '../../core/plates/plate-colour.ts';
import { PLATES, type PlateKind } from '../../core/plates/plate-grammar.ts';
import { type Reading, readTogether } from '../../core/plates/reading.ts';
import type { PlateSight } from '../../core/plates/sight.ts';
import type { PlateRecogniser } from './plate-recogniser.ts';
import type { Recogniser } from './recogniser.ts';

/** What reads worse than this is no plate. */
const LEAST_CONFIDENCE = 0.02;
/** Pixels of a plate that its colour is judged by. */
const COLOUR_SIZE = { width: 64, height: 20 };

/** The one knows plates, the other has seen far more writing, and real one. */
export interface Readers {
  readonly own: PlateRecogniser;
  readonly general: Recogniser;
}

/** Plates by both recognisers. `width`: of a line for the general one, pixels. */
export async function readLines(
  { own, general }: Readers,
  picture: Pixels,
  candidates: readonly PlateCandidate[],
  width: number,
): Promise<readonly PlateSight[]> {
  const patches = candidates.map(({ patch }) => patch);
  const said = await own.read(picture, patches);
  const other = await general.read(picture, patches, width, PLATES);
  return candidates.flatMap((candidate, at) => {
    const views = [...said.slice(at, at + 1), ...other.slice(at, at + 1)];
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
