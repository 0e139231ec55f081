/** Degrees into -180 (not included) to 180. */
export function evenAngle(degrees: number): number {
  const turned = ((degrees % 360) + 360) % 360;
  return turned > 180 ? turned - 360 : turned;
}

/** From one angle to the other the short way round, at `share` (0 to 1) of it. Degrees. */
export function betweenAngles(from: number, to: number, share: number): number {
  return evenAngle(from + evenAngle(to - from) * share);
}

/** 0 to 1 with a soft start and end. */
export function soft(share: number): number {
  const at = Math.min(1, Math.max(0, share));
  return at * at * (3 - 2 * at);
}
