import { dronePatrol } from './drones.ts';
import type { Family } from './family.ts';
import { PARKING_FAMILIES } from './parking.ts';
import { PARKING_TRAPS } from './parking-traps.ts';
import { PICTURE_TRAPS } from './picture-traps.ts';
import { RAINY_NIGHTS } from './rainy-night.ts';
import { STALL_TRAPS } from './stall-traps.ts';
import { STALL_FAMILIES } from './stalls.ts';
import { TRUCK_FAMILIES } from './trucks.ts';

export const FAMILIES: readonly Family[] = [
  ...PARKING_FAMILIES,
  ...PARKING_TRAPS,
  ...PICTURE_TRAPS,
  ...RAINY_NIGHTS,
  ...STALL_FAMILIES,
  ...STALL_TRAPS,
  ...TRUCK_FAMILIES,
  dronePatrol,
];
