import {
  CircleGeometry,
  DataTexture,
  DoubleSide,
  type Group,
  LinearFilter,
  LinearMipmapLinearFilter,
  Mesh,
  MeshStandardMaterial,
  RGBAFormat,
} from 'three';
import type { Rgb } from '../people/loft.ts';
import { objectOf, type Pieces } from '../props/pieces.ts';
import { ring, wheelDisc } from '../props/shapes.ts';

export interface WheelSize {
  readonly radius: number;
  /** Half the tyre's width. */
  readonly tyre: number;
  readonly kind: 'spokes' | 'cast' | 'disc';
  readonly rim: Rgb;
}

const RUBBER: Rgb = [0.09, 0.09, 0.095];
const TEXELS = 128;

/** Tyre, rim and hub about the z axis, about its own middle. */
export function wheelPieces({ radius, tyre, kind, rim }: WheelSize): Pieces {
  const inner = radius - tyre * 2;
  const hub = wheelDisc(kind === 'spokes' ? 0.035 : 0.06, 0.09, [0, 0, 0], [0.5, 0.5, 0.52], 12);
  const plate =
    kind === 'spokes'
      ? []
      : [wheelDisc(inner, tyre * 1.1, [0, 0, 0], (x, y) => castColour(x, y, inner, kind, rim))];
  return {
    solid: {
      matt: [ring(radius - tyre, tyre, [0, 0, 0], RUBBER)],
      metal: [ring(inner, tyre * 0.5, [0, 0, 0], rim), hub],
      gloss: plate,
    },
  };
}

function castColour(x: number, y: number, radius: number, kind: string, rim: Rgb): Rgb {
  const open =
    kind === 'cast' && Math.cos(Math.atan2(y, x) * 5) < 0.2 && Math.hypot(x, y) < radius * 0.9;
  return open ? [0.12, 0.12, 0.13] : rim;
}

/** A wheel that turns: `roll` by metres gone. */
export function buildWheel(size: WheelSize): {
  readonly object: Group;
  roll(travelled: number): void;
} {
  const object = objectOf(wheelPieces(size));
  if (size.kind === 'spokes') object.add(spokes(size.radius - size.tyre * 2));
  return {
    object,
    roll: (travelled) => {
      object.rotation.z = -travelled / size.radius;
    },
  };
}

let spokePicture: DataTexture | undefined;

function spokes(radius: number): Mesh {
  spokePicture ??= spokeTexture();
  const material = new MeshStandardMaterial({
    ...{ map: spokePicture, transparent: true, alphaTest: 0.08, side: DoubleSide },
    ...{ roughness: 0.4, metalness: 0.5, depthWrite: false },
  });
  return new Mesh(new CircleGeometry(radius, 24), material);
}

/** Thin crossing spokes, soft at their edges, the rest clear. */
function spokeTexture(): DataTexture {
  const data = new Uint8Array(TEXELS * TEXELS * 4);
  for (let at = 0; at < TEXELS * TEXELS; at++) {
    const [x, y] = [(at % TEXELS) / TEXELS - 0.5, Math.floor(at / TEXELS) / TEXELS - 0.5];
    const far = Math.hypot(x, y);
    const angle = Math.atan2(y, x);
    const nearest = Math.min(
      ...[0.5, -0.5].map((bend) => offSpoke(angle + bend * (0.5 - far) * 0.9, far)),
    );
    const alpha = Math.max(0, 1 - nearest / 0.008);
    data.set([168, 170, 174, Math.round(alpha * 215)], at * 4);
  }
  const texture = new DataTexture(data, TEXELS, TEXELS, RGBAFormat);
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.generateMipmaps = true;
  texture.needsUpdate = true;
  return texture;
}

/** Distance to the nearest of twelve spokes. */
function offSpoke(angle: number, far: number): number {
  const step = (2 * Math.PI) / 12;
  const off = angle - Math.round(angle / step) * step;
  return Math.abs(Math.sin(off)) * far;
}
