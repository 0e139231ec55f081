/** Whether the camera's clock runs on like the box's monotonic one, or was set meanwhile. */
export interface ClockPace {
  /** Camera's UTC minus the monotonic clock, at the last look. */
  readonly offsetMs: number;
}

/** Less is jitter of the network, or a clock that is slewed. */
const CLOCK_STEP_MS = 2000;

/**
 * Compares at two moments, as often as one likes; pure. `stepMs`: how far the camera's clock was set, forward
 * or back, since the look before. Steps of the box's own clock do not show here.
 */
export function stepClockPace(
  before: ClockPace | undefined,
  { cameraUtcMs, monotonicMs }: { readonly cameraUtcMs: number; readonly monotonicMs: number },
): { readonly pace: ClockPace; readonly stepMs?: number } {
  const offsetMs = cameraUtcMs - monotonicMs;
  const pace = { offsetMs };
  const stepMs = Math.round(offsetMs - (before?.offsetMs ?? offsetMs));
  return Math.abs(stepMs) > CLOCK_STEP_MS ? { pace, stepMs } : { pace };
}
