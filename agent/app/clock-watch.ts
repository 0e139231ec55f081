import { type ClockSkew, stepClockSkew } from '../core/time/clock-skew.ts';
import type { Clock } from '../ports/clock.ts';
import type { CameraStatus } from '../ports/status.ts';
import type { Operations } from './operations.ts';

export interface ClockWatchDeps {
  readonly cameras: readonly { status(): Pick<CameraStatus, 'id' | 'source' | 'shownClock'> }[];
  readonly operations: Pick<Operations, 'report'>;
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

interface Compared {
  /** As the words begin. */
  readonly whose: string;
  /** As they end. */
  readonly other: string;
  /** As far as it is sure. */
  readonly offsetMs: number | undefined;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Compares the cameras' clocks with the box's: one event when one is off, one when that is over. */
export class ClockWatch {
  readonly #deps: ClockWatchDeps;
  /** By camera and clock; those of the configuration. */
  readonly #skews = new Map<string, ClockSkew>();

  constructor(deps: ClockWatchDeps) {
    this.#deps = deps;
  }

  /** To be called once a minute. */
  async look(): Promise<void> {
    for (const camera of this.#deps.cameras) {
      const status = camera.status();
      for (const compared of [byReports(status), byPicture(status)])
        await this.#compare(status.id, compared);
    }
  }

  async #compare(camera: string, { whose, other, offsetMs, facts }: Compared): Promise<void> {
    const key = `${camera} ${whose}`;
    const atMs = this.#deps.clock.monotonicMs();
    const { skew, news } = stepClockSkew(this.#skews.get(key) ?? {}, { offsetMs, atMs });
    this.#skews.set(key, skew);
    if (news?.type === 'began')
      await this.#tell(camera, `${whose} is ${seconds(news.offsetMs)} ${other}`, {
        state: 'began',
        ...facts,
      });
    if (news?.type !== 'over') return;
    const minutes = Math.round(news.lastedMs / 60_000);
    const words = `${whose} is right again, after ${minutes} min; it was ${seconds(news.worstMs)} ${other}`;
    const { worstMs } = news;
    const lastedMs = Math.round(news.lastedMs);
    await this.#tell(camera, words, { state: 'over', ...facts, lastedMs, worstMs });
  }

  #tell(camera: string, message: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
    return this.#deps.operations.report('clock-skew', { camera, message, facts });
  }
}

type Status = Pick<CameraStatus, 'source' | 'shownClock'>;

function byReports({ source: { clock } }: Status): Compared {
  const { offsetMs, reports } = clock ?? {};
  const facts = { offsetMs, reports };
  return { whose: "the camera's clock", other: "the box's", offsetMs, facts };
}

/** The burned-in clock; where it is held against the box, its error counts in its favour. */
function byPicture({ shownClock }: Status): Compared {
  const { against, offsetMs, maxErrorMs = 0 } = shownClock ?? {};
  const sureMs = offsetMs && Math.sign(offsetMs) * Math.max(0, Math.abs(offsetMs) - maxErrorMs);
  return {
    whose: "the camera's burned-in clock",
    other: against === 'reports' ? 'its sender reports' : "the box's",
    offsetMs: sureMs,
    facts: { offsetMs, against },
  };
}

const DAY_S = 86_400;

function seconds(offsetMs: number): string {
  const size = Math.abs(offsetMs) / 1000;
  const words = size >= DAY_S ? `${Math.round(size / DAY_S)} days` : `${size.toFixed(1)} s`;
  return `${words} ${offsetMs < 0 ? 'behind' : 'ahead of'}`;
}
