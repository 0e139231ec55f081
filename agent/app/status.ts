import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/outbox.ts';
import type { AgentStatus } from '../ports/status.ts';
import type { BoxClock } from './box-clock.ts';
import type { Camera } from './camera.ts';
import { clockUnset, isClockSet } from './clock-set.ts';
import { software } from './identity.ts';
import type { Link } from './links.ts';
import type { Models } from './models.ts';

export interface StatusParts {
  readonly site: string;
  readonly node: string;
  readonly startedUtcMs: number;
  readonly cameras: readonly Camera[];
  readonly models: Models;
  readonly links: readonly Link[];
  readonly store: Store;
  readonly clock: Clock;
  readonly boxClock: BoxClock;
}

/** The whole agent at this moment. Ready = every camera was judged at least once, or has told why not. */
export async function agentStatus(parts: StatusParts): Promise<AgentStatus> {
  const { site, node, startedUtcMs, store, links, clock } = parts;
  const cameras = parts.cameras.map((camera) => camera.status());
  const waiting = cameras.filter(
    ({ steps, source }) => steps === 0 && source.lastError === undefined,
  );
  const names = waiting.map(({ id }) => id).join(', ');
  const forCameras = names === '' ? undefined : `cameras ${names}`;
  const waitingFor = isClockSet(clock) ? forCameras : clockUnset(clock);
  return {
    version: software().version,
    site,
    node,
    startedUtcMs,
    ready: waitingFor === undefined,
    ...(waitingFor !== undefined && { waitingFor }),
    clock: parts.boxClock.sync,
    cameras,
    models: await parts.models.stats(),
    targets: await Promise.all(
      links.map(async ({ target }) => ({
        name: target.name,
        state: target.state(),
        ...(await store.stats(target.name)),
      })),
    ),
  };
}
