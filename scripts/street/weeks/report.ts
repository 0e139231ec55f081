import type { Figures } from '../../../agent/core/scoring/figures.ts';
import type { Rate } from '../../../agent/core/scoring/intervals.ts';
import {
  type Fault,
  type Score,
  scoreRecordings,
} from '../../../agent/core/scoring/score-events.ts';
import { HOUR_MS } from './clock.ts';
import type { CameraResult } from './run-camera.ts';
import type { WeekKind } from './stream.ts';

/** What all cameras of one kind of week came to. Plain JSON. */
export interface WeekReport {
  readonly kind: WeekKind;
  readonly cameraHours: number;
  readonly frames: number;
  readonly seconds: number;
  /** Times a thing in view changed its track, per hour that one was followed. */
  readonly idSwitchesPerHour: number;
  readonly overall: Figures;
  readonly kinds: Score['kinds'];
  readonly faults: readonly Fault[];
}

export function reportOf(
  kind: WeekKind,
  results: readonly CameraResult[],
  seconds: number,
): WeekReport {
  const { overall, kinds, faults } = scoreRecordings(results);
  const sum = (of: (result: CameraResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  const followed = sum(({ ids }) => ids.heldMs) / HOUR_MS;
  return {
    ...{ kind, overall, kinds, faults, seconds, frames: sum(({ frames }) => frames) },
    cameraHours: sum(({ truth }) => truth.durationMs) / HOUR_MS,
    idSwitchesPerHour: followed > 0 ? sum(({ ids }) => ids.switches) / followed : 0,
  };
}

/** The report as a Markdown table, one line per scene, with what it took below. */
export function tableOf(report: WeekReport): string {
  const { kind, cameraHours, frames, seconds } = report;
  const rows = [...Object.entries(report.kinds), ['all', report.overall] as const];
  const head =
    '| scene | camera-days | episodes | precision | recall | false a day (95 % at most) | twice | late s, median (p95) | dwell off s, median (p95) |';
  return [
    `**Weeks ${kind === 'ordinary' ? 'without' : 'with'} violations**`,
    '',
    head,
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map(([name, figures]) => row(name, figures)),
    '',
    `${cameraHours} camera-hours, ${frames} pictures, in ${seconds.toFixed(0)} s (${(cameraHours / seconds).toFixed(1)} hours a second); ` +
      `a thing in view changed its track ${report.idSwitchesPerHour.toFixed(1)} times an hour that it was followed.`,
  ].join('\n');
}

function row(name: string, figures: Figures): string {
  const { cameraDays, episodes, falseAlarms, falsePerDay, duplicates } = figures;
  const { delayMs, dwellErrorMs } = figures;
  const cells = [
    ...[name, cameraDays.toFixed(1), episodes, rate(figures.precision), rate(figures.recall)],
    `${(falsePerDay.value ?? 0).toFixed(3)} (${(falsePerDay.high ?? 0).toFixed(3)}), ${falseAlarms} in all`,
    ...[duplicates, seconds(delayMs.median, delayMs.p95)],
    seconds(dwellErrorMs.confirmedSize.median, dwellErrorMs.confirmedSize.p95),
  ];
  return `| ${cells.join(' | ')} |`;
}

function rate({ share, low, high }: Rate): string {
  if (share === null || low === null || high === null) return '-';
  return `${share.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

function seconds(median: number | null, p95: number | null): string {
  if (median === null || p95 === null) return '-';
  return `${(median / 1000).toFixed(1)} (${(p95 / 1000).toFixed(1)})`;
}

/** Every fault in a line. */
export function faultLines({ faults }: WeekReport): string[] {
  return faults.map(({ what, reason, kind, camera, atMs, truth }) => {
    const hours = (atMs / HOUR_MS).toFixed(3);
    return `${what} (${reason}): ${kind}, ${camera}, hour ${hours}${truth ? `, ${truth}` : ''}`;
  });
}
