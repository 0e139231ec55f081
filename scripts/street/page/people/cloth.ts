import { MeshStandardMaterial } from 'three';

/** One material for everybody: colours are in the vertices. */
export const CLOTH = new MeshStandardMaterial({
  vertexColors: true,
  roughness: 0.88,
  envMapIntensity: 0.85,
});
