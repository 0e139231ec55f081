import { iou } from '../../../agent/core/geometry/iou.ts';
import type { Track } from '../../../agent/core/tracking/track.ts';
import type { TruthFrame } from '../truth/frame.ts';

export interface IdFigures {
  /** Times a motor vehicle in view was held by another track than before. */
  readonly switches: number;
  /** Time for which motor vehicles in view were held by some track. */
  readonly heldMs: number;
}

/** Less to be seen of something, and its track is not asked for. */
const VISIBLE = 0.5;
const SAME = 0.5;
const STEP_MS = 2000;
const MOTORS: ReadonlySet<string> = new Set([
  ...['car', 'van', 'bus', 'truck', 'muck-truck', 'service-vehicle'],
]);

/** Counts how often the tracker changes its mind about who is who. */
export class IdWatch {
  #atMs = 0;
  #held: ReadonlyMap<string, number> = new Map();
  #switches = 0;
  #heldMs = 0;

  see(frame: TruthFrame, tracks: readonly Track[]): void {
    const dtMs = Math.min(STEP_MS, frame.atMs - this.#atMs);
    this.#atMs = frame.atMs;
    const held = new Map<string, number>();
    const seen = tracks.filter((track) => track.seen);
    for (const { actor, class: of, box, visibility } of frame.objects) {
      const before = this.#held.get(actor);
      if (!MOTORS.has(of)) continue;
      const id = visibility < VISIBLE ? undefined : heldBy(box, seen);
      if (id === undefined) {
        if (before !== undefined) held.set(actor, before);
        continue;
      }
      held.set(actor, id);
      this.#heldMs += dtMs;
      if (before !== undefined && before !== id) this.#switches += 1;
    }
    this.#held = held;
  }

  figures(): IdFigures {
    return { switches: this.#switches, heldMs: this.#heldMs };
  }
}

function heldBy(box: Track['box'], tracks: readonly Track[]): number | undefined {
  let best: number | undefined;
  let most = SAME;
  for (const track of tracks) {
    if (track.box.left > box.right || track.box.right < box.left) continue;
    const overlap = iou(track.box, box);
    if (overlap > most) [best, most] = [track.id, overlap];
  }
  return best;
}
