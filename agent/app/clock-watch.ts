import { type ClockSkew, stepClockSkew } from '../core/time/clock-skew.ts';
import type { Clock } from '../ports/clock.ts';
import type { CameraStatus } from '../ports/status.ts';
import type { Operations } from './operations.ts';

export interface ClockWatchDeps {
  readonly cameras: readonly { status(): Pick<CameraStatus, 'id' | 'source'> }[];
  readonly operations: Pick<Operations, 'report'>;
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

/** Compares the cameras' clocks with the box's: one event when one is off, one when that is over. */
export class ClockWatch {
  readonly #deps: ClockWatchDeps;
  /** By camera; those of the configuration. */
  readonly #skews = new Map<string, ClockSkew>();

  constructor(deps: ClockWatchDeps) {
    this.#deps = deps;
  }

  /** To be called once a minute. */
  async look(): Promise<void> {
    const { cameras, clock } = this.#deps;
    const atMs = clock.monotonicMs();
    for (const camera of cameras) {
      const { id, source } = camera.status();
      const before = this.#skews.get(id) ?? {};
      const offsetMs = source.clock?.offsetMs;
      const { skew, news } = stepClockSkew(before, { offsetMs, atMs });
      this.#skews.set(id, skew);
      if (news?.type === 'began')
        await this.#tell(id, `the camera's clock is ${seconds(news.offsetMs)} the box's`, {
          state: 'began',
          offsetMs: news.offsetMs,
          reports: source.clock?.reports,
        });
      if (news?.type === 'over') {
        const minutes = Math.round(news.lastedMs / 60_000);
        const words = `the camera's clock is right again, after ${minutes} min; it was ${seconds(news.worstMs)} the box's`;
        await this.#tell(id, words, {
          state: 'over',
          offsetMs,
          lastedMs: Math.round(news.lastedMs),
          worstMs: news.worstMs,
        });
      }
    }
  }

  #tell(camera: string, message: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
    return this.#deps.operations.report('clock-skew', { camera, message, facts });
  }
}

const DAY_S = 86_400;

function seconds(offsetMs: number): string {
  const size = Math.abs(offsetMs) / 1000;
  const words = size >= DAY_S ? `${Math.round(size / DAY_S)} days` : `${size.toFixed(1)} s`;
  return `${words} ${offsetMs < 0 ? 'behind' : 'ahead of'}`;
}
