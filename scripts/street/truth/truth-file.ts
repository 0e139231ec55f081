import type { Box } from '../../../agent/core/geometry/box.ts';
import type { TruthEpisode, TruthFile } from '../../../agent/core/scoring/truth.ts';
import { cameraId } from '../scenario/camera-id.ts';
import { kindsOf } from '../scenario/kinds.ts';
import type { ExpectedEpisode, Scenario } from '../world/scenario.ts';
import { sightOf } from './sight.ts';

interface Sample {
  readonly atMs: number;
  readonly box: Box;
}

/** At most this many moments of an episode are looked at, and none nearer than this, ms. */
const MOMENTS = 120;
const STEP_MS = 250;
/** A place that differs less than this from its neighbours on both sides says nothing new. */
const STILL = 0.002;

/**
 * What `streetwarden score` compares the agent's events with. The kinds looked for are those of the
 * scenario's rules. Throws RangeError for an episode whose actor is not in the picture while it lasts.
 */
export function truthFileOf(scenario: Scenario, video?: string): TruthFile {
  return {
    version: 1,
    camera: cameraId(scenario),
    startUtc: new Date(scenario.startUtcMs).toISOString(),
    durationMs: scenario.durationMs,
    ...(video !== undefined && { video }),
    kinds: kindsOf(scenario.rules),
    episodes: scenario.expect.map((expected, index) => episodeOf(scenario, expected, index)),
  };
}

function episodeOf(scenario: Scenario, expected: ExpectedEpisode, index: number): TruthEpisode {
  const { kind, zone, fromMs, confirmMs, toMs } = expected;
  const actor = scenario.actors.find(({ id }) => id === expected.actor);
  const places = placesOf(scenario, expected);
  if (actor === undefined || places.length === 0)
    throw new RangeError(
      `${scenario.name}: expected '${expected.actor}' in the picture between ${fromMs} and ${toMs ?? scenario.durationMs} ms, for the ${kind} that is expected of it`,
    );
  const { plate, load, cover } = actor;
  return {
    ...{ id: `${index + 1}-${actor.id}`, kind, ...(zone !== undefined && { zone }), fromMs },
    ...(confirmMs !== undefined && { confirmMs }),
    ...(toMs !== undefined && { toMs }),
    places,
    ...(plate !== undefined && { plate }),
    ...(load !== undefined && { load }),
    ...(cover !== undefined && { cover }),
  };
}

/** Where it is over time: moments in between which it does not stay as it is. */
function placesOf(scenario: Scenario, { actor, fromMs, toMs }: ExpectedEpisode): Sample[] {
  const from = Math.max(0, fromMs);
  const to = Math.max(from, Math.min(toMs ?? scenario.durationMs, scenario.durationMs));
  const steps = Math.max(1, Math.min(MOMENTS, Math.ceil((to - from) / STEP_MS)));
  const samples = Array.from({ length: steps + 1 }, (_, step): Sample | undefined => {
    const atMs = Math.round(from + ((to - from) * step) / steps);
    const box = sightOf(scenario, actor, atMs)?.box;
    return box && { atMs, box: rounded(box) };
  }).filter((sample) => sample !== undefined);
  return samples.filter((sample, index) => {
    const [before, after] = [samples[index - 1], samples[index + 1]];
    return !before || !after || !same(before.box, sample.box) || !same(sample.box, after.box);
  });
}

function same(a: Box, b: Box): boolean {
  const apart = [a.left - b.left, a.top - b.top, a.right - b.right, a.bottom - b.bottom];
  return apart.every((each) => Math.abs(each) < STILL);
}

function rounded({ left, top, right, bottom }: Box): Box {
  const short = (share: number) => Math.round(share * 1e4) / 1e4;
  return { left: short(left), top: short(top), right: short(right), bottom: short(bottom) };
}
