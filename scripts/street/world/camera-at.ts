import { betweenAngles } from './angle.ts';
import type { CameraPose } from './camera.ts';
import type { Scenario } from './scenario.ts';

/** A camera that was pushed also sinks a little: share of the sideways turn. */
const SINK = 0.3;

/**
 * Where the camera looks at a moment: evenly between its keys, and turned aside while a fault pushes it
 * (`nudge`: by its amount, in shares of the picture's width). Truth and pictures both come from here, so
 * that a film needs to do nothing more for a nudge.
 */
export function cameraAt({ camera, faults }: Scenario, atMs: number): CameraPose {
  const pose = keyed(camera.keys, atMs);
  const pushed = faults.filter(
    ({ kind, fromMs, toMs }) => kind === 'nudge' && atMs >= fromMs && atMs < toMs,
  );
  if (pushed.length === 0) return pose;
  const turn = pushed.reduce((sum, { amount }) => sum + amount, 0) * pose.hfov;
  return { ...pose, yaw: pose.yaw + turn, pitch: pose.pitch - turn * SINK };
}

function keyed(keys: Scenario['camera']['keys'], atMs: number): CameraPose {
  const next = keys.findIndex((key) => key.atMs > atMs);
  const [before, after] = [keys.at(next < 0 ? -1 : next - 1), keys[next]];
  const [first] = keys;
  if (first === undefined) throw new RangeError('expected a camera with at least one key');
  if (next === 0 || before === undefined) return poseOf(first);
  if (after === undefined) return poseOf(before);
  const share = (atMs - before.atMs) / (after.atMs - before.atMs);
  const mixed = (a: number, b: number) => a + (b - a) * share;
  const [from, to] = [before.position, after.position];
  return {
    position: [mixed(from[0], to[0]), mixed(from[1], to[1]), mixed(from[2], to[2])],
    yaw: betweenAngles(before.yaw, after.yaw, share),
    pitch: mixed(before.pitch, after.pitch),
    roll: betweenAngles(before.roll, after.roll, share),
    hfov: mixed(before.hfov, after.hfov),
  };
}

function poseOf({ position, yaw, pitch, roll, hfov }: CameraPose): CameraPose {
  return { position, yaw, pitch, roll, hfov };
}
