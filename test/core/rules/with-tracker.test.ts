import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RuleInput } from '../../../agent/core/rules/rule.ts';
import { DEFAULT_TRACKER } from '../../../agent/core/tracking/params.ts';
import { INITIAL_TRACKER, stepTracker } from '../../../agent/core/tracking/step-tracker.ts';
import type { Detection } from '../../../agent/core/vision/detection.ts';
import {
  BLUE,
  boxAt,
  dice,
  frames,
  inputAt,
  jitter,
  PARKING,
  parks,
  play,
  RED,
  types,
} from '../../helpers/street.ts';

/** A car parks from 20 s to 520 s; others pass on the road before it, and a bus every 70 s hides it. */
function detections(ms: number, roll: () => number, drop: number): Detection[] {
  const found = (box: Detection['box'], label: string, look: number[]): Detection[] => {
    const outside = box.right < 0 || box.left > 1 || roll() < drop;
    return outside
      ? []
      : [{ label, score: 0.5 + 0.4 * roll(), box: jitter(box, 0.03, roll), appearance: look }];
  };
  const bus = boxAt(-0.3 + ((ms % 70_000) / 70_000) * 8, 0.99, 0.5, 0.5);
  const passing = boxAt(-0.1 + ((ms % 6000) / 6000) * 1.2, 0.45, 0.12, 0.09);
  const car = parks(0.5, 0.8, 20, 520)(ms);
  const hidden = bus.left < car.right && bus.right > car.left;
  return [
    ...(hidden ? [] : found(car, 'car', RED)),
    ...found(bus, 'bus', BLUE),
    ...found(passing, 'car', BLUE),
  ];
}

test('behind the real tracker: a parked car amid traffic is one episode', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.constantFrom(1, 3, 8),
      fc.double({ min: 0, max: 0.3, noNaN: true }),
      (seed, fps, drop) => {
        const roll = dice(seed);
        let state = INITIAL_TRACKER;
        const inputs = frames(0, 700, fps).map((ms): RuleInput => {
          const step = stepTracker(DEFAULT_TRACKER, state, detections(ms, roll, drop), ms);
          state = step.state;
          return { ...inputAt(ms, []), tracks: step.tracks };
        });
        expect(types(play(PARKING, inputs).signals)).toEqual(['suspect', 'confirm', 'clear']);
      },
    ),
    { numRuns: 20 },
  );
}, 60_000);
