import process from 'node:process';
import type { Condition } from '../../../agent/core/health/condition.ts';
import { beginHealth, stepHealth } from '../../../agent/core/health/step-health.ts';
import type { HealthChange } from '../../../agent/core/health/watch.ts';
import { beginViews } from '../../../agent/core/scene/views.ts';
import type { Canvas } from './canvas.ts';
import type { DayFault } from './day-faults.ts';
import { smeared, troublesOf } from './stream-trouble.ts';

export interface DayWatch {
  readonly seed: number;
  readonly pictureAt: (ms: number) => Canvas;
  readonly fromMs: number;
  readonly toMs: number;
  /** Spoils the pictures from a moment on; nothing else is wrong with that stream. */
  readonly fault?: DayFault & { readonly atMs: number; readonly elsewhere: (ms: number) => Canvas };
  /** Sees every picture at which a change is told. */
  readonly onChange?: (change: HealthChange, picture: Canvas) => void;
}

export interface DayWatched {
  readonly pictures: number;
  readonly alarms: readonly { readonly condition: Condition; readonly atMs: number }[];
  /** How long each condition was doubted or told, ms. */
  readonly doubtMs: Readonly<Partial<Record<Condition, number>>>;
  /** What the judging alone took of a core, ms. */
  readonly judgedMs: number;
}

/** The agent looks twice a second (app/camera-health.ts). */
const STEP_MS = 500;
const WHOLE = { picture: true, scene: true };

/** What a camera's health, judged as the agent judges it, tells of its pictures. */
export function watchDay(watch: DayWatch): DayWatched {
  let state = beginHealth(beginViews([]));
  let [pictures, judgedMs] = [0, 0];
  const alarms: { condition: Condition; atMs: number }[] = [];
  const doubtMs: Partial<Record<Condition, number>> = {};
  for (const { ms, picture } of shown(watch)) {
    const before = process.cpuUsage();
    const step = stepHealth(WHOLE, state, picture, ms);
    judgedMs += process.cpuUsage(before).user / 1000;
    state = step.state;
    pictures += 1;
    for (const condition of Object.keys(state.watch) as Condition[])
      doubtMs[condition] = (doubtMs[condition] ?? 0) + STEP_MS;
    for (const change of step.changes) {
      if (change.to === 'bad') alarms.push({ condition: change.condition, atMs: ms });
      watch.onChange?.(change, picture);
    }
  }
  return { pictures, alarms, doubtMs, judgedMs };
}

/** The pictures as they come out of the stream. */
function* shown({ seed, pictureAt, fromMs, toMs, fault }: DayWatch) {
  const troubleAt = fault === undefined ? troublesOf(seed) : () => undefined;
  let last = pictureAt(fromMs);
  for (let ms = fromMs; ms < toMs; ms += STEP_MS) {
    const trouble = troubleAt(ms);
    if (trouble?.kind === 'lapse') continue;
    const now = trouble?.kind === 'stall' ? last : pictureAt(ms);
    if (trouble?.kind === 'loss') smeared(now, (seed % 7) / 10);
    const isSpoilt = fault !== undefined && ms >= fault.atMs;
    if (isSpoilt)
      yield { ms, picture: fault.spoil({ now, before: last, elsewhere: fault.elsewhere(ms), ms }) };
    else yield { ms, picture: now };
    if (!isSpoilt) last = now;
  }
}
