/** Settings of the tracker. Times are mediaMs, lengths are in boxes: the object's own width or height. */
export interface TrackerParams {
  /** Detections from this score up are matched first and may begin a track. 0 to 1. */
  readonly highScore: number;
  /** Detections below are not looked at; between this and `highScore` they only continue tracks. 0 to 1. */
  readonly lowScore: number;
  /** A first detection from this score up is a track at once. 0 to 1; above 1 = never. */
  readonly sureScore: number;
  /** Detections that make a track at any frame rate. */
  readonly minHits: number;
  /** Two detections at least this far apart make a track too (slow frame rates), in ms. */
  readonly confirmMs: number;
  /** A beginning that is not yet a track is forgotten after this time unseen, in ms. */
  readonly tentativeMs: number;
  /** A moving track is forgotten after this time unseen, in ms. */
  readonly lostMs: number;
  /** A standing track is forgotten after this time unseen, in ms. */
  readonly standingLostMs: number;
  /** A track on its way out over the picture's edge is forgotten after this time unseen, in ms. */
  readonly edgeLostMs: number;
  /** What stays within `standingReach` for this long counts as standing, in ms. */
  readonly standingMs: number;
  /** How far a standing object may seem to move, in boxes. */
  readonly standingReach: number;
  /** Least buffered IoU of prediction and detection for a match. 0 to 1. */
  readonly minOverlap: number;
  /** Least plain IoU for a match with a detection below `highScore`, or of another group. 0 to 1. */
  readonly minPlainIou: number;
  /** Boxes are widened by this many standard deviations of the prediction before their overlap is taken. */
  readonly bufferSigmas: number;
  /** ... but by no more than this, in boxes. */
  readonly maxBuffer: number;
  /** Detections of one group overlapping more than this are one object; the higher score stays. 0 to 1. */
  readonly duplicateIou: number;
  /** Labels that detectors take for one another. A label in no group is a group of its own. */
  readonly groups: readonly (readonly string[])[];
  /** Labels of what has other things as its parts: a box of such a label never continues a thing of another one. */
  readonly wholes: readonly string[];
  /** How unsteady the velocity is: its standard deviation after one second, in boxes per second. */
  readonly accelerationNoise: number;
  /** Standard deviation of the velocity of something new, in boxes per second. */
  readonly initialSpeed: number;
  /** Standard deviation of a detected edge, in boxes. */
  readonly boxNoise: number;
  /** After this time without a detection a velocity has fallen to 37 %, in ms. */
  readonly velocityFadeMs: number;
  /** Most tracks in the state; the longest unseen go first. Bounds the state to about 1 KB each. */
  readonly maxTracks: number;
}

export const DEFAULT_TRACKER: TrackerParams = {
  highScore: 0.4,
  lowScore: 0.15,
  sureScore: 0.9,
  minHits: 3,
  confirmMs: 300,
  tentativeMs: 400,
  lostMs: 4000,
  standingLostMs: 20_000,
  edgeLostMs: 600,
  standingMs: 2000,
  standingReach: 0.35,
  minOverlap: 0.15,
  minPlainIou: 0.4,
  bufferSigmas: 1,
  maxBuffer: 2.5,
  duplicateIou: 0.75,
  groups: [
    ['car', 'van', 'suv', 'pickup', 'truck', 'bus', 'muck-truck', 'service-vehicle'],
    ['motorcycle', 'bicycle', 'tricycle'],
  ],
  wholes: ['stall'],
  accelerationNoise: 0.8,
  initialSpeed: 2,
  boxNoise: 0.06,
  velocityFadeMs: 4000,
  maxTracks: 256,
};
