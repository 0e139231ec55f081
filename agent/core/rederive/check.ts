/**
 * What deriving one thing again came to. `shown`: it comes out as signed. `wrong`: it does not. `open`: it cannot
 * be derived here, so nothing is known of it. `note`: what the package does not show by its nature.
 */
export interface Check {
  readonly outcome: 'shown' | 'wrong' | 'open' | 'note';
  /** A file's id, 'model' or 'rule'. */
  readonly of: string;
  /** With what was expected, what came, and what to do where it is not as signed. */
  readonly message: string;
}

type Maker = (of: string, message: string) => Check;

export const shown: Maker = (of, message) => ({ outcome: 'shown', of, message });
export const wrong: Maker = (of, message) => ({ outcome: 'wrong', of, message });
export const open: Maker = (of, message) => ({ outcome: 'open', of, message });
export const note: Maker = (of, message) => ({ outcome: 'note', of, message });

/** Everything that was to be derived came out as signed. */
export function allShown(checks: readonly Check[]): boolean {
  return checks.every(({ outcome }) => outcome === 'shown' || outcome === 'note');
}
