import type { Resume } from '../../core/time/timeline.ts';
import type { InputSize, View } from '../../core/vision/view.ts';
import type { BackoffBounds } from '../../lib/backoff.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SourceNotice } from '../../ports/frame-source.ts';
import type { Ffmpeg } from './binary.ts';
import type { Recording } from './recording.ts';

/** What every kind of source needs. */
export interface SourceDeps {
  readonly ffmpeg: Ffmpeg;
  /** At least one. */
  readonly views: readonly View[];
  /** What the views are scaled into. */
  readonly input: InputSize;
  /** Where the untouched main stream goes. */
  readonly recording?: Recording;
  readonly clock: Clock;
  onNotice(notice: SourceNotice): void;
  /** Whether the camera's sender reports are believed; true where absent. */
  readonly senderReports?: boolean;
  /** The last moment of an earlier run, so that the time line goes on. */
  readonly resume?: Resume;
  /** 0 (included) to 1 (excluded). */
  readonly random?: () => number;
  /** Waits between connections; 1 s growing to 30 s where absent. */
  readonly backoff?: BackoffBounds;
}
