import type { CaptureUtc } from '../../core/time/capture-utc.ts';

/** One sample of the stream copy. The copy is cut so that each fragment holds exactly one. */
export interface Fragment {
  /** Presentation time in the stream's own clock: `tfdt` plus the composition offset, milliseconds. */
  readonly ptsMs: number;
  readonly keyframe: boolean;
  /** The NTP time of the fragment's `prft` box, milliseconds since 1970 UTC, when there is one. */
  readonly prftUtcMs?: number;
}

/** What a connection to a camera tells the place that records it. */
export interface RecordingConnection {
  toMediaMs(ptsMs: number): number;
  captureUtc(ptsMs: number): CaptureUtc;
  /** To be called for every sample of the copy, in the order of the copy, as it is parsed. */
  onFragment(fragment: Fragment): void;
}

/** Takes one fragmented MP4 (ftyp, moov, then [prft] moof mdat for each sample) in pieces of any size. */
export interface RecordingSink {
  /** Must not throw and must not keep `chunk`: it is written over after the call. */
  write(chunk: Uint8Array): void;
  end(): void;
  /** Why nothing more of this connection can be recorded; the next connection begins anew. */
  readonly broken?: string | undefined;
}

/** Where the untouched main stream goes. Each connection begins a new MP4. */
export interface Recording {
  begin(connection: RecordingConnection): RecordingSink;
}
