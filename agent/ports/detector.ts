import type { Detection } from '../core/vision/detection.ts';
import type { InputSize } from '../core/vision/view.ts';
import type { Frame } from './frame-source.ts';

export interface DetectorInfo {
  readonly name: string;
  readonly version?: string;
  readonly sha256: string;
  readonly labels: readonly string[];
  /** Labels of which one object has only one, for merging views. */
  readonly exclusive?: readonly (readonly string[])[];
  readonly input: InputSize;
}

export interface DetectorStats {
  readonly runs: number;
  readonly frames: number;
  /** Requests given up because a newer frame of the same camera and view came. */
  readonly superseded: number;
  /** Milliseconds, over the last runs. */
  readonly medianRunMs: number;
  readonly queued: number;
}

/** One model shared by all cameras. */
export interface Detector extends AsyncDisposable {
  readonly info: DetectorInfo;
  /**
   * Objects in the frame, boxes in shares of the whole picture, after thresholds and suppression.
   * `lane` is the camera: lanes are served in turn. When a newer frame of the same lane and view is handed
   * in before this one has run, this one resolves to undefined. Takes over `frame.pixels`.
   */
  detect(lane: string, frame: Frame): Promise<readonly Detection[] | undefined>;
  stats(): DetectorStats;
}

/** What a slower model read on one crop: a probability per state, per attribute. */
export interface Reading {
  readonly attribute: string;
  readonly states: Readonly<Record<string, number>>;
}

/** Reads attributes (load, cover, ...) of one cropped object. */
export interface AttributeReader extends AsyncDisposable {
  readonly info: Omit<DetectorInfo, 'labels' | 'exclusive'> & {
    readonly attributes: Readonly<Record<string, readonly string[]>>;
  };
  /** `pixels`: RGB crop, 8 bit, rows top down. */
  read(crop: {
    readonly pixels: Uint8Array;
    readonly width: number;
    readonly height: number;
  }): Promise<readonly Reading[]>;
}
