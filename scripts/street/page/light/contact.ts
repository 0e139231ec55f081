/// <reference lib="dom" />
import { Mesh, MeshBasicMaterial, PlaneGeometry, type Texture } from 'three';
import type { Asset } from '../../assets/asset.ts';
import { canvasTexture } from '../textures/canvas.ts';

/** A soft dark spot for the ground under things: light of the sky does not get there. */
export function contactTexture(): Texture {
  return canvasTexture(64, 64, (context) => {
    context.filter = 'blur(6px)';
    context.fillStyle = '#000';
    context.fillRect(15, 15, 34, 34);
  });
}

/** How far the spot reaches beyond the thing, and how wide its soft edge is, metres. */
const BEYOND = 0.28;
const EDGE = 0.7;
/** Where the corners of the three by three fields lie on the texture. */
const SHARES = [0, 0.45, 0.55, 1] as const;

/** The four lines of the fields along one side: the soft edges keep their width on long things. */
function placeOf(line: number, side: number): number {
  const half = side / 2 + BEYOND;
  const inner = Math.max(half * 0.1, half - EDGE);
  return [-half, -inner, inner, half][line] ?? 0;
}

/** The spot of one thing, in its own axes. */
export function contactSpot(asset: Asset, texture: Texture, strength: number): Mesh {
  const geometry = new PlaneGeometry(1, 1, 3, 3).rotateX(-Math.PI / 2);
  const [position, uv] = [geometry.getAttribute('position'), geometry.getAttribute('uv')];
  for (let at = 0; at < position.count; at += 1) {
    const [column, row] = [at % 4, Math.floor(at / 4)];
    position.setXYZ(at, placeOf(column, asset.length), 0, placeOf(row, asset.width));
    uv.setXY(at, SHARES[column] ?? 0, SHARES[row] ?? 0);
  }
  const material = new MeshBasicMaterial({
    ...{ map: texture, transparent: true, opacity: strength, depthWrite: false, fog: false },
    ...{ polygonOffset: true, polygonOffsetFactor: -2, polygonOffsetUnits: -8 },
  });
  const spot = new Mesh(geometry, material);
  spot.position.y = 0.012;
  spot.renderOrder = 1;
  spot.name = 'contact';
  return spot;
}
