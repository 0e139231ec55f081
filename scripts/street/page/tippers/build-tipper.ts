/// <reference lib="dom" />
import {
  AdditiveBlending,
  type BufferGeometry,
  Color,
  Group,
  Mesh,
  type MeshStandardMaterial,
  Sprite,
  SpriteMaterial,
} from 'three';
import type { TipperShape } from '../../assets/tipper-shapes.ts';
import { tipperShape } from '../../assets/tipper-shapes-makes.ts';
import { plateKindOf, plateNumber } from '../../world/plate-numbers.ts';
import { random } from '../../world/random.ts';
import type { Light } from '../../world/scenario.ts';
import type { BuildActor, SceneActor } from '../contract.ts';
import { buildPlate } from '../plates/plate-texture.ts';
import { drawAtlas } from './atlas.ts';
import { glowTexture } from './glow.ts';
import { liveryOf } from './livery.ts';
import type { Surface } from './mould.ts';
import { type Freight, tipperGeometry } from './tipper-geometry.ts';
import { clothMaterial, decalMaterial, loadMaterial, solidMaterial } from './tipper-materials.ts';

const DARK: readonly Light[] = ['night', 'dusk', 'infrared'];

/** A tipper with its livery, load and cover as the look says; by default a level load of earth, uncovered. */
export const buildTipper: BuildActor = (actor, scene) => {
  const { asset, look } = actor;
  const shape = tipperShape(asset.id);
  const livery = liveryOf(asset.id, asset.split, look.seed, look.paint);
  const { solids, axles, decals, load, cloth } = tipperGeometry(
    shape,
    livery,
    freightOf(actor),
    look.seed,
  );
  const object = new Group();
  const put = (geometry: BufferGeometry, material: MeshStandardMaterial): Mesh => {
    const mesh = new Mesh(geometry, material);
    object.add(mesh);
    return mesh;
  };
  const materials = new Map<Surface, MeshStandardMaterial>();
  for (const [surface, geometry] of solids) {
    const material = solidMaterial(surface);
    materials.set(surface, material);
    put(geometry, material);
  }
  if (load) put(load, loadMaterial(freightOf(actor).material));
  if (cloth) put(cloth.cloth, clothMaterial(cloth.kind));
  const plate = look.plate ?? plateNumber(random(look.seed, 'plate'), 'yellow');
  const atlas = drawAtlas({ livery, plate, grille: shape.cab.grille.style, seed: look.seed });
  put(decals.panels, decalMaterial(atlas, 0.6));
  put(decals.screen, decalMaterial(atlas, 0.15));
  const sign = decals.glowing && put(decals.glowing, decalMaterial(atlas, 0.5));
  if (sign)
    light(
      sign.material as MeshStandardMaterial,
      DARK.includes(scene.light) ? 1.2 : 0.25,
      '#ffffff',
    );
  object.add(...platesOf(actor, plate));
  const rolling = axles.map(({ x, y, geometry }) => {
    const mesh = put(geometry, solidMaterial('matt'));
    mesh.position.set(x, y, 0);
    return mesh;
  });
  for (const halo of halosOf(shape, scene.light)) object.add(halo);
  return {
    object,
    restless: false,
    update: ({ travelled, braking }, { light: now }) => {
      for (const mesh of rolling) mesh.rotation.z = -travelled / shape.wheel;
      lamps(materials, DARK.includes(now), braking);
    },
  };
};

function freightOf({ look }: SceneActor): Freight {
  return {
    load: look.load ?? 'level',
    material: look.material ?? 'earth',
    cover: look.cover ?? 'none',
    torn: look.torn ?? false,
    ...(look.opening && { opening: look.opening }),
  };
}

function light(material: MeshStandardMaterial, strength: number, colour: string): void {
  material.emissive = new Color(colour);
  material.emissiveMap = material.map;
  material.emissiveIntensity = strength;
}

function lamps(
  materials: ReadonlyMap<Surface, MeshStandardMaterial>,
  dark: boolean,
  braking: boolean,
): void {
  const glow = (surface: Surface, colour: string, strength: number): void => {
    const material = materials.get(surface);
    material?.emissive.set(colour);
    if (material) material.emissiveIntensity = strength;
  };
  glow('head', '#fff3d6', dark ? 4 : 0.12);
  glow('tail', '#ff1a10', braking ? 3 : dark ? 0.7 : 0.08);
  glow('marker', '#ff8a10', dark ? 1.1 : 0.05);
}

function platesOf({ asset }: SceneActor, text: string): Mesh[] {
  const kind = plateKindOf(text, true);
  const front = buildPlate(text, kind);
  front.position.set(...(asset.plates?.front ?? [0, 0, 0]));
  front.rotation.y = Math.PI / 2;
  const rear = buildPlate(text, kind, 2);
  rear.position.set(...(asset.plates?.rear ?? [0, 0, 0]));
  rear.rotation.y = -Math.PI / 2;
  return [front, rear];
}

/** The glare around head lamps at night. */
function halosOf({ cab, length }: TipperShape, light: Light): Sprite[] {
  if (light !== 'night' && light !== 'infrared') return [];
  return [cab.lamp.z, -cab.lamp.z].map((z) => {
    const material = new SpriteMaterial({
      map: glowTexture(),
      color: '#fff1d0',
      blending: AdditiveBlending,
      transparent: true,
      depthWrite: false,
    });
    const halo = new Sprite(material);
    halo.position.set(length / 2 + 0.45, cab.lamp.y, z);
    halo.scale.setScalar(0.9);
    return halo;
  });
}
