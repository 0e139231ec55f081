/// <reference lib="dom" />
import {
  CanvasTexture,
  DoubleSide,
  MeshStandardMaterial,
  RepeatWrapping,
  SRGBColorSpace,
  type Texture,
} from 'three';
import type { LoadMaterial } from '../../assets/asset.ts';
import { random } from '../../world/random.ts';
import type { Surface } from './mould.ts';

const textures = new Map<string, Texture>();

/** A picture that is drawn once and repeats. */
function tile(
  name: string,
  size: number,
  paint: (pen: CanvasRenderingContext2D, draw: () => number) => void,
): Texture {
  const known = textures.get(name);
  if (known) return known;
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('expected a 2d canvas for a texture, the page offers none');
  paint(pen, random(7, 'tile', name));
  const texture = new CanvasTexture(canvas);
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 4;
  textures.set(name, texture);
  return texture;
}

/** Dust, drips and scratches over whatever colour is below. */
function grime(): Texture {
  return tile('grime', 256, (pen, draw) => {
    pen.fillStyle = '#f4f2ee';
    pen.fillRect(0, 0, 256, 256);
    for (let at = 0; at < 500; at += 1) {
      pen.fillStyle = `rgba(${draw() < 0.7 ? '92,80,64' : '255,255,255'},${0.04 + 0.11 * draw()})`;
      pen.fillRect(draw() * 256, draw() * 256, 1 + 3 * draw(), 2 + 44 * draw() ** 2);
    }
    for (let at = 0; at < 90; at += 1) {
      pen.fillStyle = `rgba(110,96,76,${0.05 + 0.06 * draw()})`;
      pen.beginPath();
      pen.arc(draw() * 256, draw() * 256, 4 + 22 * draw(), 0, 7);
      pen.fill();
    }
  });
}

/** Grains, coarser for rubble. */
function grains(material: LoadMaterial): Texture {
  const size = { earth: 5, rubble: 11, sand: 2, gravel: 5 }[material];
  return tile(`grains-${material}`, 256, (pen, draw) => {
    pen.fillStyle = '#d8d8d8';
    pen.fillRect(0, 0, 256, 256);
    for (let at = 0; at < 26000 / size; at += 1) {
      const grey = Math.floor(130 + 125 * draw());
      pen.fillStyle = `rgba(${grey},${grey},${grey},0.75)`;
      pen.fillRect(draw() * 256, draw() * 256, size * (0.4 + draw()), size * (0.4 + draw()));
    }
  });
}

/** Threads with holes between. */
function threads(): Texture {
  return tile('threads', 64, (pen) => {
    pen.clearRect(0, 0, 64, 64);
    pen.fillStyle = 'rgba(255,255,255,0.2)';
    pen.fillRect(0, 0, 64, 64);
    pen.fillStyle = '#ffffff';
    for (let at = 0; at < 64; at += 16) {
      pen.fillRect(at, 0, 5, 64);
      pen.fillRect(0, at, 64, 5);
    }
  });
}

export function solidMaterial(surface: Surface): MeshStandardMaterial {
  const common = { vertexColors: true, side: DoubleSide };
  if (surface === 'paint')
    return new MeshStandardMaterial({ ...common, map: grime(), roughness: 0.42, metalness: 0.08 });
  if (surface === 'matt')
    return new MeshStandardMaterial({ ...common, map: grime(), roughness: 0.86 });
  if (surface === 'glass')
    return new MeshStandardMaterial({ ...common, roughness: 0.07, metalness: 0.35 });
  return new MeshStandardMaterial({
    ...common,
    roughness: 0.2,
    metalness: surface === 'head' ? 0.4 : 0,
  });
}

export function loadMaterial(material: LoadMaterial): MeshStandardMaterial {
  const map = grains(material);
  return new MeshStandardMaterial({ vertexColors: true, map, roughness: 1, side: DoubleSide });
}

export function clothMaterial(kind: 'tarpaulin' | 'net'): MeshStandardMaterial {
  if (kind === 'tarpaulin')
    return new MeshStandardMaterial({
      vertexColors: true,
      map: grime(),
      roughness: 0.6,
      side: DoubleSide,
    });
  const map = threads().clone();
  map.repeat.set(9, 9);
  return new MeshStandardMaterial({
    vertexColors: true,
    map,
    roughness: 0.8,
    side: DoubleSide,
    transparent: true,
    depthWrite: false,
  });
}

/** Of what lies on a surface: drawn before it, soft edges. */
export function decalMaterial(map: Texture, roughness: number): MeshStandardMaterial {
  return new MeshStandardMaterial({
    map,
    roughness,
    side: DoubleSide,
    transparent: true,
    depthWrite: false,
    polygonOffset: true,
    polygonOffsetFactor: -2,
  });
}
