/** When a picture was taken, by which means, and how far off that may be at most. */
export interface CaptureUtc {
  readonly utcMs: number;
  /**
   * `rtcp-sr`: the camera's own clock through RTCP sender reports; `osd`: the burned-in clock, read;
   * `arrival`: when the first byte came in, by the box clock; `file`: start time of a recording plus its pts.
   */
  readonly method: 'rtcp-sr' | 'osd' | 'arrival' | 'file';
  readonly maxErrorMs: number;
}

/** In whole milliseconds, the error rounded up: what is signed and sent. */
export function wholeMs({ utcMs, method, maxErrorMs }: CaptureUtc): CaptureUtc {
  return { utcMs: Math.round(utcMs), method, maxErrorMs: Math.ceil(maxErrorMs) };
}

/** Wall time at the site, for schedules. Made by an adapter, because core knows no time zones. */
export interface LocalTime {
  /** 'YYYY-MM-DD' */
  readonly date: string;
  /** 0 = Sunday, 6 = Saturday */
  readonly weekday: number;
  /** Minutes since local midnight, 0 to 1439. */
  readonly minute: number;
}
