import type { Box } from '../../../agent/core/geometry/box.ts';
import type { ScoredEvent } from '../../../agent/core/scoring/scored.ts';
import type { TruthEpisode, TruthFile } from '../../../agent/core/scoring/truth.ts';

const START_UTC = '2026-05-01T08:00:00+08:00';
const START_MS = Date.UTC(2026, 4, 1);

/** A car-sized box with its left edge at `left`. */
export function carAt(left: number): Box {
  return { left, top: 0.5, right: left + 0.2, bottom: 0.7 };
}

/** A car that parks: stops at 10 s, the violation is complete at 30 s, it leaves at 60 s. */
export function parked(changes: Partial<TruthEpisode> & { readonly left?: number } = {}) {
  const { left = 0.1, ...others } = changes;
  const places = [{ atMs: 0, box: carAt(left) }];
  return {
    ...{ id: 'car', kind: 'sidewalk-parking', fromMs: 10_000, confirmMs: 30_000, toMs: 60_000 },
    ...{ places, ...others },
  };
}

/** Stopped at 10 s, gone at 20 s: never a violation. */
export function leftInTime(changes: { readonly left?: number; readonly id?: string } = {}) {
  const { confirmMs: _, ...truth } = parked({ ...changes, toMs: 20_000 });
  return truth;
}

/** Two minutes of camera `gate`. */
export function recording(
  episodes: readonly TruthEpisode[],
  changes: Partial<TruthFile> = {},
): TruthFile {
  return {
    ...{ version: 1, camera: 'gate', startUtc: START_UTC, durationMs: 120_000 },
    kinds: ['sidewalk-parking', 'street-stall'],
    ...{ episodes, ...changes },
  };
}

let count = 0;

/** What the agent says, by default of the parked car, in seconds of the recording. */
export function said(
  atS: number,
  changes: Partial<ScoredEvent> & { readonly left?: number } = {},
): ScoredEvent {
  const { left = 0.1, ...others } = changes;
  count += 1;
  return {
    ...{ id: `event-${count}`, episode: `episode-${count}`, camera: 'gate' },
    ...{ kind: 'sidewalk-parking', stage: 'confirmed', box: carAt(left) },
    ...{ atUtcMs: START_MS + atS * 1000, dwellMs: atS * 1000 - 10_000, ...others },
  };
}
