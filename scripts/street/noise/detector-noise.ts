import type { StreetClass } from '../assets/asset.ts';
import type { Light } from '../world/scenario.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * What a detector does to the truth. Sizes in pixels are those of the model's input. Scores are made as
 * logits (ln(p / (1 - p))), so that size, light and luck add up; a score below `threshold` is a miss, and so
 * misses come in bursts and small, dark and hidden things flicker.
 */
export interface DetectorNoise {
  readonly name: string;
  /** Pixels across the model's input, into which the whole picture is squeezed. */
  readonly inputWidth: number;
  readonly labels: Vocabulary;
  /** Scores below are not given out. */
  readonly threshold: number;
  readonly score: ScoreNoise;
  readonly box: BoxNoise;
  /** Boxes of one group overlapping more: the better stays (IoU). */
  readonly suppressIou: number;
  readonly merge: MergeNoise;
  /** Places that the model takes for something for minutes at a time. */
  readonly ghosts: readonly GhostNoise[];
  /** False boxes that last for one picture: how many a minute, and as what. Most are weak. */
  readonly flashes: { readonly perMinute: number; readonly labels: readonly string[] };
  /** Share of the things found that have a second, mostly weak box of their own name on a part of them. */
  readonly seconds: number;
  /** Share of time in which an oncoming vehicle at night has a second box, of its light on the road. */
  readonly headlights: number;
  /** Standard deviation of an appearance value: of colour, and of brightness. */
  readonly look: { readonly colour: number; readonly light: number };
}

interface ScoreNoise {
  /** Mean logit of something large, whole and in daylight. */
  readonly peak: number;
  /** Lost per halving of the height (of something flat: a third of its width) below `amplePx`. */
  readonly perHalving: number;
  readonly amplePx: number;
  /** Lost when nothing of it were to be seen; the hidden share of it counts. */
  readonly hidden: number;
  /** Lost per metre a second above 5 (blur); twice that by night. */
  readonly perSpeed: number;
  readonly light: Readonly<Record<Light, number>>;
  readonly classes: Partial<Readonly<Record<StreetClass, number>>>;
  /** Standard deviations: from object to object, of bursts, from picture to picture. */
  readonly hard: number;
  readonly burst: number;
  readonly flicker: number;
  /** How long the first two last, ms. */
  readonly hardMs: number;
  readonly burstMs: number;
  /** Share of time in which even what is large and clear is nearly missed, and how long a lapse lasts, ms. */
  readonly lapse: number;
  readonly lapseMs: number;
  /** Lost in a lapse: mostly a weak box is left. */
  readonly lapseLogit: number;
}

/** Standard deviations of the edges, in shares of the box's own width and height. */
export interface BoxNoise {
  readonly side: number;
  readonly top: number;
  readonly bottom: number;
  /** Below this height all of them grow in proportion. */
  readonly amplePx: number;
  /** Part of the variance that stays for `slowMs`; the rest is new in each picture. */
  readonly slowShare: number;
  readonly slowMs: number;
  /** How often the box of something half hidden ends where the thing in front begins. */
  readonly cut: number;
}

/** Two neighbours of one group that overlap more than `iou` have one box for this share of the time. */
interface MergeNoise {
  readonly iou: number;
  readonly share: number;
  readonly lastMs: number;
}

export interface GhostNoise {
  readonly label: string;
  /** Such places in one camera's picture. */
  readonly places: number;
  /** How often a day each is taken for it, weakly most times, and how long then, ms in the mean (exponential). */
  readonly perDay: number;
  readonly lastMs: number;
  /** Standard deviation of its score's logit while it lasts. */
  readonly sigma: number;
  /** Height in metres, and width over height: how large it is at its place. */
  readonly height: number;
  readonly ratio: number;
}
