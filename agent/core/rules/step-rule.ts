import { type AttributeState, endAttribute, stepAttribute } from './attribute.ts';
import { type CrossingState, endCrossing, stepCrossing } from './crossing.ts';
import { type DwellState, endDwell, stepDwell } from './dwell.ts';
import { endGroup, type GroupState, stepGroup } from './group.ts';
import type { Rule, RuleInput, RuleSignal, RuleState, RuleStep } from './rule.ts';
import { isOpen } from './schedule.ts';

type Kind = Rule['type'];
type RuleOf<K extends Kind> = Extract<Rule, { type: K }>;
type Outcome = NonNullable<RuleSignal['outcome']>;

interface States {
  readonly dwell: DwellState;
  readonly group: GroupState;
  readonly crossing: CrossingState;
  readonly attribute: AttributeState;
}

interface Stepper<K extends Kind> {
  step(rule: RuleOf<K>, state: States[K] | undefined, input: RuleInput): RuleStep<States[K]>;
  end(rule: RuleOf<K>, state: States[K], outcome: Outcome): RuleSignal[];
}

const STEPPERS: { readonly [K in Kind]: Stepper<K> } = {
  dwell: { step: stepDwell, end: (_, state, outcome) => endDwell(state, outcome) },
  group: { step: stepGroup, end: endGroup },
  crossing: {
    step: stepCrossing,
    end: (_, state, outcome) => endCrossing(state.passing, outcome),
  },
  attribute: { step: stepAttribute, end: endAttribute },
};

/** Counts up when a kind's state changes shape: older states are then dropped, not misread. */
const VERSION = 3;

interface Saved {
  readonly kind?: unknown;
  readonly version?: unknown;
  readonly inner?: unknown;
}

function fromState<K extends Kind>(type: K, state: RuleState | undefined): States[K] | undefined {
  const saved: Saved = state ?? {};
  if (saved.kind !== type || saved.version !== VERSION) return undefined;
  // only toState writes this shape, under this kind and version
  return saved.inner as States[K] | undefined;
}

function toState(kind: Kind, inner?: unknown): RuleState {
  return { kind, version: VERSION, ...(inner !== undefined && { inner }) };
}

function endAll<K extends Kind>(
  rule: RuleOf<K>,
  kind: K,
  state: RuleState | undefined,
  outcome: Outcome,
): RuleStep<RuleState> {
  const inner = fromState(kind, state);
  const signals = inner === undefined ? [] : STEPPERS[kind].end(rule, inner, outcome);
  return { state: toState(kind), signals };
}

function step<K extends Kind>(
  rule: RuleOf<K>,
  kind: K,
  state: RuleState | undefined,
  input: RuleInput,
): RuleStep<RuleState> {
  if (!isOpen(rule.hours, rule.calendar, input.local)) return endAll(rule, kind, state, 'rule-off');
  const next = STEPPERS[kind].step(rule, fromState(kind, state), input);
  return { ...next, state: toState(kind, next.state) };
}

/**
 * One frame of one rule: `(state, input) -> {state, signals}`, nothing else. The state is plain JSON; a
 * state of another kind, or of an older version, counts as none. Outside the rule's hours whatever was
 * open is cleared with 'rule-off', and all clocks start anew when it opens. Never throws.
 */
export function stepRule(
  rule: Rule,
  state: RuleState | undefined,
  input: RuleInput,
): RuleStep<RuleState> {
  return step(rule, rule.type, state, input);
}

/**
 * The time line broke and could not be bridged: whatever was open is cleared with 'time-break', as of its
 * last sight on the old time line, and all clocks start anew. `first` is the first frame of the new time
 * line, where it is there already.
 */
export function breakTime(
  rule: Rule,
  state: RuleState | undefined,
  first?: RuleInput,
): RuleStep<RuleState> {
  const ended = endAll(rule, rule.type, state, 'time-break');
  if (!first) return ended;
  const begun = stepRule(rule, ended.state, first);
  return { ...begun, signals: [...ended.signals, ...begun.signals] };
}

/** The same when a rule is taken out or the scene no longer matches: cleared with 'rule-off'. */
export function stopRule(rule: Rule, state: RuleState | undefined): RuleStep<RuleState> {
  return endAll(rule, rule.type, state, 'rule-off');
}
