import type { CameraState, RulePlan } from '../core/camera/step-camera.ts';
import type { EpisodeChange } from '../core/episodes/episode.ts';
import type { CaptureUtc } from '../core/time/capture-utc.ts';
import type { Saved } from '../ports/outbox.ts';
import type { PendingChange } from './journal.ts';

/** What survives a restart of one camera. */
export interface SavedCamera {
  /** The last judged moment on the camera's time line. */
  readonly mediaMs: number;
  /** The box's own clock at that moment: what the time line is bridged with. */
  readonly boxUtcMs: number;
  /** The camera's time of that moment, which may be off from the box's. */
  readonly capture: CaptureUtc;
  /** The rules that were at work. */
  readonly rules: Readonly<Record<string, { readonly type: string; readonly violation: string }>>;
  readonly camera: CameraState;
}

export const CAMERA_PREFIX = 'camera/';

export function saveCamera(id: string, state: SavedCamera): Saved {
  return { key: `${CAMERA_PREFIX}${id}`, value: JSON.stringify(state) };
}

/** A state that another version wrote counts as none. */
export function readCamera(text: string | undefined): SavedCamera | undefined {
  if (text === undefined) return undefined;
  const state = JSON.parse(text) as Partial<SavedCamera>;
  return state.boxUtcMs === undefined || state.rules === undefined
    ? undefined
    : (state as SavedCamera);
}

export function savedRules(plans: readonly RulePlan[]): SavedCamera['rules'] {
  return Object.fromEntries(
    plans.map(({ rule: { id, type }, policy: { violation } }) => [id, { type, violation }]),
  );
}

/** Whether a saved rule is still there, as the same kind of rule. */
function goesOn({ rules }: SavedCamera, ruleId: string, plans: readonly RulePlan[]): boolean {
  const plan = plans.find(({ rule }) => rule.id === ruleId);
  return plan !== undefined && plan.rule.type === rules[ruleId]?.type;
}

/** The saved state without rules that are gone or have become another kind. */
export function withoutGone(state: SavedCamera, plans: readonly RulePlan[]): CameraState {
  const keep = <T>(of: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(of).filter(([id]) => goesOn(state, id, plans)));
  return {
    ...state.camera,
    rules: keep(state.camera.rules),
    episodes: keep(state.camera.episodes),
  };
}

/**
 * The ends of episodes that nobody would tell any more: their rule, or their whole camera (no plans), has
 * gone from the configuration. Only what the platform knows of is told.
 */
export function endings(
  camera: string,
  state: SavedCamera,
  plans: readonly RulePlan[],
  outcome: NonNullable<EpisodeChange['outcome']>,
): readonly PendingChange[] {
  return Object.entries(state.camera.episodes).flatMap(([ruleId, { open }]) => {
    const rule = state.rules[ruleId];
    if (rule === undefined || goesOn(state, ruleId, plans)) return [];
    return Object.values(open)
      .filter(({ told }) => told)
      .map((episode): PendingChange => {
        const ended = { ...episode, stage: 'cleared', revision: episode.revision + 1 } as const;
        return {
          camera,
          violation: rule.violation,
          change: {
            ruleId,
            stage: 'cleared',
            episode: ended,
            atMs: state.mediaMs,
            tell: true,
            outcome,
          },
          capture: state.capture,
        };
      });
  });
}
