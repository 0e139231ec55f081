import type { PerspectiveCamera } from 'three';
import type { CameraPose, PictureSize } from '../world/camera.ts';
import { RADIANS } from '../world/vector.ts';
import type { Sun } from './light/sun.ts';

/** Turns three.js' camera to a pose; its lens is given by the width of the picture, three.js' by the height. */
export function poseCamera(
  camera: PerspectiveCamera,
  { width, height }: PictureSize,
  { position, yaw, pitch, roll, hfov }: CameraPose,
): void {
  camera.fov = (2 * Math.atan((Math.tan((hfov / 2) * RADIANS) * height) / width)) / RADIANS;
  camera.position.set(...position);
  camera.rotation.set(pitch * RADIANS, -yaw * RADIANS, -roll * RADIANS, 'YXZ');
  camera.updateProjectionMatrix();
  camera.updateMatrixWorld();
}

/** Shadows are drawn around a point on the ground before the camera. */
export function aimSun(sun: Sun, { position: [x, y, z], yaw, pitch }: CameraPose): void {
  const ahead = Math.min(26, y / Math.max(0.15, Math.tan(-pitch * RADIANS)) + 6);
  // whole steps: a camera that pans a little keeps the same shadow texels
  const step = (value: number) => Math.round(value / 4) * 4;
  sun.aim(step(x + ahead * Math.sin(yaw * RADIANS)), step(z - ahead * Math.cos(yaw * RADIANS)));
  sun.standing.shadow.needsUpdate = true;
  sun.moving.shadow.needsUpdate = true;
}

/** Whether two poses make the same picture. */
export function samePose(a: CameraPose | undefined, b: CameraPose): boolean {
  return Boolean(
    a?.position.every((value, axis) => value === b.position[axis]) &&
      a.yaw === b.yaw &&
      a.pitch === b.pitch &&
      a.roll === b.roll &&
      a.hfov === b.hfov,
  );
}
