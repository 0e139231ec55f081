import type { PlatformEvent } from '../../agent/adapters/platform/check-event.ts';
import {
  type Platform,
  type PlatformOptions,
  startPlatform,
} from '../../agent/adapters/platform/platform.ts';
import { PlatformTrust } from '../../agent/app/platform-trust.ts';
import { until } from './until.ts';

export interface ListeningPlatform extends Platform {
  /** Every event that was stored, in order of arrival. */
  readonly events: readonly PlatformEvent[];
  /** Every message, with what became of it. */
  readonly statuses: readonly string[];
  /** Steps of episodes: `camera rule-violation stage outcome`, in order of arrival. */
  steps(): readonly string[];
  /** Types of the operational events, without the common parts: `camera-down`. */
  operations(): readonly string[];
  /** Waits for the first event that fits. */
  event(
    what: string,
    fits: (event: PlatformEvent) => boolean,
    withinMs?: number,
  ): Promise<PlatformEvent>;
}

/** The platform simulator, which checks every signature against the key of the node's birth. */
export async function listenAsPlatform(
  options: Pick<PlatformOptions, 'url' | 'user' | 'password'>,
): Promise<ListeningPlatform> {
  const trust = new PlatformTrust();
  const events: PlatformEvent[] = [];
  const statuses: string[] = [];
  const platform = await startPlatform({
    ...options,
    session: true,
    clientId: 'platform',
    verify: trust.verify,
    onState: trust.learn,
    onEvent: (event, status) => {
      statuses.push(status);
      if (status === 'stored') events.push(event);
    },
  });
  return {
    ...platform,
    events,
    statuses,
    steps: () => events.filter(isViolation).map(stepOf),
    operations: () =>
      events.map(({ type }) => /\.operation\.(.+)\.v1$/.exec(type)?.[1] ?? '').filter(Boolean),
    event: (what, fits, withinMs = 60_000) => until(what, () => events.find(fits), withinMs),
  };
}

export function isViolation({ type }: PlatformEvent): boolean {
  return type.startsWith('streetwarden.violation.');
}

/** `corner sidewalk-parking cleared self-corrected` */
export function stepOf({ data }: PlatformEvent): string {
  const { camera, kind, stage, facts } = data;
  return [camera, kind, stage, facts?.['outcome']].filter(Boolean).join(' ');
}

/** Violations of each episode, episodes and steps in order of arrival. */
export function byEpisode(events: readonly PlatformEvent[]): PlatformEvent[][] {
  const episodes = new Map<string, PlatformEvent[]>();
  for (const event of events.filter(isViolation)) {
    const subject = event.subject ?? '';
    episodes.set(subject, [...(episodes.get(subject) ?? []), event]);
  }
  return [...episodes.values()];
}

/** For `event`: the operational event of this name. */
export function isOperation(what: string): (event: PlatformEvent) => boolean {
  return ({ type }) => type === `streetwarden.operation.${what}.v1`;
}
