import { Mesh, MeshLambertMaterial, type Object3D } from 'three';
import { random } from '../../world/random.ts';
import type { FacadeKind } from './facades/facade.ts';
import { hedge } from './facades/hedge.ts';
import { hoarding } from './facades/hoarding.ts';
import { office } from './facades/office.ts';
import { shopRow } from './facades/shop-row.ts';
import { wall } from './facades/wall.ts';
import { NEAR_YARD, PIECES, type StreetPlan } from './street-plan.ts';

type Sides = readonly [far: FacadeKind, near: FacadeKind];

const KINDS: { readonly [F in StreetPlan['layout']['facade']]: Sides } = {
  shops: [shopRow(false), shopRow(false)],
  'old-shops': [shopRow(true), shopRow(true)],
  offices: [office, shopRow(false)],
  wall: [wall, shopRow(true)],
  park: [hedge, shopRow(false)],
  'building-site': [hoarding, wall],
};

const VARIANTS = 2;

/** The houses on both sides of the street. */
export function buildHouses(plan: StreetPlan): Object3D[] {
  return KINDS[plan.layout.facade].flatMap((kind, index) => side(plan, kind, index === 1));
}

function side(plan: StreetPlan, kind: FacadeKind, near: boolean): Object3D[] {
  const { layout, seed, setting } = plan;
  const facades = Array.from({ length: VARIANTS }, (_, index) => {
    // both sides have houses of their own
    const facade = kind(plan, index + (near ? VARIANTS : 0));
    const material = new MeshLambertMaterial({ map: facade.map, vertexColors: true });
    if (facade.emissiveMap && setting.signs > 0) {
      material.emissiveMap = facade.emissiveMap;
      material.emissive.setScalar(setting.signs * 0.5);
    }
    return { ...facade, material };
  });
  const start = Math.floor(random(seed, 'houses', String(near))() * VARIANTS);
  return PIECES.flatMap((x, index) => {
    const facade = facades[(start + index) % VARIANTS];
    if (!facade) return [];
    const house = new Mesh(facade.geometry(x).build(), facade.material);
    house.castShadow = true;
    house.receiveShadow = true;
    // the near side is the far side turned round
    if (near) house.rotation.y = Math.PI;
    const z = near ? layout.roadWidth + layout.nearWalk + NEAR_YARD : -layout.farWalk;
    house.position.set(0, layout.kerb, z);
    return [house];
  });
}
