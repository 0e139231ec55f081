import type { DecodedPicture } from '../core/evidence/decoded-picture.ts';
import type { Box } from '../core/geometry/box.ts';
import type { PixelRect } from '../core/geometry/pixel-rect.ts';
import type { CaptureUtc } from '../core/time/capture-utc.ts';
import type { Size } from '../core/vision/view.ts';

/** Where in the stream a picture comes from. */
export interface PictureSource {
  /** Presentation time in the stream's own clock, milliseconds. */
  readonly ptsMs: number;
  readonly mediaMs: number;
  readonly keyframe: boolean;
  /** Presentation time of the key frame with which its segment of the stream begins, in the stream's own clock. */
  readonly segmentPtsMs?: number;
  /**
   * By how much the stream lay behind the one in which things are found, where that was made up for: `mediaMs`
   * is by the other one.
   */
  readonly lagMs?: number;
}

/** One untouched picture of the stream. */
interface Moment {
  readonly size: Size;
  readonly captureUtc: CaptureUtc;
  readonly source: PictureSource;
}

/** At the camera's full resolution, for models. */
export interface Still extends Moment {
  /** RGB, 8 bit, rows top down. */
  readonly pixels: Uint8Array;
}

/** For people: a 24-bit JPEG, colours not subsampled. */
export interface Photo extends Moment {
  readonly jpeg: Uint8Array;
  /** What it was made of; absent where ffmpeg did not say. */
  readonly decoded?: DecodedPicture;
  /** The part of the decoded picture that it shows; all of it, where absent. */
  readonly rect?: PixelRect;
}

/** A stream copy, written as an MP4 file that decodes from its first frame. */
export interface Clip {
  readonly path: string;
  readonly mime: 'video/mp4';
  readonly codec: string;
  readonly size: Size;
  readonly bytes: number;
  readonly fromMediaMs: number;
  readonly toMediaMs: number;
  readonly captureUtc: CaptureUtc;
  /** As of a picture's source. */
  readonly lagMs?: number;
}

/** The last minute (or the whole file) of the main stream, as it came. */
export interface Ring {
  /**
   * The picture nearest to `mediaMs`. Throws AgentError 'ring/gone' when it is no longer or not there,
   * 'ring/closed' when the ring is being closed: then nothing is missing.
   */
  still(mediaMs: number): Promise<Still>;
  /** The same picture as a photograph; of `part` (shares of the picture) only, where one is given. Throws as `still` does. */
  photo(mediaMs: number, part?: Box): Promise<Photo>;
  /**
   * Everything from `fromMs` to `toMs` (mediaMs), begun at the key frame at or before `fromMs`, written to
   * `path`. Waits until `toMs` has been recorded (at most `waitMs`). Throws 'ring/gone' when nothing of it
   * is there, 'ring/closed' as `still` does; a clip that covers less than asked says so in its from and to.
   *
   * @param mustMs the moment that the clip has to show, mediaMs; 'ring/gone' when no clip does
   */
  clip(fromMs: number, toMs: number, path: string, waitMs?: number, mustMs?: number): Promise<Clip>;
  /** The span now held, mediaMs, or undefined when empty. */
  span(): { readonly fromMs: number; readonly toMs: number; readonly bytes: number } | undefined;
}
