import type { BuildActor } from '../contract.ts';
import { buildCar } from './build-car.ts';

/** City buses: the same pressed shell, with windows all along, doors and a destination display. */
export const buildBus: BuildActor = (actor, scene) => buildCar(actor, scene);
