import type { Texture } from 'three';
import type { MeshBuilder } from '../mesh-builder.ts';
import type { StreetPlan } from '../street-plan.ts';

/** A painted stretch of houses, one `PIECE` long. */
interface Facade {
  readonly map: Texture;
  /** What shines at night. */
  readonly emissiveMap?: Texture;
  /** Metres. */
  readonly height: number;
  /** Its shape from `x` on: the front at z = 0 looks to +z, what is behind lies at negative z. */
  geometry(x: number): MeshBuilder;
}

/** Paints one of some variants of a kind of houses. */
export type FacadeKind = (plan: StreetPlan, variant: number) => Facade;
