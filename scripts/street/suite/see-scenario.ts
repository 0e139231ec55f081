import {
  type CameraPlan,
  INITIAL_CAMERA,
  type RuleChange,
  stepCamera,
} from '../../../agent/core/camera/step-camera.ts';
import type { LookAnswer } from '../../../agent/core/rules/rule.ts';
import type { ScoredEvent } from '../../../agent/core/scoring/scored.ts';
import type { LocalTime } from '../../../agent/core/time/capture-utc.ts';
import { assetOf } from '../assets/catalog.ts';
import { filmPictures } from '../film/film-times.ts';
import type { DetectorNoise } from '../noise/detector-noise.ts';
import type { LookNoise } from '../noise/look-noise.ts';
import { type NoiseState, noisyDetections } from '../noise/noisy-detections.ts';
import { type LooksState, NO_LOOKS, noisyLooks } from '../noise/noisy-looks.ts';
import { cameraId } from '../scenario/camera-id.ts';
import type { TruthFrame, TruthObject } from '../truth/frame.ts';
import { downOn } from '../truth/load-view.ts';
import { truthAt } from '../truth/truth-at.ts';
import { cameraAt } from '../world/camera-at.ts';
import { random } from '../world/random.ts';
import type { Scenario } from '../world/scenario.ts';

const CHINA_MS = 8 * 3_600_000;
/** The agent looks at no more pictures a second (suite/agent-config.ts), nor lets more looks wait. */
const STEP_MS = 200;
const MAX_WAITING = 16;
/** A lens covered by more than that shows nothing. */
const BLIND = 0.5;

export interface Senses {
  readonly detector: DetectorNoise;
  readonly reader: LookNoise;
}

/**
 * What the agent reports of a scenario without its pixels: truth through the noise of a detector and a
 * reader, then tracker, rules and episodes as they are. The same scenario gives the same events.
 */
export function seeScenario(
  scenario: Scenario,
  plan: CameraPlan,
  { detector, reader }: Senses,
): readonly ScoredEvent[] {
  const { name, seed, startUtcMs, light, camera } = scenario;
  const paints = new Map(scenario.actors.map(({ id, paint }) => [id, paint]));
  const seeing = { light, size: camera.size, paintOf: (actor: string) => paints.get(actor) };
  const heights = new Map(scenario.actors.map(({ id, asset }) => [id, assetOf(asset)?.height]));
  const downFrom = (atMs: number) => {
    const eyeHeight = cameraAt({ ...scenario, faults: [] }, atMs).position[1];
    return ({ actor, distance }: TruthObject) =>
      downOn(eyeHeight, heights.get(actor) ?? 0, distance);
  };
  const frameAt = pastOf(scenario);
  const chance = random(seed, name, 'detector');
  const lookChance = random(seed, name, 'reader');
  const labels = plan.rules.flatMap(({ rule }) => (rule.type === 'attribute' ? rule.labels : []));
  const events: ScoredEvent[] = [];
  let noise: NoiseState | undefined;
  let looks: LooksState = NO_LOOKS;
  let answers: readonly LookAnswer[] = [];
  let state = INITIAL_CAMERA;
  for (const frame of framesOf(scenario)) {
    const found = noisyDetections(detector, noise, frame, seeing, chance);
    noise = found.state;
    const utcMs = startUtcMs + frame.atMs;
    const step = stepCamera(plan, state, {
      ...{ mediaMs: frame.atMs, utcMs, local: localAt(utcMs), looks: answers },
      detections: found.detections,
      idOf: (at, ...parts) => `${at}/${parts.join('/')}`,
    });
    state = step.state;
    events.push(...step.changes.flatMap((change) => eventOf(change, scenario, plan)));
    const seen = {
      ...{ frame, tracks: step.tracks },
      seeing: { ...seeing, downOn: downFrom(frame.atMs), frameAt },
    };
    const looked = noisyLooks(reader, { labels, maxWaiting: MAX_WAITING }, looks, seen, lookChance);
    looks = looked.state;
    answers = looked.answers;
  }
  return events;
}

/** The pictures that the agent takes of the film, as truth. */
function* framesOf(scenario: Scenario): Generator<TruthFrame> {
  let lastMs = Number.NEGATIVE_INFINITY;
  const covers = scenario.faults.filter(({ kind, amount }) => kind === 'covered' && amount > BLIND);
  for (const { atMs, worldMs } of filmPictures(scenario)) {
    if (atMs - lastMs < STEP_MS - 1) continue;
    lastMs = atMs;
    const blind = covers.some(({ fromMs, toMs }) => worldMs >= fromMs && worldMs < toMs);
    yield { atMs, objects: blind ? [] : truthAt(scenario, worldMs).objects };
  }
}

/** What the camera's picture nearest to a moment showed. */
function pastOf(scenario: Scenario): (atMs: number) => TruthFrame {
  const pictures = filmPictures(scenario);
  return (atMs) => {
    const off = (picture: { readonly atMs: number }) => Math.abs(picture.atMs - atMs);
    const nearest = pictures.reduce((best, one) => (off(one) < off(best) ? one : best));
    return truthAt(scenario, nearest.worldMs);
  };
}

function eventOf(change: RuleChange, scenario: Scenario, plan: CameraPlan): ScoredEvent[] {
  const { stage, episode, atMs, outcome, ruleId } = change;
  const kind = plan.rules.find(({ rule }) => rule.id === ruleId)?.policy.violation;
  if (kind === undefined) throw new Error(`expected the rule '${ruleId}' in the plan`);
  const { dwellMs, states } = episode.facts;
  return [
    {
      ...{ id: `${episode.id}/${episode.revision}/${stage}`, episode: episode.id, kind, stage },
      ...{ camera: cameraId(scenario), box: episode.subject.box },
      atUtcMs: scenario.startUtcMs + atMs,
      ...(typeof dwellMs === 'number' && { dwellMs }),
      ...(outcome !== undefined && { outcome }),
      ...(states !== undefined && { states: plainStates(states) }),
    },
  ];
}

/** Attribute -> state, whatever else is known of each. */
function plainStates(states: unknown): Record<string, string> {
  const known = Object.entries(states as Record<string, { readonly state: string }>);
  return Object.fromEntries(known.map(([name, { state }]) => [name, state]));
}

function localAt(utcMs: number): LocalTime {
  const site = new Date(utcMs + CHINA_MS);
  return {
    date: site.toISOString().slice(0, 10),
    weekday: site.getUTCDay(),
    minute: site.getUTCHours() * 60 + site.getUTCMinutes(),
  };
}
