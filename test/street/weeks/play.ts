import type { ScoredEvent } from '../../../agent/core/scoring/scored.ts';
import { park } from '../../../scripts/street/families/motions.ts';
import type { DetectorNoise } from '../../../scripts/street/noise/detector-noise.ts';
import { PERFECT_LOOKS } from '../../../scripts/street/noise/look-noise.ts';
import { PERFECT } from '../../../scripts/street/noise/presets.ts';
import { AgentUnderTest } from '../../../scripts/street/weeks/agent-under-test.ts';
import { START_UTC_MS } from '../../../scripts/street/weeks/clock.ts';
import { eyeOf } from '../../../scripts/street/weeks/eye.ts';
import { IdWatch } from '../../../scripts/street/weeks/id-watch.ts';
import { planOf } from '../../../scripts/street/weeks/plan.ts';
import { type Post, posts } from '../../../scripts/street/weeks/post.ts';
import { watcher } from '../../../scripts/street/weeks/see.ts';
import { named, type Visitor } from '../../../scripts/street/weeks/visitor.ts';

/** Noon, so that every rule and zone is open. */
export const NOON_MS = 12 * 3_600_000;

/** A camera with room to park. */
export function corner(name = 'shop-street-a.pole-5m'): Post {
  const post = posts().find(({ id }) => id === name);
  if (post === undefined) throw new RangeError(`expected a camera '${name}'`);
  return post;
}

/** A car that stands on the sidewalk from second to second after noon. */
export function parked(post: Post, id: string, fromS: number, toS: number, paint: string): Visitor {
  const lane = post.lanes[0] ?? 0;
  const [x = 0] = post.kerb;
  const stopMs = NOON_MS + fromS * 1000;
  const leaveMs = NOON_MS + toS * 1000;
  const way = { x, z: post.walk, lane, way: -1 as const, reach: post.reach };
  const path = park({ stopMs, leaveMs, lastMs: leaveMs, ...way });
  return { id, asset: named('sedan-c'), path, paint };
}

export interface Play {
  readonly post: Post;
  readonly visitors: readonly Visitor[];
  readonly seconds: number;
  readonly fps: number;
  readonly noise?: DetectorNoise;
  readonly seed?: number;
  /** Seconds between which no picture comes. */
  readonly gap?: readonly [number, number];
  /** The state goes through JSON after every so many pictures. */
  readonly restartEvery?: number;
}

export interface Played {
  readonly events: readonly ScoredEvent[];
  readonly switches: number;
  readonly largestState: number;
}

/** Plays a street from noon on. */
export function play({ post, visitors, seconds, fps, noise = PERFECT, ...rest }: Play): Played {
  const { seed = 1, gap, restartEvery } = rest;
  const setup = { camera: post.id, seed, noise, looks: PERFECT_LOOKS };
  const agent = new AgentUnderTest({ ...setup, plan: planOf(post, noise.labels) });
  const see = watcher(post, eyeOf(post.pose, post.size));
  const ids = new IdWatch();
  let largestState = 0;
  for (let at = 0; at < seconds * fps; at += 1) {
    const second = at / fps;
    if (gap && second >= gap[0] && second < gap[1]) continue;
    const frame = see(visitors, Math.round(NOON_MS + second * 1000));
    ids.see(
      frame,
      agent.step(frame, { light: 'day', size: post.size, paintOf: paintOf(visitors) }),
    );
    if (restartEvery !== undefined && at % restartEvery === 0) agent.restart();
    if (at % 200 === 199) largestState = Math.max(largestState, JSON.stringify(agent.state).length);
  }
  return { events: agent.events, switches: ids.figures().switches, largestState };
}

function paintOf(visitors: readonly Visitor[]) {
  return (actor: string) => visitors.find(({ id }) => id === actor)?.paint;
}

/** 'confirmed@310' and so on, of one kind. */
export function brief(events: readonly ScoredEvent[], kind = 'sidewalk-parking'): string[] {
  return events
    .filter((event) => event.kind === kind)
    .map(({ stage, atUtcMs }) => `${stage}@${secondOf(atUtcMs)}`);
}

export function secondOf(atUtcMs: number): number {
  return Math.round((atUtcMs - START_UTC_MS - NOON_MS) / 1000);
}
