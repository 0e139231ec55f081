import { DEFAULT_TRACKER } from '../agent/core/tracking/params.ts';
import { INITIAL_TRACKER, stepTracker } from '../agent/core/tracking/step-tracker.ts';
import type { Detection } from '../agent/core/vision/detection.ts';

/** Time of one tracker step on a made-up street. argv: number of objects (50), steps (2000). */
const [objects = 50, steps = 2000] = process.argv.slice(2).map(Number);
const FRAME_MS = 200;

/** Object `index` goes to and fro on its own lane; every ninth sight is missed. */
function sight(index: number, frame: number): readonly Detection[] {
  if ((frame + index) % 9 === 0) return [];
  const lane = (index % 10) / 10;
  const phase = frame / 90 + Math.floor(index / 10) * 1.3;
  const left = 0.45 + 0.4 * Math.sin(phase) + 0.002 * Math.sin(frame * 7 + index);
  const label = index % 7 === 0 ? 'person' : 'car';
  return [{ label, score: 0.7, box: { left, top: lane, right: left + 0.06, bottom: lane + 0.08 } }];
}

const times: number[] = [];
let state = INITIAL_TRACKER;
for (let frame = 0; frame < steps; frame += 1) {
  const detections = Array.from({ length: objects }, (_, index) => sight(index, frame)).flat();
  const start = performance.now();
  state = stepTracker(DEFAULT_TRACKER, state, detections, frame * FRAME_MS).state;
  times.push(performance.now() - start);
}
times.sort((a, b) => a - b);
const at = (share: number): string => (times[Math.floor(share * (steps - 1))] ?? 0).toFixed(3);
console.log(
  `${objects} objects, ${steps} steps: median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms; ` +
    `${state.bodies.length} bodies, ${state.nextId - 1} ids, state ${JSON.stringify(state).length} bytes`,
);
