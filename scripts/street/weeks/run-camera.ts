import type { ScoredEvent } from '../../../agent/core/scoring/scored.ts';
import type { TruthEpisode, TruthFile } from '../../../agent/core/scoring/truth.ts';
import type { DetectorNoise } from '../noise/detector-noise.ts';
import type { LookNoise } from '../noise/look-noise.ts';
import type { TruthObject } from '../truth/frame.ts';
import { downOn } from '../truth/load-view.ts';
import { random } from '../world/random.ts';
import { AgentUnderTest } from './agent-under-test.ts';
import { HOUR_MS, lightAt, START_UTC_MS } from './clock.ts';
import { eyeOf } from './eye.ts';
import { gapsOf } from './gaps.ts';
import { type IdFigures, IdWatch } from './id-watch.ts';
import { planOf } from './plan.ts';
import type { Post } from './post.ts';
import { watcher } from './see.ts';
import { Stream, type WeekKind } from './stream.ts';
import { truthOf } from './truth-of.ts';
import type { Visitor } from './visitor.ts';

export interface CameraRun {
  readonly post: Post;
  readonly seed: number;
  readonly kind: WeekKind;
  /** After the week's start, Monday midnight; the street is empty then. */
  readonly fromHour: number;
  readonly hours: number;
  readonly noise: DetectorNoise;
  readonly looks: LookNoise;
  /** The one rule that is looked at; all where absent. */
  readonly only?: string;
}

export interface CameraResult {
  readonly truth: TruthFile;
  readonly events: readonly ScoredEvent[];
  readonly ids: IdFigures;
  readonly frames: number;
}

/** Kinds that are looked for: the shipped rules are named after them. */
export const KINDS: readonly string[] = [
  ...['sidewalk-parking', 'street-stall', 'muck-truck-uncovered', 'muck-truck-overfilled'],
];

/** One camera for some hours: street, detector, agent. Everything is drawn from the seed. */
export function runCamera(run: CameraRun): CameraResult {
  const { post, seed, kind, fromHour, hours, noise, looks, only } = run;
  const eye = eyeOf(post.pose, post.size);
  const see = watcher(post, eye);
  const lookBack = watcher(post, eye);
  const stream = new Stream(post, seed, kind, fromHour);
  const gaps = gapsOf(seed, post.id);
  const kinds = only === undefined ? KINDS : [only];
  const whole = planOf(post, noise.labels);
  const plan = { ...whole, rules: whole.rules.filter(({ rule }) => kinds.includes(rule.id)) };
  const agent = new AgentUnderTest({ camera: post.id, seed, plan, noise, looks });
  const ids = new IdWatch();
  const episodes: TruthEpisode[] = [];
  const late = random(seed, post.id, 'times');
  const [fromMs, durationMs] = [fromHour * HOUR_MS, hours * HOUR_MS];
  let frames = 0;
  for (let tick = fromMs; tick < fromMs + durationMs; tick += 1000 / post.fps) {
    const { visitors, expected } = stream.at(tick);
    for (const one of expected) episodes.push(...[truthOf(post, eye, one) ?? []].flat());
    const atMs = Math.round(tick + (late() * 200) / post.fps);
    if (gaps.isLost(atMs)) continue;
    frames += 1;
    const frame = see(visitors, atMs);
    const light = gaps.lightOf(lightAt(seed, atMs), atMs);
    const seeing = {
      light,
      size: post.size,
      paintOf: paints(visitors),
      downOn: downs(post, visitors),
      frameAt: (ms: number) => lookBack(visitors, ms),
    };
    ids.see(frame, agent.step(frame, seeing));
  }
  return {
    truth: told(
      post,
      kinds,
      { fromMs, durationMs },
      episodes.filter((one) => kinds.includes(one.kind)),
    ),
    events: agent.events,
    ids: ids.figures(),
    frames,
  };
}

function paints(visitors: readonly Visitor[]): (actor: string) => string | undefined {
  return (actor) => visitors.find(({ id }) => id === actor)?.paint;
}

function downs(post: Post, visitors: readonly Visitor[]) {
  return ({ actor, distance }: TruthObject): number | undefined => {
    const height = visitors.find(({ id }) => id === actor)?.asset.height;
    return height === undefined ? undefined : downOn(post.pose.position[1], height, distance);
  };
}

function told(
  post: Post,
  kinds: readonly string[],
  { fromMs, durationMs }: { readonly fromMs: number; readonly durationMs: number },
  episodes: readonly TruthEpisode[],
): TruthFile {
  const startUtc = new Date(START_UTC_MS + fromMs).toISOString();
  return {
    ...{ version: 1, camera: post.id, startUtc, durationMs, kinds },
    episodes: episodes
      .filter((one) => one.fromMs >= fromMs && one.fromMs < fromMs + durationMs)
      .map((one) => moved(one, -fromMs)),
  };
}

/** The episode on the recording's own time. */
function moved(one: TruthEpisode, byMs: number): TruthEpisode {
  const { fromMs, confirmMs, toMs, places } = one;
  return {
    ...one,
    fromMs: fromMs + byMs,
    ...(confirmMs !== undefined && { confirmMs: confirmMs + byMs }),
    ...(toMs !== undefined && { toMs: toMs + byMs }),
    places: places.map(({ atMs, box }) => ({ atMs: atMs + byMs, box })),
  };
}
