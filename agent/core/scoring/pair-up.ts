import type { Recording, ScoredEvent } from './scored.ts';
import type { TruthFile } from './truth.ts';
import { utcOf } from './utc-of.ts';

export interface PairedUp {
  readonly recordings: readonly Recording[];
  /** Events of cameras that no truth speaks of. */
  readonly strangers: readonly ScoredEvent[];
}

interface Open {
  readonly truth: TruthFile;
  readonly startMs: number;
  readonly events: ScoredEvent[];
}

/**
 * Gives each event to the recording of its camera that was running at its time, or the last one before.
 * Throws RangeError where two recordings of one camera overlap: an event could belong to either.
 */
export function pairUp(truths: readonly TruthFile[], events: readonly ScoredEvent[]): PairedUp {
  const opened = truths.map((truth) => ({ truth, startMs: utcOf(truth.startUtc), events: [] }));
  const byCamera = new Map<string, Open[]>();
  for (const one of opened) {
    const list = byCamera.get(one.truth.camera);
    if (list === undefined) byCamera.set(one.truth.camera, [one]);
    else list.push(one);
  }
  for (const list of byCamera.values()) inOrder(list);
  const strangers: ScoredEvent[] = [];
  for (const event of events) {
    const recording = runningAt(byCamera.get(event.camera) ?? [], event.atUtcMs);
    if (recording === undefined) strangers.push(event);
    else recording.events.push(event);
  }
  return { recordings: opened, strangers };
}

function inOrder(list: Open[]): void {
  list.sort((a, b) => a.startMs - b.startMs);
  for (const [index, { truth, startMs }] of list.entries()) {
    const before = list[index - 1];
    if (before === undefined || before.startMs + before.truth.durationMs <= startMs) continue;
    throw new RangeError(
      `two recordings of camera '${truth.camera}' overlap (${before.truth.startUtc} and ${truth.startUtc}): ` +
        'score them apart, or name the events of each like its truth (a.truth.json with a.ndjson)',
    );
  }
}

/** The last one that began by then; the first one for what is earlier. */
function runningAt(list: readonly Open[], utcMs: number): Open | undefined {
  let [low, high] = [0, list.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((list[middle]?.startMs ?? 0) <= utcMs) low = middle;
    else high = middle - 1;
  }
  return list[low];
}
