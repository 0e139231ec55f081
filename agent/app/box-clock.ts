import { readBoxSync } from '../adapters/clock/read-box-sync.ts';
import { type BoxSync, UNKNOWN_SYNC } from '../core/time/box-sync.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

export interface BoxClockDeps {
  readonly clock: Pick<Clock, 'utcMs'>;
  readonly log: Log;
  readonly read?: typeof readBoxSync;
}

/** What the box's clock is worth, asked once a minute; the answer in between is the last one. */
export class BoxClock {
  readonly #deps: BoxClockDeps;
  #sync: BoxSync = UNKNOWN_SYNC;

  constructor(deps: BoxClockDeps) {
    this.#deps = deps;
  }

  get sync(): BoxSync {
    return this.#sync;
  }

  async look(): Promise<void> {
    const { clock, log, read = readBoxSync } = this.#deps;
    const before = this.#sync;
    this.#sync = await read(clock.utcMs());
    const { state } = this.#sync;
    if (state === before.state) return;
    const facts = { before: before.state, ...this.#sync };
    if (state === 'locked') log.info(facts, 'the box clock follows a time source');
    else log.warn(facts, `the box clock is ${state}: evidence is a clue only`);
  }
}
