import type { AssetModel } from '../assets/asset.ts';
import { buildBus } from './cars/build-bus.ts';
import { buildCar } from './cars/build-car.ts';
import type { BuildActor } from './contract.ts';
import { buildPerson } from './people/build-person.ts';
import { buildProp } from './props/build-prop.ts';
import { buildStall } from './stalls/build-stall.ts';
import { buildTipper } from './tippers/build-tipper.ts';
import { buildTricycle } from './tricycles/build-tricycle.ts';
import { buildTwoWheeler } from './two-wheelers/build-two-wheeler.ts';

const BUILDERS: { readonly [M in AssetModel]: BuildActor } = {
  car: buildCar,
  bus: buildBus,
  tipper: buildTipper,
  'two-wheeler': buildTwoWheeler,
  tricycle: buildTricycle,
  person: buildPerson,
  stall: buildStall,
  prop: buildProp,
};

/** Makes any actor, by the builder that its asset names. */
export const buildActor: BuildActor = (actor, scene) => BUILDERS[actor.asset.model](actor, scene);
