/// <reference lib="dom" />
import {
  type BufferGeometry,
  DoubleSide,
  Group,
  Mesh,
  MeshStandardMaterial,
  PlaneGeometry,
  type Texture,
} from 'three';
import { mergeGeometries } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import type { Vec3 } from '../../world/vector.ts';
import { boardTexture } from './board-texture.ts';

type Finish = 'matt' | 'cloth' | 'metal' | 'gloss' | 'glass';

/** Writing on a flat board: what it says, how it looks. */
export interface Board {
  readonly text: readonly string[];
  readonly paper: string;
  readonly ink: string;
  /** Width and height, metres. */
  readonly size: readonly [number, number];
  readonly at: Vec3;
  /** Degrees: 0 faces +x, 90 faces -z; tipped back. */
  readonly faces: number;
  readonly back?: number;
}

/** What a thing is made of, without pictures: enough to measure it. */
export interface Pieces {
  readonly solid: Readonly<Partial<Record<Finish, readonly BufferGeometry[]>>>;
  readonly boards?: readonly Board[];
}

const MATERIALS: Readonly<Record<Finish, MeshStandardMaterial>> = {
  matt: new MeshStandardMaterial({ vertexColors: true, roughness: 0.85 }),
  cloth: new MeshStandardMaterial({ vertexColors: true, roughness: 0.9, side: DoubleSide }),
  metal: new MeshStandardMaterial({ vertexColors: true, roughness: 0.38, metalness: 0.75 }),
  gloss: new MeshStandardMaterial({ vertexColors: true, roughness: 0.28, metalness: 0.1 }),
  glass: new MeshStandardMaterial({
    ...{ vertexColors: true, roughness: 0.08, metalness: 0.2, transparent: true, opacity: 0.28 },
    depthWrite: false,
  }),
};

const textures = new Map<string, Texture>();

/** As few meshes as there are finishes, and one a board. */
export function objectOf({ solid, boards = [] }: Pieces): Group {
  const group = new Group();
  for (const [finish, geometries] of Object.entries(solid)) {
    if (geometries.length === 0) continue;
    group.add(new Mesh(mergeGeometries([...geometries]), MATERIALS[finish as Finish]));
  }
  for (const board of boards) group.add(boardMesh(board));
  return group;
}

function boardMesh(board: Board): Mesh {
  const key = JSON.stringify([board.text, board.paper, board.ink, board.size]);
  const map = textures.get(key) ?? boardTexture(board);
  textures.set(key, map);
  const mesh = new Mesh(
    boardGeometry(board),
    new MeshStandardMaterial({ map, roughness: 0.7, side: DoubleSide }),
  );
  return mesh;
}

/** The board's rectangle where it hangs. */
export function boardGeometry({ size, at, faces, back = 0 }: Board): BufferGeometry {
  const geometry = new PlaneGeometry(...size).rotateX((-back * Math.PI) / 180);
  return geometry.rotateY(((faces + 90) * Math.PI) / 180).translate(...at);
}

/** All of them together. */
export function together(...all: readonly Pieces[]): Pieces {
  const solid: Partial<Record<Finish, BufferGeometry[]>> = {};
  for (const { solid: one } of all)
    for (const [finish, geometries] of Object.entries(one)) {
      solid[finish as Finish] ??= [];
      solid[finish as Finish]?.push(...geometries);
    }
  return { solid, boards: all.flatMap(({ boards = [] }) => boards) };
}

/** The same, elsewhere: turned to the left by degrees, then moved. */
export function moved({ solid, boards = [] }: Pieces, by: Vec3, yaw = 0): Pieces {
  const angle = (yaw * Math.PI) / 180;
  const there = Object.entries(solid).map(([finish, geometries]) => [
    finish,
    geometries.map((one) =>
      one
        .clone()
        .rotateY(angle)
        .translate(...by),
    ),
  ]);
  const [s, c] = [Math.sin(angle), Math.cos(angle)];
  return {
    solid: Object.fromEntries(there),
    boards: boards.map((board) => {
      const [x, y, z] = board.at;
      const at: Vec3 = [x * c + z * s + by[0], y + by[1], z * c - x * s + by[2]];
      return { ...board, at, faces: board.faces + yaw };
    }),
  };
}

/** The same in another size: factors on x, y and z. Boards stay away. */
export function scaled({ solid }: Pieces, by: Vec3): Pieces {
  const there = Object.entries(solid).map(([finish, geometries]) => [
    finish,
    geometries.map((one) => one.clone().scale(...by)),
  ]);
  return { solid: Object.fromEntries(there) };
}
