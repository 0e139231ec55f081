import { betterKnown } from '../plates/fuse-plates.ts';
import type { RuleSignal } from '../rules/rule.ts';
import { ageBudget, type BudgetState, takeBudget } from './budget.ts';
import type {
  Episode,
  EpisodeChange,
  EpisodeInput,
  EpisodePolicy,
  EpisodeState,
  EpisodeStep,
  HeldSignals,
} from './episode.ts';

/** Facts whose change is worth an event of its own; the rest are measurements that always grow. */
const MATERIAL = ['states', 'stillThereHours', 'parts'] as const;

/** What one step works on: copies of the state, and what came of it. */
interface Desk {
  readonly policy: EpisodePolicy;
  readonly input: EpisodeInput;
  readonly open: Map<string, Episode>;
  readonly resting: Map<string, number>;
  readonly held: Map<string, HeldSignals>;
  readonly changes: EpisodeChange[];
  budget: BudgetState;
  storm: boolean;
}

function openDesk(
  policy: EpisodePolicy,
  state: EpisodeState | undefined,
  input: EpisodeInput,
): Desk {
  const { told = [], stormSinceUtcMs } = state ?? {};
  const before = { told, ...(stormSinceUtcMs !== undefined && { stormSinceUtcMs }) };
  return {
    policy,
    input,
    open: new Map(Object.entries(state?.open ?? {})),
    resting: new Map(Object.entries(state?.resting ?? {})),
    held: new Map(Object.entries(state?.held ?? {})),
    changes: [],
    budget: ageBudget(policy.budget, before, input.utcMs),
    storm: false,
  };
}

function mayTell(desk: Desk): boolean {
  const { budget, granted, stormBegins } = takeBudget(
    desk.policy.budget,
    desk.budget,
    desk.input.utcMs,
  );
  desk.budget = budget;
  desk.storm ||= stormBegins;
  return granted;
}

function change(desk: Desk, episode: Episode, atMs: number, outcome?: EpisodeChange['outcome']) {
  const next = episode.told ? { ...episode, revision: episode.revision + 1 } : episode;
  desk.open.set(next.place, next);
  const { stage, told } = next;
  desk.changes.push({ stage, episode: next, atMs, tell: told, ...(outcome && { outcome }) });
}

function suspect(desk: Desk, signal: RuleSignal): void {
  const { policy, input } = desk;
  const { place, sinceMs, atMs } = signal;
  if (desk.open.has(place)) return;
  if (desk.resting.has(place)) {
    desk.held.set(place, { suspect: signal });
    return;
  }
  const sinceUtcMs = Math.round(input.utcMs - (input.mediaMs - sinceMs));
  const episode: Episode = {
    id: input.idOf(sinceUtcMs, policy.camera, policy.ruleId, place, sinceMs),
    place,
    stage: 'suspected',
    sinceMs,
    sinceUtcMs,
    suspectedMs: atMs,
    subject: signal.subject,
    facts: signal.facts,
    warned: false,
    revision: 0,
    told: policy.report === 'suspected' && mayTell(desk),
  };
  change(desk, episode, atMs);
}

function confirm(desk: Desk, signal: RuleSignal): void {
  const { place, atMs } = signal;
  const held = desk.held.get(place);
  if (held) {
    desk.held.set(place, { ...held, confirm: signal });
    return;
  }
  if (desk.resting.has(place)) return;
  // the suspicion was lost with an older state: both stages at once
  if (!desk.open.has(place)) suspect(desk, { ...signal, type: 'suspect' });
  const episode = desk.open.get(place);
  if (!episode || episode.confirmedMs !== undefined) return;
  // a suspicion that fell silent in a storm may be told once it is certain and the storm is over
  const told = episode.told || mayTell(desk);
  change(desk, { ...merged(episode, signal), stage: 'confirmed', confirmedMs: atMs, told }, atMs);
}

function update(desk: Desk, signal: RuleSignal): void {
  const episode = desk.open.get(signal.place);
  if (!episode) return;
  const next = merged(episode, signal);
  const isMaterial =
    next.subject.plate?.text !== episode.subject.plate?.text ||
    MATERIAL.some((key) => JSON.stringify(next.facts[key]) !== JSON.stringify(episode.facts[key]));
  if (episode.confirmedMs !== undefined && isMaterial) {
    change(desk, { ...next, stage: 'updated' }, signal.atMs);
  } else {
    desk.open.set(signal.place, next);
  }
}

function clear(desk: Desk, signal: RuleSignal): void {
  const { place, atMs } = signal;
  desk.held.delete(place);
  const episode = desk.open.get(place);
  if (!episode) return;
  const how = signal.outcome ?? 'left';
  const wentInTime = episode.confirmedMs === undefined && (how === 'left' || how === 'passed');
  const outcome = wentInTime ? 'self-corrected' : how;
  change(desk, { ...merged(episode, signal), stage: 'cleared' }, atMs, outcome);
  desk.open.delete(place);
  // on a new time line the old line's times mean nothing
  if (how !== 'time-break' && desk.policy.rearmMs > 0) {
    desk.resting.set(place, atMs + desk.policy.rearmMs);
  }
}

function merged(episode: Episode, signal: RuleSignal): Episode {
  // what was read once is not lost when the object has gone
  const plate = betterKnown(episode.subject.plate, signal.subject.plate);
  const plateShots = signal.subject.plateShots ?? episode.subject.plateShots;
  const shots = signal.subject.shots ?? episode.subject.shots;
  const subject = {
    ...signal.subject,
    ...(plate !== undefined && { plate }),
    ...(plateShots !== undefined && { plateShots }),
    ...(shots !== undefined && { shots }),
  };
  return { ...episode, subject, facts: { ...episode.facts, ...signal.facts } };
}

/** Places whose rest is over; what began meanwhile and is still there becomes an episode now. */
function wake(desk: Desk): void {
  const { mediaMs, signals } = desk.input;
  const clearedNow = new Set(
    signals.filter((signal) => signal.type === 'clear').map((signal) => signal.place),
  );
  for (const [place, untilMs] of [...desk.resting]) {
    // an end farther off than the whole rest comes from another time line
    if (untilMs > mediaMs && untilMs <= mediaMs + desk.policy.rearmMs) continue;
    desk.resting.delete(place);
    const held = desk.held.get(place);
    desk.held.delete(place);
    if (!held || clearedNow.has(place)) continue;
    suspect(desk, { ...held.suspect, atMs: mediaMs });
    if (held.confirm) confirm(desk, { ...held.confirm, atMs: mediaMs });
  }
}

const HANDLERS: {
  readonly [T in RuleSignal['type']]: (desk: Desk, signal: RuleSignal) => void;
} = { suspect, confirm, update, clear };

/**
 * One step of one rule's episodes on one camera: signals in, changes out. Signals out of order (a second
 * suspect or confirm, an update or clear of nothing) change nothing. The same state and input always give
 * the same changes and ids. `open` is bounded by what the rule holds, `resting` by what it cleared within
 * `rearmMs`, `told` by the budget per day.
 */
export function stepEpisodes(
  policy: EpisodePolicy,
  state: EpisodeState | undefined,
  input: EpisodeInput,
): EpisodeStep {
  const desk = openDesk(policy, state, input);
  wake(desk);
  for (const signal of input.signals) HANDLERS[signal.type](desk, signal);
  return {
    state: {
      open: Object.fromEntries(desk.open),
      resting: Object.fromEntries(desk.resting),
      held: Object.fromEntries(desk.held),
      ...desk.budget,
    },
    changes: desk.changes,
    ...(desk.storm && { storm: policy.budget }),
  };
}

/** Notes that the offender was warned (loudspeaker, light), for the outcome's sake. */
export function markWarned(state: EpisodeState, place: string): EpisodeState {
  const episode = state.open[place];
  if (!episode) return state;
  return { ...state, open: { ...state.open, [place]: { ...episode, warned: true } } };
}
