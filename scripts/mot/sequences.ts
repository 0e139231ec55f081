/** A sequence with ground truth; paths are below the data folder. */
export interface Sequence {
  readonly name: string;
  readonly truth: string;
  readonly detections: string;
  readonly fps: number;
  readonly width: number;
  readonly height: number;
  /** What score in the detection file stands for 0 and for 1. */
  readonly scores: readonly [zero: number, one: number];
  /** Somebody else's published tracks, to be scored beside ours. */
  readonly results?: { readonly name: string; readonly path: string };
}

const SORT = 'mot15-sort-det/data/train';
const MILAN = 'mot-tudcampus-pets/data';
const MMTRACKING = 'mmtracking/MOT15/train';

export const SEQUENCES: readonly Sequence[] = [
  {
    name: 'TUD-Campus, Faster R-CNN of SORT',
    truth: `${MMTRACKING}/TUD-Campus/gt/gt.txt`,
    detections: `${SORT}/TUD-Campus/det/det.txt`,
    fps: 25,
    width: 640,
    height: 480,
    scores: [0, 1],
    results: {
      name: 'TUD-Campus, result file of mmtracking',
      path: `${MMTRACKING}/results/TUD-Campus.txt`,
    },
  },
  {
    name: 'TUD-Campus, DPM',
    truth: `${MILAN}/TUD-Campus/gt/gt.txt`,
    detections: `${MILAN}/TUD-Campus/det/det.txt`,
    fps: 25,
    width: 640,
    height: 480,
    scores: [0, 50],
  },
  {
    name: 'TUD-Stadtmitte, Faster R-CNN of SORT',
    truth: `${MMTRACKING}/TUD-Stadtmitte/gt/gt.txt`,
    detections: `${SORT}/TUD-Stadtmitte/det/det.txt`,
    fps: 25,
    width: 640,
    height: 480,
    scores: [0, 1],
    results: {
      name: 'TUD-Stadtmitte, result file of mmtracking',
      path: `${MMTRACKING}/results/TUD-Stadtmitte.txt`,
    },
  },
  {
    name: 'PETS S3-MF1, DPM',
    truth: `${MILAN}/PETS/S3-MF1/gt/gt.txt`,
    detections: `${MILAN}/PETS/S3-MF1/img/det.txt`,
    fps: 7,
    width: 768,
    height: 576,
    scores: [0, 1],
  },
];
