import { BufferAttribute, type BufferGeometry, Color } from 'three';
import { mergeGeometries } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import type { Relief } from './relief.ts';
import { mirrored } from './solid.ts';

/** What a part is made of; parts of one surface become one mesh. */
export type Surface = 'paint' | 'matt' | 'glass' | 'head' | 'tail' | 'marker';

export interface Part {
  readonly surface: Surface;
  readonly geometry: BufferGeometry;
  readonly colour: string;
}

/** Collects the parts of a truck. */
export interface Mould {
  add(surface: Surface, colour: string, ...geometries: readonly BufferGeometry[]): void;
  /** On both sides. */
  pair(surface: Surface, colour: string, ...geometries: readonly BufferGeometry[]): void;
  readonly parts: readonly Part[];
}

export function startMould(): Mould {
  const parts: Part[] = [];
  const add: Mould['add'] = (surface, colour, ...geometries) => {
    for (const geometry of geometries) parts.push({ surface, colour, geometry });
  };
  const pair: Mould['pair'] = (surface, colour, ...geometries) => {
    add(surface, colour, ...geometries, ...geometries.map(mirrored));
  };
  return { add, pair, parts };
}

/** How dirty a truck is, 0 to 1, and the colour of the mud of its site. */
export interface Dirt {
  readonly amount: number;
  readonly mud: string;
  readonly relief: Relief;
}

/** One geometry with positions, normals, colours and texture places (a tile every 3 m, by the side it faces). */
export function merge(parts: readonly Part[], dirt?: Dirt): BufferGeometry {
  return mergeGeometries(parts.map((part) => coloured(part, dirt)));
}

function coloured({ geometry, colour }: Part, dirt: Dirt | undefined): BufferGeometry {
  const one = geometry.index ? geometry.toNonIndexed() : geometry.clone();
  for (const name of Object.keys(one.attributes))
    if (name !== 'position' && name !== 'normal') one.deleteAttribute(name);
  one.clearGroups();
  const { position, normal } = one.attributes;
  if (!position || !normal) throw new Error('a part of a truck has no points');
  const paint = new Color(colour);
  const mud = new Color(dirt?.mud ?? '#000');
  const colours = new Float32Array(position.count * 3);
  const places = new Float32Array(position.count * 2);
  const shade = new Color();
  for (let at = 0; at < position.count; at += 1) {
    const [x, y, z] = [position.getX(at), position.getY(at), position.getZ(at)];
    const share = dirt ? mudAt(dirt, x, y, z) : 0;
    shade
      .copy(paint)
      .lerp(mud, share)
      .toArray(colours, 3 * at);
    const upright = Math.abs(normal.getY(at)) < 0.7;
    const across = Math.abs(normal.getX(at)) > 0.7;
    places[2 * at] = (across ? z : x) / 3;
    places[2 * at + 1] = (upright ? y : z) / 3;
  }
  one.setAttribute('color', new BufferAttribute(colours, 3));
  one.setAttribute('uv', new BufferAttribute(places, 2));
  return one;
}

/** Mud reaches up from the wheels: much below the floor, a breath of it above. */
function mudAt({ amount, relief }: Dirt, x: number, y: number, z: number): number {
  const low = Math.max(0, 1 - y / 1.5);
  const patchy = 0.45 + 0.9 * relief(1.3 * x + 7, 1.3 * z + 2 * y);
  return Math.min(0.92, amount * (0.1 + 0.95 * low) * patchy);
}
