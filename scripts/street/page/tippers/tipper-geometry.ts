import type { BufferGeometry } from 'three';
import type { Cover, Load, LoadMaterial, Opening } from '../../assets/asset.ts';
import type { TipperShape } from '../../assets/tipper-shapes.ts';
import { random } from '../../world/random.ts';
import { addBody } from './body-shell.ts';
import { addCabGear } from './cab-gear.ts';
import { addCabSkin } from './cab-skin.ts';
import { addChassis } from './chassis.ts';
import { addCover, type CoverCloth } from './covers.ts';
import { type Decals, decalsOf } from './decals.ts';
import type { Livery } from './livery.ts';
import { loadField } from './load-field.ts';
import { loadGeometry } from './load-mesh.ts';
import { type Dirt, merge, type Surface, startMould } from './mould.ts';
import { roughRelief } from './relief.ts';
import { axleGeometry } from './wheels.ts';

/** What a truck carries and under what. */
export interface Freight {
  readonly load: Load;
  readonly material: LoadMaterial;
  readonly cover: Cover;
  /** Of a tarpaulin: a corner is torn off. */
  readonly torn?: boolean;
  readonly opening?: Opening;
}

export interface TipperGeometry {
  readonly solids: ReadonlyMap<Surface, BufferGeometry>;
  /** Axles about their own middle, with where they sit. */
  readonly axles: readonly {
    readonly x: number;
    readonly y: number;
    readonly geometry: BufferGeometry;
  }[];
  readonly decals: Decals;
  readonly load?: BufferGeometry;
  readonly cloth?: CoverCloth;
}

const MUDS = ['#7a6145', '#8a7658', '#6d5a48', '#8f8371'];

/** All points of a truck, without pictures: works without a page. The same seed gives the same points. */
export function tipperGeometry(
  shape: TipperShape,
  livery: Livery,
  freight: Freight,
  seed: number,
): TipperGeometry {
  const draw = random(seed, 'dirt');
  const dirt: Dirt = {
    amount: 0.25 + 0.6 * draw(),
    mud: MUDS[Math.floor(draw() * MUDS.length)] ?? '#7a6145',
    relief: roughRelief(seed, 'mud', 3),
  };
  const mould = startMould();
  addChassis(mould, shape);
  addCabSkin(mould, shape, livery);
  addCabGear(mould, shape, livery);
  addBody(mould, shape, livery);
  const field = loadField(shape.body, freight.load, freight.material, seed);
  const { cover, load, torn = false, opening } = freight;
  const heaped = load === 'heaped';
  // nothing is seen of a load under a lid
  const bare = load === 'empty' || cover === 'rigid';
  const cloth = addCover(mould, {
    ...{ body: shape.body, field, cover, torn, opening, seed, heaped },
    lid: livery.lid,
  });
  const surfaces = [...new Set(mould.parts.map((part) => part.surface))];
  const solids = new Map(
    surfaces.map((surface) => {
      const parts = mould.parts.filter((part) => part.surface === surface);
      const clean = surface === 'glass' || surface === 'head';
      return [surface, merge(parts, clean ? undefined : dirt)];
    }),
  );
  const rim = draw() < 0.5 ? '#8c9093' : '#5c6063';
  return {
    solids,
    axles: shape.axles.map((x, at) => ({
      x,
      y: shape.wheel,
      geometry: axleGeometry(shape, at, dirt, rim),
    })),
    decals: decalsOf(shape),
    ...(bare
      ? {}
      : { load: loadGeometry(shape.body, field, freight.material, seed, cloth !== undefined) }),
    ...(cloth && { cloth }),
  };
}
