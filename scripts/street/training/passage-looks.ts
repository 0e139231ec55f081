import { addShot, lastShots, NO_SHOTS, type Shots } from '../../../agent/core/vision/best-shots.ts';
import { shotOf } from '../../../agent/core/vision/shot.ts';
import { truthAt } from '../truth/truth-at.ts';
import type { Scenario } from '../world/scenario.ts';

/** Moments at which the agent would look at one actor, ms. */
export interface PassageLooks {
  readonly actor: string;
  readonly moments: readonly number[];
}

/** What detectors call a truck or a bus. */
const LOOKED_AT: ReadonlySet<string> = new Set(['muck-truck', 'truck', 'bus', 'service-vehicle']);
const STEP_MS = 200;
/** Smaller things are not looked at, shares of the picture. */
const LEAST_SIDE = 0.02;

/** The best moments of every truck and bus that passes, chosen as the agent does from perfect boxes. */
export function passageLooks(scenario: Scenario): readonly PassageLooks[] {
  const shots = new Map<string, Shots>();
  for (let atMs = 0; atMs < scenario.durationMs; atMs += STEP_MS) {
    for (const { actor, class: of, part, box, visibility, cut } of truthAt(scenario, atMs)
      .objects) {
      const side = Math.min(box.right - box.left, box.bottom - box.top);
      if (!LOOKED_AT.has(of) || part !== undefined || side < LEAST_SIDE) continue;
      const hidden = cut ? 0 : 1 - visibility;
      shots.set(actor, addShot(shots.get(actor) ?? NO_SHOTS, shotOf(atMs, box, hidden)));
    }
  }
  return [...shots].map(([actor, of]) => ({
    actor,
    // moments between two sights lie on no picture of their own here
    moments: lastShots(of).map(({ atMs }) => Math.round(atMs)),
  }));
}
