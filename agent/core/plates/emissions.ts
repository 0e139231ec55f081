/** What a text recogniser (CTC) says per step of width, for the signs of one grammar. */
export interface Emissions {
  readonly steps: number;
  readonly signs: readonly string[];
  /** steps x signs, row after row: probability of the sign. */
  readonly shares: Float64Array;
  /** Per step: probability that no sign of the grammar is meant: blank, dots and dashes. */
  readonly blanks: Float64Array;
}

/** Which classes of a recogniser count for which sign. */
export interface SignColumns {
  readonly signs: readonly string[];
  /** Per sign: index of its class; none where the recogniser does not know it. */
  readonly columns: readonly (readonly number[])[];
  /** Blank, and what is printed between signs. */
  readonly blanks: readonly number[];
}

/** Printed between the signs of plates and of clock lines; never a sign of its own. */
const BETWEEN = '·•∙.-—_~ ';
/** Nothing is impossible: one step must not rule a whole text out. */
const FLOOR = 1e-9;

/** `classes`: the recogniser's text per class index, '' for the CTC blank. */
export function signColumns(classes: readonly string[], signs: readonly string[]): SignColumns {
  const index = new Map(classes.map((text, at) => [text, at]));
  const known = (text: string): readonly number[] => {
    const at = index.get(text);
    return at === undefined ? [] : [at];
  };
  return {
    signs,
    columns: signs.map(known),
    blanks: ['', ...BETWEEN].filter((text) => !signs.includes(text)).flatMap(known),
  };
}

/** `output`: steps x classes probabilities (softmax), row after row. Throws RangeError for another length. */
export function emissionsOf(
  output: ArrayLike<number>,
  classCount: number,
  { signs, columns, blanks }: SignColumns,
): Emissions {
  const steps = output.length / classCount;
  if (!Number.isInteger(steps))
    throw new RangeError(
      `expected rows of ${classCount} probabilities, got ${output.length} in all`,
    );
  const sum = (row: number, at: readonly number[]) =>
    at.reduce((total, column) => total + (output[row + column] ?? 0), FLOOR);
  const shares = new Float64Array(steps * signs.length);
  const empty = new Float64Array(steps);
  for (let step = 0; step < steps; step += 1) {
    const row = step * classCount;
    empty[step] = sum(row, blanks);
    columns.forEach((at, sign) => {
      shares[step * signs.length + sign] = sum(row, at);
    });
  }
  return { steps, signs, shares, blanks: empty };
}
