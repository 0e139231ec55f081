/** Metres: x along the street (east), y up, z across it towards the near side (south). */
export type Vec3 = readonly [x: number, y: number, z: number];

/** A place on the ground, metres. */
export type GroundPoint = readonly [x: number, z: number];

export const RADIANS = Math.PI / 180;
