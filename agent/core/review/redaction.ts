import type { Box } from '../geometry/box.ts';

/**
 * One place of a picture that was made unrecognisable. `head`: of a person; `plate`: one that was found;
 * `plate-place`: where a vehicle near enough to be read has its plate, though none was found.
 */
export interface Redaction {
  readonly what: 'head' | 'plate' | 'plate-place';
  /** Shares of the picture that it is in. */
  readonly box: Box;
}
