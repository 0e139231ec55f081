/** What can be wrong with what a camera shows. While one of them is or may be, its rules rest (but for a lag). */
export const CONDITIONS = [
  /** The same picture again and again, also under a running clock line. */
  'frozen',
  /** Something hangs or sticks before the lens. */
  'covered',
  /** Out of focus: the scene is there, its edges are not. */
  'blurred',
  /** Too dark to see anything, or blown out. */
  'dark',
  'blown-out',
  /** Grey, green or smeared: what a decoder makes of lost data. */
  'garbled',
  /** The known scene lies elsewhere in the picture, farther than is corrected. */
  'moved',
  /** Another scene than the known one. */
  'unknown-scene',
  /** The main stream shows something else than the small one, in which things are found. */
  'other-stream',
  /** The main stream comes later or earlier than the small one: photographs are of another moment. */
  'stream-lag',
] as const;

export type Condition = (typeof CONDITIONS)[number];

/** What one picture says about one condition. */
export interface Verdict {
  readonly bad: boolean;
  /** Since when, where that is known to lie before the present picture (a picture stands still); mediaMs. */
  readonly sinceMs?: number;
  /** Numbers and words for people: stillMs, share, shiftX, ... */
  readonly facts?: Readonly<Record<string, number | string>>;
}

/** A condition without a verdict is not known now: it stays as it was. */
export type Verdicts = Readonly<Partial<Record<Condition, Verdict>>>;
