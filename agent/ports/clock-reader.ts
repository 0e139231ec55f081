import type { ClockSight } from '../core/plates/clock-line.ts';

/** Reads the time that a camera has burned into its pictures. */
export interface ClockReader {
  /**
   * From the part of a picture that shows it; undefined where nothing legible stands there. `pixels`: RGB,
   * 8 bit, rows top down. Throws AgentError 'model/failed'.
   */
  readClock(crop: {
    readonly pixels: Uint8Array;
    readonly width: number;
    readonly height: number;
  }): Promise<ClockSight | undefined>;
}
