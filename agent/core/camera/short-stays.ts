import { BLIND } from '../rules/places.ts';
import type { DwellRule, GroupRule, Rule } from '../rules/rule.ts';
import type { PatrolView } from '../scene/patrol-report.ts';

/** A rule that can never confirm anything, because its view is not watched for long enough. */
export interface ShortStay {
  readonly rule: string;
  readonly preset: string;
  /** What it takes to confirm. */
  readonly dwellMs: number;
  /** For so long the view is watched at a time, usually, */
  readonly stayMs: number;
  /** and for so long it is not, between. */
  readonly awayMs: number;
}

/**
 * The rules of presets that need something to stand for longer than the camera looks, and do not remember it
 * until the camera comes back. What is not known of a view is not held against its rules.
 */
export function shortStays(
  rules: readonly Rule[],
  views: readonly PatrolView[],
): readonly ShortStay[] {
  return rules.flatMap((rule) => {
    if (rule.type !== 'dwell' && rule.type !== 'group') return [];
    const { stayMs, everyMs } = views.find(({ preset }) => preset === rule.preset) ?? {};
    if (rule.preset === undefined || stayMs === undefined || everyMs === undefined) return [];
    const awayMs = everyMs - stayMs;
    const isShort = stayMs < rule.dwellMs && awayMs >= remembersMs(rule);
    const { id, preset, dwellMs } = rule;
    return isShort ? [{ rule: id, preset, dwellMs, stayMs, awayMs }] : [];
  });
}

/** For so long an unseen place is kept; the parts of a group are forgotten sooner than its anchor. */
function remembersMs({ type, absenceMs }: DwellRule | GroupRule): number {
  return type === 'dwell' ? BLIND * absenceMs : absenceMs;
}
