import type { Frame } from './patch.ts';
import type { PlateColour } from './plate-colour.ts';
import type { PlateKind } from './plate-grammar.ts';
import type { Reading } from './reading.ts';

/** A plate, or an enlarged number, as one picture shows it. */
export interface PlateSight {
  readonly reading: Reading<PlateKind>;
  /** Where it is, pixels of the picture that was read. */
  readonly frame: Frame;
  readonly rows: 1 | 2;
  /** Undefined where the picture does not tell (infrared light). */
  readonly colour?: PlateColour;
}
