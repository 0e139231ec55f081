import type {
  EpisodeChange,
  EpisodeInput,
  EpisodePolicy,
  EpisodeState,
} from '../episodes/episode.ts';
import { stepEpisodes } from '../episodes/step-episodes.ts';
import { HOME, type Zone } from '../geometry/zone.ts';
import type { PlateLook } from '../plates/fuse-plates.ts';
import type { LookAnswer, Rule, RuleState } from '../rules/rule.ts';
import { breakTime, stepRule } from '../rules/step-rule.ts';
import { withoutIgnored } from '../rules/zones.ts';
import type { LocalTime } from '../time/capture-utc.ts';
import type { TrackerParams } from '../tracking/params.ts';
import { INITIAL_TRACKER, stepTracker, type TrackerState } from '../tracking/step-tracker.ts';
import type { Track } from '../tracking/track.ts';
import type { Detection } from '../vision/detection.ts';
import { withSights } from './clear-sights.ts';
import { hasPlace } from './place-plan.ts';
import { aliveIds, signalsWithPlates, stepPlates, type TrackPlates } from './track-plates.ts';

/** What one camera watches for. */
export interface CameraPlan {
  /** Of the camera; what stands in one of kind `ignore` is nobody's business. */
  readonly zones: readonly Zone[];
  readonly tracker: TrackerParams;
  readonly rules: readonly RulePlan[];
  /** Below it a sign of a plate is told as unknown, 0 to 1; 0.8 where absent. */
  readonly plateConfidence?: number;
}

export interface RulePlan {
  readonly rule: Rule;
  readonly policy: EpisodePolicy;
}

/** All that one camera remembers. Plain JSON; bounded by what tracker, rules and episodes hold. */
export interface CameraState {
  readonly tracker: TrackerState;
  readonly rules: Readonly<Record<string, RuleState>>;
  readonly episodes: Readonly<Record<string, EpisodeState>>;
  /** Absent while no plate was read. */
  readonly plates?: TrackPlates;
  /** The view that was shown last. */
  readonly preset?: string;
  /** Rules with zones have rested in the last step. */
  readonly zonesRested?: boolean;
}

export const INITIAL_CAMERA: CameraState = { tracker: INITIAL_TRACKER, rules: {}, episodes: {} };

export interface CameraInput {
  readonly mediaMs: number;
  readonly utcMs: number;
  readonly local: LocalTime;
  readonly detections: readonly Detection[];
  readonly looks: readonly LookAnswer[];
  readonly plates?: readonly PlateLook[];
  /** The camera has rested since the last step: its pictures were in doubt. */
  readonly rested?: boolean;
  /** Rules with zones or lines rest: it is not known where those lie in this picture. */
  readonly zonesRest?: boolean;
  /** The view that a camera that turns shows now; absent for one that does not. */
  readonly preset?: string;
  readonly idOf: EpisodeInput['idOf'];
}

export interface RuleChange extends EpisodeChange {
  readonly ruleId: string;
}

interface Storm {
  readonly ruleId: string;
  readonly perHour: number;
  readonly perDay: number;
}

export interface CameraStep {
  readonly state: CameraState;
  readonly tracks: readonly Track[];
  readonly changes: readonly RuleChange[];
  readonly storms: readonly Storm[];
}

/** Moves one camera forward by one moment: detections to tracks, tracks to signals, signals to episodes. */
export function stepCamera(plan: CameraPlan, before: CameraState, input: CameraInput): CameraStep {
  const { detections, mediaMs, local, looks, preset, zonesRest = false } = input;
  const tracker = preset === before.preset ? before.tracker : afresh(before.tracker);
  const tracked = stepTracker(plan.tracker, tracker, detections, mediaMs);
  const zones = plan.zones.filter((zone) => preset === undefined || isOf(zone, preset));
  const tracks = withoutIgnored(tracked.tracks, zones);
  const seen = { mediaMs, local, tracks, looks };
  const alive = aliveIds(tracked.tracks, before.episodes);
  const plates = stepPlates(before.plates ?? {}, input.plates ?? [], alive, mediaMs);
  const reading = { plates, leastConfidence: plan.plateConfidence ?? PLATE_CONFIDENCE };
  const steps = plan.rules.map((one) => {
    const own = one.rule.preset;
    const isElsewhere = own !== undefined && own !== preset;
    const isPlaced = hasPlace(one.rule, zones);
    if (isElsewhere || (zonesRest && isPlaced)) return asItWas(one, before);
    const wasElsewhere = own !== undefined && own !== before.preset;
    const rested =
      input.rested === true || wasElsewhere || (before.zonesRested === true && isPlaced);
    const step = stepRule(one.rule, before.rules[one.rule.id], { ...seen, rested });
    const done = withEpisodes(one, before, input, withPlates(one, before, mediaMs, step, reading));
    return isStanding(one.rule) ? withViews(done, tracked.tracks, mediaMs) : done;
  });
  return {
    ...joined(steps),
    state: {
      ...{ ...stateOf(steps), tracker: tracked.state, plates },
      ...(preset !== undefined && { preset }),
      ...(zonesRest && { zonesRested: true }),
    },
    tracks: tracked.tracks,
  };
}

function isStanding({ type }: Rule): boolean {
  return type === 'dwell' || type === 'group';
}

function withViews(done: OneRule, tracks: readonly Track[], mediaMs: number): OneRule {
  const { episodes } = done;
  return episodes === undefined
    ? done
    : { ...done, episodes: withSights(episodes, tracks, mediaMs) };
}

function isOf({ preset: own = HOME }: Zone, preset: string): boolean {
  return own === preset;
}

/** Nothing in the new view is what was in the old one. Ids are never used again. */
function afresh({ nextId }: TrackerState): TrackerState {
  return { ...INITIAL_TRACKER, nextId };
}

/** The time line broke: every clock starts anew, and what was open ends with 'time-break'. */
export function breakCamera(plan: CameraPlan, before: CameraState, input: CameraInput): CameraStep {
  const steps = plan.rules.map((one) =>
    withEpisodes(one, before, input, breakTime(one.rule, before.rules[one.rule.id])),
  );
  return {
    ...joined(steps),
    state: { ...stateOf(steps), tracker: afresh(before.tracker) },
    tracks: [],
  };
}

const PLATE_CONFIDENCE = 0.8;

interface Signals {
  readonly state: RuleState;
  readonly signals: EpisodeInput['signals'];
}

/** The step of a rule that wants plates, with those that its objects have. */
function withPlates(
  { rule }: RulePlan,
  before: CameraState,
  mediaMs: number,
  { state, signals }: Signals,
  { plates, leastConfidence }: { plates: TrackPlates; leastConfidence: number },
): Signals {
  if (rule.plate !== true) return { state, signals };
  const open = Object.values(before.episodes[rule.id]?.open ?? {});
  return { state, signals: signalsWithPlates(signals, open, plates, { mediaMs, leastConfidence }) };
}

interface OneRule {
  readonly id: string;
  /** Absent for a rule that has rested from the beginning. */
  readonly rule: RuleState | undefined;
  readonly episodes: EpisodeState | undefined;
  readonly changes: readonly RuleChange[];
  readonly storms: readonly Storm[];
}

function withEpisodes(
  { rule, policy }: RulePlan,
  before: CameraState,
  { mediaMs, utcMs, idOf }: CameraInput,
  step: Signals,
): OneRule {
  const next = stepEpisodes(policy, before.episodes[rule.id], {
    mediaMs,
    utcMs,
    signals: step.signals,
    idOf,
  });
  return {
    id: rule.id,
    rule: step.state,
    episodes: next.state,
    changes: next.changes.map((change) => ({ ...change, ruleId: rule.id })),
    storms: next.storm === undefined ? [] : [{ ruleId: rule.id, ...next.storm }],
  };
}

/** A rule that rests: to it the moment was none in which the camera watched. */
function asItWas({ rule: { id } }: RulePlan, before: CameraState): OneRule {
  return { id, rule: before.rules[id], episodes: before.episodes[id], changes: [], storms: [] };
}

function stateOf(steps: readonly OneRule[]): Pick<CameraState, 'rules' | 'episodes'> {
  return {
    rules: Object.fromEntries(steps.flatMap(({ id, rule }) => (rule ? [[id, rule]] : []))),
    episodes: Object.fromEntries(
      steps.flatMap(({ id, episodes }) => (episodes ? [[id, episodes]] : [])),
    ),
  };
}

function joined(steps: readonly OneRule[]): Pick<CameraStep, 'changes' | 'storms'> {
  return {
    changes: steps.flatMap(({ changes }) => changes),
    storms: steps.flatMap(({ storms }) => storms),
  };
}
