import type { CaptureUtc } from '../core/time/capture-utc.ts';
import type { SenderState } from '../core/time/sender-clock.ts';
import type { Size, View } from '../core/vision/view.ts';

/**
 * One decoded view, scaled into the model's input: content at the top left, grey (114) beside it.
 * `pixels` is RGB, 8 bit, rows top down, `input.width * input.height * 3` bytes, in a buffer of its own
 * (byteOffset 0) that may be handed to another thread.
 */
export interface Frame {
  readonly view: View;
  readonly mediaMs: number;
  readonly captureUtc: CaptureUtc;
  readonly input: Size;
  /** The part of `input` that the picture fills, from the top left. */
  readonly content: Size;
  /** The camera's picture before cropping and scaling. */
  readonly picture: Size;
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** The last picture of this source up to now that lacked data, mediaMs; absent while there was none. */
  readonly damagedMs?: number | undefined;
}

/** All views of one moment, in the order of the options. Never empty. */
export type FrameSet = readonly [Frame, ...Frame[]];

/** How a camera tells the time, and how far its clock is off. */
export interface CameraClockHealth {
  /**
   * Of its sender reports. `none`: none came; `waiting`: for a second one, or for one after its clock was
   * set; `steady`: they give the capture times; `unsteady`: they contradict one another; `stale`: they have
   * stopped; `implausible`: they are hours off (1970); `ignored`: by configuration.
   */
  readonly reports: SenderState | 'implausible' | 'ignored';
  /** Camera's clock minus the box's, by sender reports, milliseconds. The way of the picture counts as behind. */
  readonly offsetMs?: number;
}

export interface SourceHealth {
  readonly state: 'connecting' | 'live' | 'waiting' | 'ended';
  readonly connects: number;
  readonly frames: number;
  /** Frames overwritten unread, because the reader was slower than the camera. */
  readonly dropped: number;
  /** Frames that lacked data, or came after pictures that did. */
  readonly damaged: number;
  readonly pid?: number;
  readonly picture?: Size;
  readonly codec?: string;
  readonly lastError?: { readonly code: string; readonly message: string };
  /** Of the stream that evidence comes from; live sources only. */
  readonly clock?: CameraClockHealth;
}

/** The camera's clock by what it writes into its pictures. */
export interface ShownTime {
  /** Its UTC minus the moment of arrival by the monotonic clock, milliseconds. */
  readonly offsetMs: number;
  readonly maxErrorMs: number;
}

/** What happens to a camera's connection; the app turns these into operational events. */
export type SourceNotice =
  | {
      readonly type: 'up';
      readonly picture: Size;
      readonly codec: string;
      /** Only for a camera with two addresses, each of which comes and goes by itself. */
      readonly stream?: 'main' | 'sub';
    }
  | {
      readonly type: 'down';
      readonly code: string;
      readonly message: string;
      readonly facts: Readonly<Record<string, unknown>>;
      readonly retryInMs: number;
    }
  | { readonly type: 'changed'; readonly before: Size; readonly after: Size }
  /** The time line broke and could not be bridged: dwell clocks must start anew. */
  | { readonly type: 'time-break'; readonly reason: string }
  /** The camera's clock was set by so much, milliseconds, seen at this place of the time line. */
  | { readonly type: 'clock-step'; readonly stepMs: number; readonly mediaMs: number };

/**
 * A camera or a recording.
 *
 * Live sources reconnect for ever and yield the newest frame set only; recordings yield every sampled
 * frame, wait for the reader, and end. Throws AgentError only when trying again is pointless (a file
 * that is not there or is no video).
 */
export interface FrameSource {
  /**
   * What the burned-in clock says, for capture times where no sender report tells; undefined takes it back.
   * Absent for sources that have their times from elsewhere.
   */
  correct?(shown: ShownTime | undefined): void;
  frames(signal: AbortSignal): AsyncIterable<FrameSet>;
  health(): SourceHealth;
}
