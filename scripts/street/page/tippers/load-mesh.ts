import { BufferAttribute, type BufferGeometry, Color, IcosahedronGeometry } from 'three';
import { mergeGeometries } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import type { LoadMaterial } from '../../assets/asset.ts';
import { WALL } from '../../assets/tipper-shapes.ts';
import { random } from '../../world/random.ts';
import { type LoadField, loadRows, type Trough } from './load-field.ts';
import { roughRelief } from './relief.ts';
import { sheet } from './solid.ts';

/** Dark and light of a material, and what its lumps are like. */
const LOOKS: Readonly<
  Record<
    LoadMaterial,
    { dark: string; light: string; lumps: readonly string[]; count: number; size: number }
  >
> = {
  earth: {
    dark: '#4b3320',
    light: '#8a6440',
    lumps: ['#5a3f28', '#6d4d31', '#7b5a3b'],
    count: 64,
    size: 0.07,
  },
  rubble: {
    dark: '#6d665d',
    light: '#a59c8f',
    lumps: ['#a9a49c', '#8d8880', '#93513a', '#c2bcb2', '#6f6a63'],
    count: 120,
    size: 0.13,
  },
  sand: { dark: '#a58654', light: '#d2b883', lumps: ['#bfa06a'], count: 8, size: 0.03 },
  gravel: {
    dark: '#5d6064',
    light: '#9a9da0',
    lumps: ['#84878b', '#a2a4a6', '#6b6e72'],
    count: 96,
    size: 0.045,
  },
};

/** The load: its surface with light and dark patches, and lumps on it. Colours in the geometry. */
export function loadGeometry(
  body: Trough,
  field: LoadField,
  material: LoadMaterial,
  seed: number,
  covered: boolean,
): BufferGeometry {
  const look = LOOKS[material];
  const surface = sheet(loadRows(body, field)).toNonIndexed();
  const patches = roughRelief(seed, 'load-colour', 3);
  const [dark, light] = [new Color(look.dark), new Color(look.light)];
  tint(surface, (x, y, z, shade) => {
    const damp = (y - body.floor) / (body.crest - body.floor);
    shade.copy(dark).lerp(light, Math.min(1, patches(x * 3, z * 3) * 0.9 + 0.2 * damp));
  });
  return mergeGeometries([surface, ...lumps(body, field, material, seed, covered)]);
}

function lumps(
  body: Trough,
  field: LoadField,
  material: LoadMaterial,
  seed: number,
  covered: boolean,
): BufferGeometry[] {
  const look = LOOKS[material];
  const draw = random(seed, 'lumps', material);
  const long = body.front - body.rear - 2 * WALL;
  return Array.from({ length: look.count }, () => {
    const along = 0.03 + 0.94 * draw();
    const across = 1.84 * draw() - 0.92;
    const size = look.size * (0.4 + 0.9 * draw());
    const lump = new IcosahedronGeometry(size, 0);
    lump.rotateX(6 * draw()).rotateY(6 * draw());
    lump.scale(1 + draw(), 0.7, 1);
    const lies = field(along, across);
    // under a cloth no lump may stand through it
    const y = Math.min(lies + size * 0.2, covered ? lies + 0.05 - size : body.crest - size);
    lump.translate(body.rear + WALL + long * along, y, (body.half - WALL) * across * 0.95);
    const colour = new Color(look.lumps[Math.floor(draw() * look.lumps.length)] ?? look.light);
    tint(lump, (_x, _y, _z, shade) => shade.copy(colour));
    return lump;
  });
}

function tint(
  geometry: BufferGeometry,
  paint: (x: number, y: number, z: number, shade: Color) => void,
): void {
  const { position } = geometry.attributes;
  if (!position) throw new Error('a load has no points');
  const colours = new Float32Array(position.count * 3);
  const places = new Float32Array(position.count * 2);
  const shade = new Color();
  for (let at = 0; at < position.count; at += 1) {
    const [x, y, z] = [position.getX(at), position.getY(at), position.getZ(at)];
    paint(x, y, z, shade);
    shade.toArray(colours, 3 * at);
    places.set([x, z + y * 0.4], 2 * at);
  }
  geometry.setAttribute('color', new BufferAttribute(colours, 3));
  geometry.setAttribute('uv', new BufferAttribute(places, 2));
}
